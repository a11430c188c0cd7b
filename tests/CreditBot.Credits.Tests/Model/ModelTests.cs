namespace CreditBot.Tests.Model;

/// <summary>The ledger against the reference model, over random histories (design.md §3).</summary>
public class ModelTests
{
    [Fact]
    public void The_ledger_says_what_the_reference_model_says() =>
        HistoryRun.ShouldAgree(
            quick: 60,
            full: 1_500,
            RandomHistory.Of,
            opening => new LedgerSide(opening)
        );
}
