using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>Tells a client's people and its account manager a few days before a temporary uplift ends, and when it has (design.md §4).</summary>
/// <remarks>
/// The messages are written with the entries that bring the last period with it, and its end, whoever writes those, so that each is told
/// once; the words are made at delivery and are none when the uplift is gone by then.
/// </remarks>
internal sealed class UpliftNotices(People people)
{
    /// <summary>Days before the end, long enough to ask for more and be answered.</summary>
    public const int DaysBefore = 3;

    private static readonly LocalTime Morning = new(9, 0);

    /// <summary>What is to be told of entries.</summary>
    /// <param name="before">As the entries found the client.</param>
    /// <param name="now">Before which nothing is due.</param>
    public async ValueTask<ImmutableList<OutboxMessage>> AboutAsync(
        AgencyId agency,
        ClientState before,
        ImmutableList<ClientEntry> entries,
        Instant now,
        CancellationToken stop
    )
    {
        // Nearly nothing that is written moves an uplift.
        if (!entries.Exists(entry => Moves(entry, before)))
        {
            return [];
        }

        var told = new List<(Func<string, Notice> Notice, string Id, Instant Due)>();
        var state = before;
        foreach (var entry in entries)
        {
            var after = ClientFold.Next(before.Id, state, entry);
            if (
                entry is ClientEntry.UpliftEnded ended
                && !(ended.PerMonth.IsZero && ended.PricePerMonth.IsZero)
            )
            {
                told.Add(
                    (
                        person => new Notice.UpliftEnded(person, before.Id.Value, entry.Seq),
                        $"{before.Id}/{entry.Seq:D10}/uplift-ended",
                        now
                    )
                );
            }

            told.AddRange(
                InLastPeriod(entry, after)
                    .Select(uplift =>
                        (
                            (Func<string, Notice>)(
                                person => new Notice.UpliftEnds(person, before.Id.Value, uplift.Seq)
                            ),
                            $"{before.Id}/{uplift.Seq:D10}/uplift-ends",
                            Instant.Max(now, Reminder(after))
                        )
                    )
            );
            state = after;
        }

        if (told.Count == 0)
        {
            return [];
        }

        var manager = state.Terms.Manager?.Value;
        var hear = (await people.AllAsync(agency, stop)).Where(person =>
            person.Clients.ContainsKey(before.Id.Value)
            || (person.IsManager && person.Id == manager)
        );
        return
        [
            .. hear.SelectMany(person =>
                told.Select(one =>
                    OutboxMessages.Of(
                        agency,
                        one.Notice(person.Id),
                        $"{one.Id}/{person.Id}",
                        one.Due
                    )
                )
            ),
        ];
    }

    private static bool Moves(ClientEntry entry, ClientState before) =>
        entry switch
        {
            ClientEntry.UpliftEnded => true,
            ClientEntry.PlanChanged { Change: PlanChange.Add { Months: not null } } => true,
            ClientEntry.PeriodStarted => !before.Uplifts.Running.IsEmpty
                || before.PendingChange is PlanChange.Add { Months: not null },
            _ => false,
        };

    /// <summary>The uplifts whose last period begins with an entry; of one agreed on so late that there is nothing to remind of, none.</summary>
    private static IEnumerable<Uplift> InLastPeriod(ClientEntry entry, ClientState after) =>
        after is not { Standing: Standing.Active, Current: { } period }
            ? []
            : after.Uplifts.Running.Where(uplift =>
                // One whose credits another amount has replaced still ends in the fee.
                !(uplift.PerMonth.IsZero && uplift.PricePerMonth.IsZero)
                && uplift.EndsBefore <= period.Number + 1
                && entry switch
                {
                    ClientEntry.PeriodStarted => true,
                    ClientEntry.PlanChanged => uplift.Seq == entry.Seq
                        && entry.At < Reminder(after),
                    _ => false,
                }
            );

    /// <summary>In the morning some days before the running period ends, in the client's zone.</summary>
    private static Instant Reminder(ClientState state) =>
        (state.Current!.EndsOn.PlusDays(-DaysBefore) + Morning)
            .InZoneLeniently(state.Terms.Zone)
            .ToInstant();
}
