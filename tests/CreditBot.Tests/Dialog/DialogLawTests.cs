using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Requests;
using CreditBot.Tests.Hosting;
using CreditBot.Understanding;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Dialog;

/// <summary>Laws of the dialog: whatever is said or pressed, in any order, nothing throws and nothing is done that was not confirmed.</summary>
public sealed class DialogLawTests
{
    private const int Turns = 50;

    private static int Dialogs => Counts.Of(quick: 500, full: 50_000);

    private static readonly RequestTerms Sixty = new()
    {
        Kind = RequestKind.OneTime,
        Credits = Credits.Of(60),
        Price = new Money(118.80m, "USD"),
        Effective = Effective.Now,
    };

    private static readonly DialogFacts[] Clients =
    [
        DialogScenes.ForClient(DialogScenes.Bella(46)),
        DialogScenes.ForClient(DialogScenes.Bella(50)),
        DialogScenes.ForClient(DialogScenes.Bella(46, Sixty)),
        DialogScenes.ForClient(DialogScenes.Bella(46), CreditBot.Identity.ClientRole.Viewer),
        DialogScenes.ForClient(DialogScenes.Bella(46, Sixty)).With(DialogScenes.Waiting),
        DialogScenes.ForClient(DialogScenes.Bella(50)).With(DialogScenes.Answered),
    ];

    private static readonly DialogFacts[] Managers =
    [
        DialogScenes.ForManager(DialogScenes.Bella(46, Sixty)),
        DialogScenes.ForManager(DialogScenes.Bella(46)),
        DialogScenes.ForManager(),
        DialogScenes.ForManager(DialogScenes.Bella(46, Sixty)).With(DialogScenes.Waiting),
    ];

    private static readonly Gen<decimal?> Amounts = Of<decimal?>(
        null,
        null,
        60,
        0,
        -5,
        0.0001m,
        1_000_000_000,
        110,
        50,
        1.5m
    );

    private static readonly Gen<Frame> Frames =
        from intent in Gen.Enum<Intent>()
        from also in Of<Intent?>(null, null, null, Intent.CheckBalance, Intent.Greet)
        from amount in Amounts
        from most in Amounts
        from total in Gen.Bool
        from kind in Of<RequestKind?>(
            null,
            null,
            RequestKind.OneTime,
            RequestKind.Ongoing,
            RequestKind.Upgrade
        )
        from option in Of<int?>(null, null, null, 1, 2, 3, 9)
        from package in Of(null, null, null, "Basic", "Professional", "Enterprise", "Gold")
        from reason in Of<string?>(null, null, "the menu", "", new string('x', 3000))
        from due in Of<LocalDate?>(
            null,
            null,
            new LocalDate(2026, 12, 3),
            new LocalDate(2020, 1, 1)
        )
        from months in Of<int?>(null, null, null, 1, 3, 99)
        from pages in Of<decimal?>(null, null, 3, 0, -1)
        from request in Of<string?>(null, null, "R-12", "R-99", "R-x")
        from client in Of<string?>(null, null, "Bella Bakery", "Nobody")
        select new Frame
        {
            Intent = intent,
            Also = also,
            Amount = amount,
            AmountMax = most,
            MonthlyTotal = total,
            Kind = kind,
            Option = option,
            Package = package,
            Reason = reason,
            Due = due,
            Months = months,
            Work = pages is { } count
                ? ImmutableDictionary<WorkKind, decimal>.Empty.Add(WorkKind.Pages, count)
                : null,
            Request = request,
            Client = client,
        };

    /// <summary>Now and then nobody can be sure, and it is only guessed what was meant.</summary>
    private static readonly Gen<Frame> Heard = Gen.Frequency(
        (6, Frames),
        (1, Frames.Select(frame => new Frame { Intent = Intent.OutOfScope, Guess = frame }))
    );

    private static readonly Gen<DialogInput> Presses =
        from verb in Of(
            Verbs.Answer,
            Verbs.Options,
            Verbs.Send,
            Verbs.Send,
            Verbs.Yes,
            Verbs.No,
            Verbs.Cancel,
            Verbs.TakeUp,
            Verbs.Withdraw,
            Verbs.AskWithdraw,
            Verbs.Reply,
            Verbs.Accept,
            Verbs.NoThanks,
            Verbs.Show,
            Verbs.Approve,
            Verbs.Change,
            Verbs.Ask,
            Verbs.Decline,
            Verbs.Undo,
            Verbs.ReplyTalk,
            Verbs.CloseTalk,
            "unheard of"
        )
        from draft in Of("1", "2", "3", "x")
        from slot in Of("kind", "amount", "reason", "date", "?")
        from value in Of("", "one_time", "upgrade", "60", "2026-12-03", "-1")
        from offer in Of(
            "one_time-60",
            "ongoing-60",
            "ongoing-60x3",
            "ongoing-60x0",
            "upgrade-Professional",
            "upgrade-Gold",
            "one_time--1",
            "x"
        )
        from request in Of("R-12", "R-99", "")
        from typed in Of<string?>(null, "", "40", "sixty", "what for?")
        select (DialogInput)
            new DialogInput.Pressed(
                CardAction.Of(
                    verb,
                    (Verbs.Draft, draft),
                    (Verbs.Slot, slot),
                    (Verbs.Value, value),
                    (Verbs.Offer, offer),
                    (Verbs.Request, request),
                    (Verbs.What, "balance"),
                    (Verbs.Talk, DialogScenes.Waiting.Key)
                ),
                typed is null
                    ? ImmutableDictionary<string, string>.Empty
                    : ImmutableDictionary<string, string>
                        .Empty.Add(Verbs.Credits, typed)
                        .Add(Verbs.Reason, typed)
                        .Add(Verbs.Question, typed)
                        .Add(Verbs.Words, typed)
            );

    private static readonly Gen<DialogInput> Saying =
        from frame in Heard
        from words in Of("some words", "some words", "balance", "back", "approve it yourself")
        select (DialogInput)new DialogInput.Said(words, frame);

    private static readonly Gen<DialogInput> Orders = Of<ChatCommand>(
            new ChatCommand.Reply("Bella we'll see"),
            new ChatCommand.Reply("Bella"),
            new ChatCommand.Close("Bella Bakery"),
            new ChatCommand.Close("nobody")
        )
        .Select(order => (DialogInput)new DialogInput.Ordered("words", order));

    private static readonly Gen<DialogInput> Inputs = Gen.Frequency(
        (8, Saying),
        (3, Presses),
        (1, Orders),
        (1, Gen.Const((DialogInput)new DialogInput.Joined()))
    );

    [Fact]
    public void A_client_s_dialog_stays_whole_and_sends_only_what_was_confirmed() =>
        Gen.Select(
                Gen.Int[0, Clients.Length - 1].Select(index => Clients[index]),
                Inputs.List[1, Turns]
            )
            .Sample(
                (facts, inputs) =>
                {
                    var state = DialogState.New;
                    foreach (var input in inputs)
                    {
                        var step = DialogEngine.Step(state, input, facts);
                        ShouldBeWhole(step.State);
                        (
                            step.Messages.Count > 0
                            || step.Commands.Count > 0
                            || input is DialogInput.Ordered
                        ).ShouldBeTrue("Nobody is left without an answer.");
                        foreach (var command in step.Commands)
                        {
                            IsConfirmed(command, state, input, facts)
                                .ShouldBeTrue($"{command} by {input} in {state}");
                        }

                        state = step.State;
                    }
                },
                iter: Dialogs
            );

    [Fact]
    public void A_manager_s_dialog_stays_whole_and_decides_only_what_was_confirmed() =>
        Gen.Select(
                Gen.Int[0, Managers.Length - 1].Select(index => Managers[index]),
                Inputs.List[1, Turns]
            )
            .Sample(
                (facts, inputs) =>
                {
                    var state = DialogState.New;
                    foreach (var input in inputs)
                    {
                        var step = DialogEngine.Step(state, input, facts);
                        ShouldBeWhole(step.State);
                        foreach (var command in step.Commands)
                        {
                            IsDecided(command, state, input)
                                .ShouldBeTrue($"{command} by {input} in {state}");
                        }

                        state = step.State;
                    }
                },
                iter: Dialogs
            );

    [Fact]
    public void What_comes_a_day_late_sends_and_decides_nothing_by_itself() =>
        Gen.Select(Of<DialogFacts>([.. Clients, .. Managers]), Inputs.List[1, 10], Inputs)
            .Sample(
                (facts, inputs, late) =>
                {
                    var state = inputs.Aggregate(
                        DialogState.New,
                        (so, input) => DialogEngine.Step(so, input, facts).State
                    );
                    var tomorrow = facts with { Now = facts.Now + Duration.FromHours(25) };
                    var step = DialogEngine.Step(state, late, tomorrow);
                    ShouldBeWhole(step.State);
                    if (state.Asks != Pending.None)
                    {
                        step.Commands.Exists(command =>
                                command
                                    is DialogCommand.Send
                                        or DialogCommand.Grant
                                        or DialogCommand.SetPlan
                                || (!IsPressOnRequest(late) && command is DialogCommand.Withdraw)
                            )
                            .ShouldBeFalse($"{late} in {state}");
                    }

                    // Asked once more, a yes is one.
                    if (step.State.Top is not null and not DialogFrame.HandOver)
                    {
                        step.State.Since.ShouldNotBe(state.Since, $"{late} in {state}");
                    }
                },
                iter: Dialogs
            );

    /// <summary>The button names what it does, whenever it is pressed.</summary>
    private static bool IsPressOnRequest(DialogInput input) =>
        input is DialogInput.Pressed { Action.Verb: Verbs.Withdraw };

    [Fact]
    public void The_same_question_is_never_asked_three_times_in_a_row() =>
        Gen.Select(
                Of<DialogFacts>([.. Clients, .. Managers]),
                Gen.Frequency((9, Saying), (1, Presses)).List[1, Turns]
            )
            .Sample(
                (facts, inputs) =>
                {
                    var state = DialogState.New;
                    var asked = 0;
                    string? last = null;
                    foreach (var input in inputs)
                    {
                        var step = DialogEngine.Step(state, input, facts);
                        var question = step.State.Asks == Pending.None ? null : LastWords(step);
                        asked =
                            question is null || IsDigression(input, step) ? 0
                            : question == last && step.State.Frames.SequenceEqual(state.Frames)
                                ? asked + 1
                            : 1;
                        asked.ShouldBeLessThan(3, $"{question} after {input}");
                        last = question;
                        state = step.State;
                    }
                },
                iter: Dialogs
            );

    [Fact]
    public void A_stranger_is_told_how_to_link_and_nothing_else() =>
        Inputs.Sample(
            input =>
            {
                var facts = Clients[0] with { Speaker = new Speaker.Stranger() };
                var step = DialogEngine.Step(DialogState.New, input, facts);
                step.Commands.ShouldBeEmpty();
                step.Messages.ShouldHaveSingleItem()
                    .Parts.ShouldHaveSingleItem()
                    .ShouldBe(new MessagePart.Paragraph(Phrases.HowToLink));
            },
            iter: 200
        );

    private static string? LastWords(DialogStep step) =>
        step.Messages.LastOrDefault()?.Parts.OfType<MessagePart.Paragraph>().LastOrDefault()?.Text;

    /// <summary>Something else was asked or pressed, so that the question is asked again after it.</summary>
    private static bool IsDigression(DialogInput input, DialogStep step) =>
        !step.Seen.Answers.IsEmpty
        // "I won't do that" answers what was said; the question after it resumes the dialog.
        || step.Seen.Refused
        || SaysTheWishAnew(input, step)
        || input
            is not DialogInput.Said
            {
                Frame.Intent: not (
                    Intent.Greet
                    or Intent.Thanks
                    or Intent.Help
                    or Intent.Bye
                    or Intent.CancelRequest
                    // A manager's order is read back each time it is given.
                    or Intent.Approve
                    or Intent.ApproveWithChange
                    or Intent.Decline
                    or Intent.AskClient
                    or Intent.SetAllocation
                    or Intent.GrantCredits
                    or Intent.Delegate
                )
            };

    /// <summary>An option that is picked, or a wish that is said, once more is read back once more.</summary>
    private static bool SaysTheWishAnew(DialogInput input, DialogStep step) =>
        step.State.Top is DialogFrame.ConfirmSend
        && input
            is DialogInput.Said
            {
                Frame.Intent: Intent.ChooseOption
                    or Intent.RequestCredits
                    or Intent.ChangeRequest
                    or Intent.Inform
            };

    private static Gen<T> Of<T>(params T[] values) =>
        Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static void ShouldBeWhole(DialogState state)
    {
        state.Frames.Count.ShouldBeLessThanOrEqualTo(3);
        state.Shown.Count.ShouldBeLessThanOrEqualTo(DialogState.MostShown);
        state.Misses.ShouldBeLessThan(2);
        if (state.Top is DialogFrame.Wish wish)
        {
            wish.Asked.ShouldBe(wish.Draft.Missing);
        }

        if (state.Top is DialogFrame.ConfirmSend)
        {
            state.Draft.ShouldNotBeNull();
        }

        var document = new DialogDocument(state, ["1"]);
        var json = DialogJson.Write(document);
        DialogJson.Write(DialogJson.Read(json).ShouldNotBeNull()).ShouldBe(json);
        DialogJson.Read(json)!.State.Frames.Count.ShouldBe(state.Frames.Count);
    }

    private static bool IsConfirmed(
        DialogCommand command,
        DialogState before,
        DialogInput input,
        DialogFacts facts
    )
    {
        var isYes =
            input
            is DialogInput.Said { Frame.Intent: Intent.Affirm }
                or DialogInput.Pressed { Action.Verb: Verbs.Yes };
        var pressed = (input as DialogInput.Pressed)?.Action.Verb;
        return command switch
        {
            DialogCommand.Send send => (
                isYes
                && before.Top is DialogFrame.ConfirmSend confirm
                && confirm.Offer == OfferId.Of(send.Terms)
            )
                || (
                    pressed == Verbs.Send
                    && before.Shown.Contains(
                        before.Shown.Find(one => one.Id == OfferId.Of(send.Terms))
                            ?? new ShownOffer("", "", null)
                    )
                ),
            DialogCommand.Withdraw => pressed == Verbs.Withdraw
                || (isYes && before.Top is DialogFrame.ConfirmWithdraw),
            DialogCommand.AcceptCounter => pressed == Verbs.Accept,
            DialogCommand.DeclineCounter => pressed == Verbs.NoThanks,
            DialogCommand.Answer or DialogCommand.HandOff => true,
            // What is relayed books nothing, and needs somebody who was called in.
            DialogCommand.Tell or DialogCommand.TakeBack => input is DialogInput.Said
                && (facts.Speaker as Speaker.OfClient)?.Talk is not null,
            // Nothing else is a client's to command.
            _ => false,
        };
    }

    private static bool IsDecided(DialogCommand command, DialogState before, DialogInput input)
    {
        var isYes =
            input
            is DialogInput.Said { Frame.Intent: Intent.Affirm }
                or DialogInput.Pressed { Action.Verb: Verbs.Yes };
        return command switch
        {
            DialogCommand.Decide { Decision: DecideRequest.Ask } => true,
            DialogCommand.Decide { Decision: DecideRequest.Decline } => input is DialogInput.Pressed
                || isYes
                || before.Top is DialogFrame.DeclineReason,
            DialogCommand.Decide => (isYes && before.Top is DialogFrame.ConfirmAct)
                || input
                    is DialogInput.Pressed
                    {
                        Action.Verb: Verbs.Approve or Verbs.Change or Verbs.Undo
                    },
            DialogCommand.Grant or DialogCommand.SetPlan => isYes
                && before.Top is DialogFrame.ConfirmAct,
            DialogCommand.ReportMonth => true,
            DialogCommand.Reply => before.Top is DialogFrame.ReplyWords
                || input
                    is DialogInput.Ordered { Command: ChatCommand.Reply }
                        or DialogInput.Pressed { Action.Verb: Verbs.ReplyTalk },
            DialogCommand.Close => input
                is DialogInput.Ordered { Command: ChatCommand.Close }
                    or DialogInput.Pressed { Action.Verb: Verbs.CloseTalk },
            _ => false,
        };
    }
}
