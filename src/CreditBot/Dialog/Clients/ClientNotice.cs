using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>What people of a client are told when something happened to a request (design.md §1, §5).</summary>
internal static class ClientNotice
{
    /// <summary>The words for an entry, by how the request stands when they are said; null when there is nothing left to say.</summary>
    /// <param name="entry">The entry that is told of.</param>
    /// <param name="client">As it is now.</param>
    /// <param name="repaid">What of the booking went to credits that were owed.</param>
    public static Message? Of(
        ClientEntry entry,
        CreditRequest request,
        ClientState client,
        Credits repaid,
        Phrases say,
        IReadOnlyDictionary<string, string> names
    )
    {
        var by = names.GetValueOrDefault(entry.By.Value);
        (string, string) id = (Verbs.Request, request.Id.ToString());
        var card = entry switch
        {
            ClientEntry.Decided { Outcome: RequestState.Declined } => Card.Empty.Text(
                say.Declined(request, by)
            ),
            ClientEntry.Decided { Terms: { } terms } => Card.Empty.Text(
                say.Approved(request, terms, client, by, repaid)
            ),
            ClientEntry.Asked when request.State == RequestState.Asked => Card
                .Empty.Text(Phrases.Asked(request, by))
                .Button(
                    Phrases.ReplyButton,
                    CardAction.Of(Verbs.Reply, id),
                    ChoiceStyle.Primary,
                    new MessagePart.Input(
                        Verbs.Answer,
                        Phrases.AnswerLabel,
                        InputKind.LongText,
                        IsRequired: true
                    )
                ),
            ClientEntry.Countered { Offer: var offer }
                when request.State == RequestState.Countered => CounterOffer.Buttons(
                Card.Empty.Text(say.Countered(request, offer, by, entry)),
                request.Id
            ),
            ClientEntry.Undone => Card.Empty.Text(say.Undone(request, client, by)),
            ClientEntry.Lapsed => Card.Empty.Text(Phrases.HasLapsed(request)),
            _ => null,
        };
        return card?.ToMessage(summary: Phrases.NewsOf(request.Id));
    }
}
