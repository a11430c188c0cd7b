namespace CreditBot.Jobs;

/// <summary>What is done again and again by itself. It may run late, twice, or on two nodes at once, with the same outcome (design.md §6).</summary>
internal interface IRecurringJob
{
    Task RunAsync(CancellationToken stop);
}
