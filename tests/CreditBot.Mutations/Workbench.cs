namespace CreditBot.Mutations;

/// <summary>A copy of the last commit in which rules are broken, one at a time.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(10);

    // A broken rule may also loop for ever; nothing here takes half as long otherwise.
    private static readonly TimeSpan TestLimit = TimeSpan.FromMinutes(6);

    private readonly string _repository;
    private readonly string _folder;

    private Workbench(string repository, string folder) =>
        (_repository, _folder) = (repository, folder);

    public static async Task<Workbench> OpenAsync(string repository)
    {
        var folder = Path.Combine(
            Path.GetTempPath(),
            $"creditbot-mutations-{Environment.ProcessId}"
        );
        var bench = new Workbench(repository, folder);
        var added = await bench.GitAsync("worktree", "add", "--detach", folder, "HEAD");
        return added.IsGood
            ? bench
            : throw new InvalidOperationException($"git worktree: {added.Output}");
    }

    public async ValueTask DisposeAsync() =>
        await GitAsync("worktree", "remove", "--force", _folder);

    /// <summary>Whether the tests of a guard build and the named classes pass while nothing is broken; null when they do.</summary>
    public async Task<string?> CheckAsync(Guard guard, IEnumerable<string> classes)
    {
        if (await BuildAsync(guard, "--verbosity", "quiet") is { } fault)
        {
            return fault;
        }

        var result = await TestAsync(guard, classes);
        return result.IsGood ? null : NoticedBy(result);
    }

    /// <summary>Breaks the rule, sees who notices, and mends it.</summary>
    public async Task<Verdict> TryAsync(Mutation mutation)
    {
        var path = Path.Combine(_folder, mutation.File);
        var whole = await File.ReadAllTextAsync(path);
        if (mutation.Break(whole) is not { } broken)
        {
            return new Verdict(mutation, IsCaught: false, "its place isn't there exactly once");
        }

        try
        {
            await File.WriteAllTextAsync(path, broken);
            return
                await BuildAsync(mutation.Guard, "--no-restore", "--verbosity", "quiet")
                    is { } fault
                ? new Verdict(mutation, IsCaught: false, fault)
                : await TestAsync(mutation);
        }
        finally
        {
            await File.WriteAllTextAsync(path, whole);
        }
    }

    private async Task<Verdict> TestAsync(Mutation mutation)
    {
        foreach (var classes in (IReadOnlyList<string>[])[mutation.Classes, []])
        {
            if (await TestAsync(mutation.Guard, classes) is { IsGood: false } failed)
            {
                return new Verdict(mutation, IsCaught: true, NoticedBy(failed));
            }
        }

        return new Verdict(mutation, IsCaught: false, "no test noticed");
    }

    private async Task<string?> BuildAsync(Guard guard, params string[] options)
    {
        var project = Project(guard);
        var built = await Commands.RunAsync(
            _folder,
            BuildLimit,
            "dotnet",
            [
                "build",
                $"tests/{project}",
                "-p:RunAnalyzers=false",
                "-p:CSharpier_Bypass=true",
                .. options,
            ]
        );
        return built.IsGood ? null : $"it doesn't build: {LineWith(built, "error")}";
    }

    private Task<CommandResult> TestAsync(Guard guard, IEnumerable<string> classes) =>
        Commands.RunAsync(
            _folder,
            TestLimit,
            "dotnet",
            [
                $"tests/{Project(guard)}/bin/Debug/net10.0/{Project(guard)}.dll",
                "-stopOnFail",
                "-noColor",
                .. classes.SelectMany(name => (string[])["-class", name]),
            ]
        );

    private Task<CommandResult> GitAsync(params string[] arguments) =>
        Commands.RunAsync(_repository, BuildLimit, "git", arguments);

    private static string Project(Guard guard) =>
        guard == Guard.Credits ? "CreditBot.Credits.Tests" : "CreditBot.Tests";

    private static string NoticedBy(CommandResult failed) =>
        failed.ExitCode is null
            ? "the tests never ended"
            : LineWith(failed, "[FAIL]")
                ?.Replace("[FAIL]", "", StringComparison.Ordinal)
                .Replace("CreditBot.Tests.", "", StringComparison.Ordinal)
                .Trim()
                ?? "the tests broke off";

    private static string? LineWith(CommandResult result, string text) =>
        result
            .Output.Split('\n')
            .FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal))
            ?.Trim();
}

/// <summary>What became of a mutation.</summary>
/// <param name="Why">The test that noticed, or why none did.</param>
internal sealed record Verdict(Mutation Mutation, bool IsCaught, string Why);
