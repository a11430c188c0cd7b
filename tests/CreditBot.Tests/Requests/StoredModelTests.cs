using CreditBot.Amounts;
using CreditBot.Tests.Model;
using CreditBot.Tests.Storage.PostgreSql;

namespace CreditBot.Tests.Requests;

/// <summary>The ledger behind its store against the reference model: events that come again, and clocks that go back (design.md §3.2, §3.7).</summary>
public class StoredModelTests
{
    [Fact]
    public void Behind_its_store_the_ledger_says_what_the_reference_model_says() =>
        HistoryRun.ShouldAgree(quick: 6, full: 200, RandomHistory.Of, StoreSide.Open);

    [Fact]
    public void With_events_that_come_again_and_clocks_that_go_back_it_still_does() =>
        HistoryRun.ShouldAgree(
            quick: 10,
            full: 600,
            RandomHistory.WithRepeatsAndClockSteps,
            StoreSide.Open
        );

    [Fact]
    public async Task On_nodes_that_share_a_database_with_other_agencies_it_does_too()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        var agencies = 0;
        HistoryRun.ShouldAgree(
            quick: 3,
            full: 200,
            seed =>
                seed % 2 == 0
                    ? RandomHistory.Of(seed)
                    : RandomHistory.WithRepeatsAndClockSteps(seed),
            opening =>
                StoreSide.OnNodes(
                    opening,
                    new AgencyId($"agency-{Interlocked.Increment(ref agencies)}"),
                    database
                )
        );
    }
}
