namespace CreditBot.Mutations;

/// <summary>The test project that guards a rule.</summary>
internal enum Guard
{
    /// <summary>CreditBot.Credits.Tests: the ledger's rules, quick to build.</summary>
    Credits,

    /// <summary>CreditBot.Tests: store, desks and interface.</summary>
    Host,
}

/// <summary>One rule, broken on purpose by one replacement.</summary>
/// <param name="Rule">What is broken, as one would tell it.</param>
/// <param name="File">From the repository's root.</param>
/// <param name="Find">Stands in the file exactly once.</param>
/// <param name="Classes">Test classes that should notice, with *; they run first.</param>
internal sealed record Mutation(
    string Rule,
    Guard Guard,
    string File,
    string Find,
    string Replace,
    params IReadOnlyList<string> Classes
)
{
    public static IReadOnlyList<Mutation> All { get; } =
    [.. LedgerMutations.All, .. MonthMutations.All, .. StoreMutations.All];

    /// <summary>The file's text with the rule broken, or null when the place isn't there exactly once.</summary>
    public string? Break(string text)
    {
        var at = text.IndexOf(Find, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf(Find, at + 1, StringComparison.Ordinal) < 0
            ? text.Replace(Find, Replace, StringComparison.Ordinal)
            : null;
    }
}
