using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>A client as it stands in the store, with the entries that a month needs.</summary>
/// <param name="State">As of its last entry.</param>
/// <param name="Entries">Those after <see cref="ClientMonths.EntriesAfter"/>, to the last one.</param>
public sealed record ClientSource(ClientState State, IReadOnlyList<ClientEntry> Entries);

/// <summary>Works out one client's month.</summary>
public static class ClientMonths
{
    /// <summary>
    /// The number of the entry after which all those stand that a month's book needs: everything since the period began that ran
    /// two days before the month (a client's calendar may be a day ahead of the agency's), to the end of the stream, since
    /// what is written later may still belong to the month.
    /// </summary>
    /// <remarks>The reset that began that period was written before anything of the month was (design.md §3.2), and its lots bear its number.</remarks>
    public static long EntriesAfter(ClientState state, YearMonth month, DateTimeZone zone)
    {
        var from = PeriodCalendar.StartOfDay(month.OnDayOfMonth(1).PlusDays(-2), zone);
        if (state.Periods.FindLast(period => period.Start <= from) is not { } period)
        {
            return 0;
        }

        var atReset = state.Lots.Where(lot =>
            lot.GrantedAt == period.Start && lot.Kind != LotKind.OneTime
        );
        var before = state.Lots.Where(lot => lot.GrantedAt < period.Start);
        return atReset.Min(lot => (long?)lot.Id.Seq - 1)
            ?? before.Max(lot => (long?)lot.Id.Seq - 1)
            ?? 0;
    }

    /// <summary>The client's month as known now, or null when it was no client yet.</summary>
    /// <param name="before">Its book of the month before, if there is one.</param>
    /// <exception cref="ArgumentException">Entries are missing.</exception>
    public static ClientMonth? Of(
        ClientSource source,
        AgencyState agency,
        YearMonth month,
        IReadOnlyDictionary<PersonId, string> names,
        ClientBook? before,
        Instant now
    )
    {
        var zone = agency.Terms.Catalog.Zone;
        var after = EntriesAfter(source.State, month, zone);
        if (
            (source.Entries.Count == 0 ? after : source.Entries[^1].Seq) < source.State.Version
            || (source.Entries.Count > 0 && source.Entries[0].Seq > after + 1)
        )
        {
            throw new ArgumentException(
                $"{month} of {source.State.Id} needs its entries {after + 1} to {source.State.Version}.",
                nameof(source)
            );
        }

        var (state, due) = DueEntries.CatchUp(source.State, now);
        IReadOnlyList<ClientEntry> entries = [.. source.Entries, .. due];
        var calendar = new MonthCalendar(agency);
        if (!calendar.IsOpen(month, state.CreatedAt))
        {
            // The month was closed before there was a client, whatever its history; what counts of it counts later.
            return null;
        }

        var (first, starts) = FirstMonths(state, calendar);
        var movements = Movements.Of(entries, state, first, calendar).ToList();
        var (totals, lines) = MonthMoney.Of(entries, state, agency, calendar, month);
        var isOver = state.Ending is { } ending && month > calendar.MonthOf(ending.At);
        // What it was given before it began is held from then on.
        var hasSomething =
            lines.Count > 0
            || (month >= first && movements.Exists(movement => movement.Month <= month));
        if ((starts is null || month < starts) && !hasSomething)
        {
            return null;
        }

        var usage = UsageEvent.From(entries);
        var review = MonthlyReview.Of(state, usage, agency.Terms.Catalog, month, now);
        var balances = MonthBalances.Of(movements, state, calendar, month);
        var plan = PlanAtEnd(entries, state, calendar.StartOf(month.PlusMonths(1)));
        var book = new ClientBook
        {
            Id = state.Id,
            Name = state.Name,
            Package = plan.Package,
            Manager = state.Terms.Manager is { } manager
                ? names.GetValueOrDefault(manager, manager.Value)
                : null,
            ManagerId = state.Terms.Manager,
            Allocation = plan.MonthlyCredits,
            Totals = totals,
            Before = before?.Totals,
            Opening = balances.Opening,
            Closing = balances.Closing,
            Granted = balances.Granted,
            Returned = balances.Returned,
            Burned = balances.Burned,
            Expired = balances.Expired,
            Voided = balances.Voided,
            Overage = OverageIn(entries, state, calendar, month),
            OneTimeBought = balances.OneTimeBought,
            PaidUnused = balances.PaidUnused,
            PaidUnusedValue = balances.PaidUnusedValue(agency.Terms.Catalog.Currency),
            RanOutOn = balances.RanOutOn,
            Findings = [.. review.Select(ReviewWords.KindOf)],
        };
        return new ClientMonth(
            book,
            lines,
            Daily(entries, state, calendar, month),
            MonthRequests.Of(entries, state, calendar, month, names),
            review
        )
        {
            IsGone = isOver && !hasSomething && totals.Used.IsZero && totals.Adjustments.IsZero,
            Pool = ClientPool.Of(
                state,
                MonthMoney.Usage(entries, state, agency, calendar),
                month,
                zone
            ),
        };
    }

    /// <summary>The single uses of a client that count in the month and fall on certain days: for <see cref="PurchaseCosts.DaysToSplit"/>.</summary>
    public static IEnumerable<PoolUse> UsesOn(
        IReadOnlySet<LocalDate> days,
        ClientSource source,
        AgencyState agency,
        YearMonth month
    )
    {
        var calendar = new MonthCalendar(agency);
        return MonthMoney
            .Usage(source.Entries, source.State, agency, calendar)
            .Where(used => used.Counts == month)
            .Select(used => new PoolUse(
                used.At,
                source.State.Id,
                used.Seq,
                used.At.InZone(calendar.Zone).Date,
                used.Thousandths
            ))
            .Where(use => days.Contains(use.Day));
    }

    /// <summary>
    /// The month before which nothing of the client is in any book, and the one from which it is in every book: that of the first
    /// period that counts. Null while there is none: a client that was paused before its start may begin months later.
    /// </summary>
    internal static (YearMonth First, YearMonth? Starts) FirstMonths(
        ClientState state,
        MonthCalendar calendar
    )
    {
        var created = calendar.MonthOf(state.CreatedAt);
        if (state.Periods.Find(period => !period.IsHistory) is not { } period)
        {
            return (created, null);
        }

        var starts = Earlier(period.StartsOn.ToYearMonth(), calendar.MonthOf(period.Start));
        return (Earlier(starts, created), starts);
    }

    private static YearMonth Earlier(YearMonth one, YearMonth other) => one < other ? one : other;

    private static Plan PlanAtEnd(IEnumerable<ClientEntry> entries, ClientState state, Instant end)
    {
        Plan? plan = null;
        foreach (var entry in entries.Where(entry => entry.At < end))
        {
            plan = entry switch
            {
                ClientEntry.PeriodStarted started => started.Period.Plan,
                ClientEntry.PlanChanged { Effective: Requests.Effective.Now } changed
                    when plan is not null => changed.Change.ApplyTo(plan),
                // An uplift ends as the next period starts, whose plan is without it.
                _ => plan,
            };
        }

        return plan ?? state.Plan;
    }

    private static Credits OverageIn(
        IEnumerable<ClientEntry> entries,
        ClientState state,
        MonthCalendar calendar,
        YearMonth month
    ) =>
        CountedUsage
            .Of(entries, state)
            .Where(used => Counts(used, calendar, month))
            .Net(used => used.Overage);

    private static List<DailyUsage> Daily(
        IEnumerable<ClientEntry> entries,
        ClientState state,
        MonthCalendar calendar,
        YearMonth month
    ) =>
        [
            .. CountedUsage
                .Of(entries, state)
                .Where(used => Counts(used, calendar, month))
                .GroupBy(used => used.At.InZone(calendar.Zone).Date)
                .OrderBy(day => day.Key)
                .Select(day => new DailyUsage(
                    day.Key,
                    state.Id,
                    state.Name,
                    day.Net(used => used.Credits)
                ))
                .Where(day => !day.Used.IsZero),
        ];

    // The month's own usage; what was written after its close is an adjustment elsewhere.
    private static bool Counts(CountedUsage used, MonthCalendar calendar, YearMonth month) =>
        calendar.MonthOf(used.At) == month && calendar.IsOpen(month, used.RecordedAt);
}
