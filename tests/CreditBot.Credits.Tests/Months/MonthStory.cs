using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Policy;
using CreditBot.Tests.Ledger;
using NodaTime;

namespace CreditBot.Tests.Months;

/// <summary>Books of one agency over some clients' stories, read the way the host reads them.</summary>
internal static class MonthStory
{
    public static AgencyState AgencyOf(
        Catalog.PackageCatalog? catalog = null,
        int graceDays = 3,
        params IReadOnlyList<(YearMonth Month, Instant At)> closedByHand
    )
    {
        var state = AgencyState.Apply(
            null,
            AgencyId.Default,
            new AgencyEntry.TermsSet(
                new AgencyTerms
                {
                    Name = "Northwind Studio",
                    Catalog = catalog ?? Agency.Sells,
                    Policy = new RequestPolicy(),
                    WorkingTime = WorkingTime.Default(Agency.NewYork),
                    GraceDays = graceDays,
                }
            )
            {
                Seq = 1,
                At = Agency.At(2026, 1, 1),
                RecordedAt = Agency.At(2026, 1, 1),
            }
        );
        foreach (var (month, at) in closedByHand)
        {
            state = AgencyState.Apply(
                state,
                AgencyId.Default,
                new AgencyEntry.MonthClosed(month)
                {
                    Seq = state.NextSeq,
                    At = at,
                    RecordedAt = at,
                }
            );
        }

        return state;
    }

    public static MonthBook Book(
        YearMonth month,
        Instant now,
        AgencyState? agency = null,
        IReadOnlyList<MonthBook>? earlier = null,
        params IReadOnlyList<ClientStory> clients
    )
    {
        agency ??= AgencyOf();
        var parts = clients
            .Select(client =>
                ClientMonths.Of(
                    Source(client, month, agency),
                    agency,
                    month,
                    Names,
                    MonthBooks.Before(earlier ?? [], month, client.State.Id),
                    now
                )
            )
            .OfType<ClientMonth>()
            .ToList();
        var days = PurchaseCosts.DaysToSplit(agency, month, parts);
        var uses = clients.SelectMany(client =>
            ClientMonths.UsesOn(days, Source(client, month, agency), agency, month)
        );
        return MonthBooks.Build(agency, month, parts, earlier ?? [], now, [.. uses]);
    }

    /// <summary>The agency after it has bought credits for its pool.</summary>
    public static AgencyState Buys(
        this AgencyState agency,
        decimal credits,
        decimal price,
        Instant at
    ) =>
        AgencyState.Apply(
            agency,
            agency.Id,
            new AgencyEntry.Purchased(Credits.Of(credits), Agency.Usd(price))
            {
                Seq = agency.NextSeq,
                At = at,
                RecordedAt = at,
            }
        );

    /// <summary>Only the entries that the month is said to need.</summary>
    public static ClientSource Source(ClientStory client, YearMonth month, AgencyState agency)
    {
        var after = ClientMonths.EntriesAfter(client.State, month, agency.Terms.Catalog.Zone);
        return new ClientSource(client.State, client.Entries.FindAll(entry => entry.Seq > after));
    }

    private static readonly Dictionary<PersonId, string> Names = new()
    {
        [ClientStory.Dana] = "Dana Reed",
        [ClientStory.Bella] = "Bella Stone",
    };
}
