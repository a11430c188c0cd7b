return args switch
{
    ["understanding", .. var rest] => CreditBot.Bench.UnderstandingScore.Run(rest),
    ["ledger", .. var rest] => await CreditBot.Bench.Ledger.LedgerBench.RunAsync(rest),
    ["postgres", .. var rest] => await CreditBot.Bench.Postgres.PostgresBench.RunAsync(rest),
    ["workbooks"] => await CreditBot.Bench.Workbooks.WorkbooksBench.RunAsync(),
    ["workbook", var how, var clients, var days, var ledger] =>
        CreditBot.Bench.Workbooks.WorkbookWriting.Run(
            how,
            int.Parse(clients, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(days, System.Globalization.CultureInfo.InvariantCulture),
            ledger == "ledger"
        ),
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
