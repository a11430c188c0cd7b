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

        var request = requests[id.Number] with
        {
            Entries = requests[id.Number].Entries.With(entry.Seq),
        };
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
                    FirstApproval = Of(request, countered.Offer),
                    LastHandledBy = entry.By,
                },
                ClientEntry.CounterDeclined => request with
                {
                    State = RequestState.Open,
                    Counter = null,
                    FirstApproval = null,
                },
                // A question stays with the client; an offer that was is replaced by what is approved now.
                ClientEntry.FirstApproved first => request with
                {
                    State =
                        request.State == RequestState.Asked
                            ? RequestState.Asked
                            : RequestState.Open,
                    Counter = null,
                    FirstApproval = new FirstApproval(
                        entry.Seq,
                        entry.By,
                        entry.At,
                        first.Channel,
                        first.Terms,
                        entry.Texts.GetValueOrDefault(TextNames.Reason)
                    ),
                },
                ClientEntry.FirstApprovalWithdrawn => request with { FirstApproval = null },
                ClientEntry.Decided decided => request with
                {
                    State = decided.Outcome,
                    Counter = null,
                    FirstApproval = Of(request, decided.Terms),
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
                    FirstApproval = null,
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

    /// <summary>A first approval of the same terms is part of what was done with them.</summary>
    private static FirstApproval? Of(CreditRequest request, RequestTerms? terms) =>
        request.FirstApproval is { } first && first.Terms == terms ? first : null;

    /// <summary>
    /// An upgrade's price is what the monthly bill changes by, so that the fee offered stays when that bill has changed meanwhile:
    /// an uplift that ends, or anything else, comes off its price, or onto it.
    /// </summary>
    /// <param name="before">Requests and fee as the entry found them.</param>
    internal static RequestsByNumber KeepingFees(
        RequestsByNumber before,
        RequestsByNumber now,
        Money change
    )
    {
        foreach (var (number, request) in before)
        {
            if (request.State.IsPending() && now[number] is { } still && still.State.IsPending())
            {
                now = now.SetItem(number, KeepingFee(still, change));
            }
        }

        return now;
    }

    private static CreditRequest KeepingFee(CreditRequest request, Money change) =>
        request with
        {
            Terms = KeepingFee(request.Terms, change),
            Advised = request.Advised is { } advised ? KeepingFee(advised, change) : null,
            Counter = request.Counter is { } counter ? KeepingFee(counter, change) : null,
            FirstApproval = request.FirstApproval is { } first
                ? first with
                {
                    Terms = KeepingFee(first.Terms, change),
                }
                : null,
        };

    private static RequestTerms KeepingFee(RequestTerms terms, Money change) =>
        terms.Kind == RequestKind.Upgrade ? terms with { Price = terms.Price - change } : terms;

    internal static RequestsByNumber Bridged(RequestsByNumber requests, ClientEntry entry)
    {
        var id = entry.Request!.Value.Number;
        return requests.SetItem(
            id,
            requests[id] with
            {
                Bridge = new RequestBridge(entry.At, entry.Grants.Sum(lot => lot.Granted)),
            }
        );
    }

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
            Entries = RequestEntries.None.With(requested.Seq),
        };
}
