using System.Collections.Immutable;
using System.Diagnostics;
using CreditBot.Amounts;
using CreditBot.Ledger;

namespace CreditBot.Requests;

using RequestsByNumber = ImmutableSortedDictionary<long, CreditRequest>;

/// <summary>Folds the entries that name a request.</summary>
internal static class RequestFold
{
    internal static RequestsByNumber Apply(RequestsByNumber requests, ClientEntry entry)
    {
        var id =
            entry.Request
            ?? throw new InvalidOperationException($"Entry {entry.Seq} names no request.");
        if (entry is ClientEntry.Requested requested)
        {
            return requests.Add(id.Number, Made(id, requested));
        }

        var request = requests[id.Number];
        return requests.SetItem(
            id.Number,
            entry switch
            {
                ClientEntry.Asked => request with
                {
                    State = RequestState.Asked,
                    Question = entry.Texts.GetValueOrDefault(TextNames.Question),
                    Answer = null,
                    LastHandledBy = entry.By,
                },
                ClientEntry.Answered => request with
                {
                    State = RequestState.Open,
                    Answer = entry.Texts.GetValueOrDefault(TextNames.Answer),
                },
                ClientEntry.Countered countered => request with
                {
                    State = RequestState.Countered,
                    Counter = countered.Offer,
                    LastHandledBy = entry.By,
                },
                ClientEntry.CounterDeclined => request with
                {
                    State = RequestState.Open,
                    Counter = null,
                },
                ClientEntry.Decided decided => request with
                {
                    State = decided.Outcome,
                    Counter = null,
                    Decision = new Decision(
                        decided.Outcome,
                        entry.By,
                        entry.At,
                        decided.Channel,
                        decided.Terms,
                        entry.Texts.GetValueOrDefault(TextNames.Reason)
                    ),
                },
                ClientEntry.Undone => request with
                {
                    State = RequestState.Open,
                    Decision = null,
                    EntrySeq = null,
                    Booking = null,
                },
                ClientEntry.Withdrawn => request with
                {
                    State = RequestState.Withdrawn,
                    Counter = null,
                },
                ClientEntry.Lapsed => request with { State = RequestState.Lapsed, Counter = null },
                _ => throw new UnreachableException(),
            }
        );
    }

    internal static RequestsByNumber Booked(
        RequestsByNumber requests,
        RequestId id,
        long seq,
        PlanBooking? booking
    ) =>
        requests.SetItem(id.Number, requests[id.Number] with { EntrySeq = seq, Booking = booking });

    private static CreditRequest Made(RequestId id, ClientEntry.Requested requested) =>
        new()
        {
            Id = id,
            Terms = requested.Terms,
            By = requested.By,
            CreatedAt = requested.At,
            LapsesAt = requested.LapsesAt,
            Due = requested.Due,
            Reason = requested.Texts.GetValueOrDefault(TextNames.Reason),
            Advised = requested.Advised,
            State = RequestState.Open,
        };
}
