using CreditBot.Tests.Model;

namespace CreditBot.Tests.Requests;

/// <summary>The ledger behind its store against the reference model: events that come again, and clocks that go back (design.md §3.2, §3.7).</summary>
public class StoredModelTests
{
    [Fact]
    public void The_stored_ledger_says_what_the_reference_model_says() =>
        HistoryRun.ShouldAgree(
            quick: 15,
            full: 600,
            RandomHistory.WithRepeatsAndClockSteps,
            StoreSide.Open
        );
}
