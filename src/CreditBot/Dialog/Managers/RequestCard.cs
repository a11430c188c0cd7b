using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Channels;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>A request on a manager's card: who, what, why, by when, what it does to margin and pool, and the buttons that fit its state (design.md §1, §5).</summary>
internal static class RequestCard
{
    /// <param name="viewer">Whose card it is: policy may let one approve and another not.</param>
    /// <param name="now">From which the undo is judged.</param>
    public static Message Of(
        RequestFacts facts,
        Phrases say,
        AgencyTerms terms,
        PersonId viewer,
        Instant now
    )
    {
        var request = facts.Request;
        var policy = PolicyFacts.Of(facts, terms, viewer);
        var card = Card
            .Empty.With(
                new MessagePart.Heading(Phrases.CardTitle(request, facts.Client)),
                new MessagePart.Paragraph(say.Wants(request, facts.Client))
            )
            .Text(
                policy is null
                    ? null
                    : say.Urgent(Urgency.Of(request, facts.Client, terms.WorkingTime, now), request)
            )
            .Text(
                facts.Facts is { } figures
                    ? say.Figures(figures, request.Terms, facts.HasPool)
                    : null
            )
            .Text(say.Flags(facts.Flags));
        card = Talk(card, facts, say);
        card = policy is null
            ? Outcome(card, facts, say, terms.Policy.UndoFor, now)
            : Buttons(
                card.Text(say.FirstApproved(facts))
                    .Text(say.PolicySays(policy))
                    .Text(say.Trail(facts.Trail, facts.NameOf), isSubtle: true),
                facts,
                policy,
                terms.Catalog
            );
        return card.ToMessage(request.Id.ToString(), Phrases.CardTitle(request, facts.Client));
    }

    private static Card Talk(Card card, RequestFacts facts, Phrases say)
    {
        var request = facts.Request;
        var who = Name(facts, request.LastHandledBy);
        return request switch
        {
            { State: RequestState.Asked, Question: { } question } => card.Text(
                Phrases.WaitsForAnswer(who, question, facts.Client.Name)
            ),
            { Question: { } question, Answer: { } answer } => card.Text(
                Phrases.Answered(who, question, facts.Client.Name, answer)
            ),
            { State: RequestState.Countered, Counter: { } offer } => card.Text(
                say.WaitsForAcceptance(who, offer, facts.Client.Name)
            ),
            _ => card,
        };
    }

    private static Card Buttons(
        Card card,
        RequestFacts facts,
        PolicyFacts policy,
        PackageCatalog catalog
    )
    {
        var request = facts.Request;
        (string, string) id = (Verbs.Request, request.Id.ToString());
        (string, string) seen = (Verbs.Seen, Seen(facts, catalog));
        card = policy switch
        {
            { IsMine: true } => card.Button(
                Phrases.TakeApprovalBackButton,
                CardAction.Of(Verbs.Undo, id)
            ),
            { MayApprove: false } => card,
            { First: { } first } => card.Button(
                first.Terms == request.Terms ? Phrases.ApproveButton : Phrases.SecondButton,
                CardAction.Of(
                    Verbs.Approve,
                    id,
                    seen,
                    (Verbs.Seconds, first.Seq.ToString(CultureInfo.InvariantCulture))
                ),
                ChoiceStyle.Primary
            ),
            _ => card.Button(
                Phrases.ApproveButton,
                CardAction.Of(Verbs.Approve, id, seen),
                ChoiceStyle.Primary
            ),
        };
        if (request.Terms.Kind != RequestKind.Upgrade)
        {
            card = card.Button(
                Phrases.ChangeButton,
                CardAction.Of(Verbs.Change, id, seen),
                ChoiceStyle.Plain,
                new MessagePart.Input(
                    Verbs.Credits,
                    Phrases.CreditsLabel,
                    InputKind.Number,
                    IsRequired: true,
                    request.Terms.Credits?.ToString()
                ),
                new MessagePart.Input(Verbs.Price, Phrases.PriceLabel, InputKind.Number),
                new MessagePart.Input(
                    Verbs.Kind,
                    Phrases.KindLabel,
                    InputKind.Choice,
                    Value: KindOf(request),
                    Choices:
                    [
                        new InputChoice(Verbs.Once, Phrases.OnceLabel),
                        new InputChoice(Verbs.Monthly, Phrases.MonthlyLabel),
                    ]
                )
            );
        }

        return card.Button(
                Phrases.AskButton,
                CardAction.Of(Verbs.Ask, id),
                ChoiceStyle.Plain,
                new MessagePart.Input(
                    Verbs.Question,
                    Phrases.QuestionLabel,
                    InputKind.LongText,
                    IsRequired: true
                )
            )
            .Button(
                Phrases.DeclineButton,
                CardAction.Of(Verbs.Decline, id),
                ChoiceStyle.Destructive,
                new MessagePart.Input(
                    Verbs.Reason,
                    Phrases.ReasonLabel,
                    InputKind.LongText,
                    IsRequired: true
                )
            );
    }

    /// <summary>What the card shows, to compare at the press; empty when it shows no figures.</summary>
    private static string Seen(RequestFacts facts, PackageCatalog catalog) =>
        facts.Facts is { } figures
            ? FactsSeen
                .Of(facts.Client, facts.Request, catalog, facts.HasPool ? figures.PoolLeft : null)
                .ToString()
            : "";

    private static string KindOf(CreditRequest request) =>
        request.Terms.Kind == RequestKind.Ongoing ? Verbs.Monthly : Verbs.Once;

    private static Card Outcome(
        Card card,
        RequestFacts facts,
        Phrases say,
        Duration undoFor,
        Instant now
    )
    {
        var request = facts.Request;
        var lapsedWithEnd =
            request.State == RequestState.Lapsed
            && facts.Client.Ending is { } ending
            && ending.At < request.LapsesAt;
        card = card.Text(
                lapsedWithEnd
                    ? Phrases.LapsedWithEnd(request.Id, facts.Client.Name)
                    : say.Outcome(
                        request,
                        Name(facts, request.Decision?.By),
                        Name(facts, request.FirstApproval?.By)
                    )
            )
            .Text(say.Trail(facts.Trail, facts.NameOf), isSubtle: true);
        return
            request.State is RequestState.Approved or RequestState.ApprovedWithChange
            && request.Decision is { } decision
            && now < decision.At + undoFor
            ? card.Button(
                say.UndoButton(decision.At + undoFor),
                CardAction.Of(Verbs.Undo, (Verbs.Request, request.Id.ToString()))
            )
            : card;
    }

    private static string? Name(RequestFacts facts, PersonId? person) => facts.NameOf(person);
}
