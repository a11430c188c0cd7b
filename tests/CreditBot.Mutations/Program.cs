using CreditBot.Mutations;

// Breaks rules one by one and sees whether the tests notice; README.md beside this file says how.
const int MayBeMissed = 2;
var repository = FindRepository();
var words = args.Where(word => word != "--check").ToList();
var mutations = Mutation
    .All.Where(mutation =>
        words.Count == 0
        || words.Exists(word => mutation.Rule.Contains(word, StringComparison.OrdinalIgnoreCase))
    )
    .ToList();
if (args.Contains("--check"))
{
    var lost = mutations
        .Where(one => one.Break(File.ReadAllText(Path.Combine(repository, one.File))) is null)
        .ToList();
    lost.ForEach(one => Console.WriteLine($"not found exactly once: {one.Rule} ({one.File})"));
    Console.WriteLine($"{mutations.Count - lost.Count} of {mutations.Count} find their place.");
    return lost.Count == 0 ? 0 : 1;
}

var missed = 0;
await using var bench = await Workbench.OpenAsync(repository);
foreach (var guarded in mutations.GroupBy(mutation => mutation.Guard))
{
    var classes = guarded.SelectMany(mutation => mutation.Classes).Distinct();
    if (await bench.CheckAsync(guarded.Key, classes) is { } fault)
    {
        Console.Error.WriteLine($"Nothing is broken yet, and still: {fault}");
        return 1;
    }

    foreach (var mutation in guarded)
    {
        var verdict = await bench.TryAsync(mutation);
        missed += verdict.IsCaught ? 0 : 1;
        Console.WriteLine(
            $"{(verdict.IsCaught ? "caught" : "MISSED")}  {mutation.Rule, -66}  {verdict.Why}"
        );
    }
}

Console.WriteLine($"{mutations.Count - missed} of {mutations.Count} caught");
return missed <= MayBeMissed ? 0 : 1;

static string FindRepository()
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CreditBot.sln")))
    {
        folder = folder.Parent;
    }

    return folder?.FullName
        ?? throw new InvalidOperationException("This has to run inside the repository.");
}
