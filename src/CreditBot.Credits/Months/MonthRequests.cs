using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Months;

/// <summary>The requests of a client that were made or answered in a month.</summary>
internal static class MonthRequests
{
    internal static IReadOnlyList<RequestLine> Of(
        IReadOnlyList<ClientEntry> entries,
        ClientState state,
        MonthCalendar calendar,
        YearMonth month,
        IReadOnlyDictionary<PersonId, string> names
    )
    {
        var lines = new List<RequestLine>();
        foreach (var request in state.Requests.Values)
        {
            var closed = entries.LastOrDefault(entry =>
                entry.Request == request.Id
                && entry is ClientEntry.Decided or ClientEntry.Withdrawn or ClientEntry.Lapsed
            );
            var closedAt = request.State.IsPending() ? null : request.Decision?.At ?? closed?.At;
            if (
                calendar.MonthOf(request.CreatedAt) != month
                && (closedAt is not { } at || calendar.MonthOf(at) != month)
            )
            {
                continue;
            }

            lines.Add(
                new RequestLine(
                    request.Id,
                    state.Id,
                    state.Name,
                    request.Terms,
                    request.State,
                    request.CreatedAt,
                    closedAt,
                    request.Decision is { } decision
                        ? names.GetValueOrDefault(decision.By, decision.By.Value)
                        : null,
                    request.Decision?.Reason ?? request.Reason,
                    Charged(entries, request)
                )
                {
                    Line = Booking(entries, request)?.Charges.FirstOrDefault(),
                }
            );
        }

        return lines;
    }

    /// <summary>What its booking charged; null when it charged nothing (yet).</summary>
    private static Money? Charged(IReadOnlyList<ClientEntry> entries, CreditRequest request)
    {
        var booking = Booking(entries, request);
        return booking is { Charges.IsEmpty: false }
            ? booking.Charges.Sum(booking.Charges[0].Net.Currency, charge => charge.Net)
            : null;
    }

    private static ClientEntry? Booking(
        IReadOnlyList<ClientEntry> entries,
        CreditRequest request
    ) => entries.FirstOrDefault(entry => entry.Seq == request.EntrySeq);
}
