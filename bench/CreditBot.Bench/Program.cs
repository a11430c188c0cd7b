return args switch
{
    ["understanding", .. var rest] => CreditBot.Bench.UnderstandingScore.Run(rest),
    ["ledger", .. var rest] => await CreditBot.Bench.Ledger.LedgerBench.RunAsync(rest),
    ["turns"] => await CreditBot.Bench.Turns.TurnsBench.RunAsync(),
    _ => RunOthers(args),
};

static int RunOthers(string[] args)
{
    BenchmarkDotNet
        .Running.BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetExecutingAssembly())
        .Run(args);
    return 0;
}
