using System.Collections.Immutable;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Policy;

/// <summary>Judges a client's requests of a month by another policy, each as the client stood when it was asked and decided (design.md §5).</summary>
/// <remarks>
/// Prices are those of then, costs and packages today's. What follows from another decision (a client that would have asked again, or not)
/// is not guessed: a decision that another manager would have had to make counts as waiting, not as lost.
/// </remarks>
public static class PolicyReplay
{
    /// <param name="entries">The client's whole stream.</param>
    /// <param name="managers">Who may decide for the client.</param>
    public static IReadOnlyList<ReplayLine> Of(
        ClientId client,
        IReadOnlyList<ClientEntry> entries,
        YearMonth month,
        AgencyState agency,
        RequestPolicy policy,
        IReadOnlyList<PersonId> managers
    )
    {
        var zone = agency.Terms.Catalog.Zone;
        var asked = new List<Asked>();
        var decided = new Dictionary<RequestId, ClientState>();
        var given = new Dictionary<int, Credits>();
        ClientState? state = null;
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case ClientEntry.Requested made
                    when state is not null && made.At.InZone(zone).Date.ToYearMonth() == month:
                    asked.Add(Ask(state, made, entries, agency, policy, given));
                    break;
                case ClientEntry.Decided or ClientEntry.Countered when state is not null:
                    decided[entry.Request!.Value] = state;
                    break;
            }

            state = ClientFold.Next(client, state, entry);
        }

        return state is null
            ? []
            : [.. asked.Select(one => Judge(one, state, decided, agency, policy, managers))];
    }

    /// <summary>A request of the month, and whether the policy would have approved it as it was made.</summary>
    private sealed record Asked(RequestId Id, RequestTerms Terms, bool ByPolicy);

    private static Asked Ask(
        ClientState before,
        ClientEntry.Requested made,
        IReadOnlyList<ClientEntry> entries,
        AgencyState agency,
        RequestPolicy policy,
        Dictionary<int, Credits> given
    )
    {
        var id = made.Request!.Value;
        // What policy would have given counts, not what it gave.
        var period = before.Current?.Number ?? -1;
        var soFar = given.GetValueOrDefault(period);
        var isCovered = AutoApproving.Covers(
            policy,
            before,
            id,
            made.Terms,
            soFar,
            policy.AutoApproval?.MinimumMargin is null
                ? null
                : Margin(before, made, entries, agency),
            new ActionContext(made.At, made.By, "system", agency.Terms.Catalog)
        );
        if (isCovered)
        {
            given[period] = soFar + made.Terms.Credits!.Value;
        }

        return new Asked(id, made.Terms, isCovered);
    }

    /// <summary>The client's margin of the month, as it was known when it asked.</summary>
    private static Money Margin(
        ClientState before,
        ClientEntry.Requested made,
        IReadOnlyList<ClientEntry> entries,
        AgencyState agency
    )
    {
        var catalog = agency.Terms.Catalog;
        var month = made.At.InZone(catalog.Zone).Date.ToYearMonth();
        var after = ClientMonths.EntriesAfter(before, month, catalog.Zone);
        return ClientMonths
                .Of(
                    new ClientSource(
                        before,
                        [.. entries.Where(entry => entry.Seq > after && entry.Seq < made.Seq)]
                    ),
                    // As it was then: the month was open.
                    agency with
                    {
                        ClosedMonths = ImmutableSortedDictionary<string, Instant>.Empty,
                    },
                    month,
                    ImmutableDictionary<PersonId, string>.Empty,
                    null,
                    made.RecordedAt
                )
                ?.Book.Totals.Margin
            ?? Money.Zero(catalog.Currency);
    }

    private static ReplayLine Judge(
        Asked asked,
        ClientState state,
        Dictionary<RequestId, ClientState> decided,
        AgencyState agency,
        RequestPolicy policy,
        IReadOnlyList<PersonId> managers
    )
    {
        var catalog = agency.Terms.Catalog;
        var request = state.Find(asked.Id)!;
        var before = decided.GetValueOrDefault(asked.Id, state);
        var sold = request.Decision?.Terms is { } terms ? Earned(terms) : Nothing();
        if (asked.ByPolicy)
        {
            return request.Decision?.By == PersonId.Policy
                ? Line(ReplayOutcome.Same)
                : Line(ReplayOutcome.ByPolicy, effect: Earned(asked.Terms) - sold);
        }

        if (request.Decision is not { Terms: { } booked } decision)
        {
            return Line(ReplayOutcome.Same);
        }

        if (policy.BelowFloor(asked.Id, booked, before, catalog) is { } floor)
        {
            return Line(ReplayOutcome.BelowFloor, effect: -sold, least: floor.Least);
        }

        var size = RequestSize.Of(before, booked, catalog);
        var able = managers
            .Where(who => policy.MayApprove(who, size, before, agency.Terms.OnCall))
            .ToList();
        if (decision.By == PersonId.Policy)
        {
            return Line(ReplayOutcome.ByManager, able, waiting: sold);
        }

        var first = request.FirstApproval?.By;
        if (
            !policy.MayApprove(decision.By, size, before, agency.Terms.OnCall)
            || (
                first is { } other
                && !policy.MayApprove(other, size, before, agency.Terms.OnCall)
                && policy.NeedsSecond(size) is not null
            )
        )
        {
            return Line(
                ReplayOutcome.ByAnother,
                [.. able.Where(who => who != decision.By && who != first)],
                waiting: sold
            );
        }

        return (policy.NeedsSecond(size) is not null, first is not null) switch
        {
            (true, false) => Line(
                ReplayOutcome.BySecond,
                [.. able.Where(who => who != decision.By)],
                waiting: sold
            ),
            (false, true) => Line(ReplayOutcome.ByOne),
            _ => Line(ReplayOutcome.Same),
        };

        // Sold and used at the list cost, as the card says it: of a month, when recurring.
        Money Earned(RequestTerms what) =>
            ApprovalFiguring.MarginWith(before, what, catalog, Nothing(), request.CreatedAt);

        Money Nothing() => Money.Zero(catalog.Currency);

        ReplayLine Line(
            ReplayOutcome outcome,
            IReadOnlyList<PersonId>? others = null,
            Money? effect = null,
            Money? waiting = null,
            Money? least = null
        ) =>
            new(
                state.Id,
                state.Name,
                request,
                outcome,
                others ?? [],
                least,
                effect ?? Nothing(),
                waiting ?? Nothing()
            );
    }
}
