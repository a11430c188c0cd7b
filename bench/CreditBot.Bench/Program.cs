if (args is ["understanding", .. var rest])
{
    return CreditBot.Bench.UnderstandingScore.Run(rest);
}

BenchmarkDotNet
    .Running.BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetExecutingAssembly())
    .Run(args);
return 0;
