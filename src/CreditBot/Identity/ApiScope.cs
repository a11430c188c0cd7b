namespace CreditBot.Identity;

/// <summary>What a key of the REST interface may do (contract.md, HTTP).</summary>
internal abstract record ApiScope
{
    private ApiScope() { }

    /// <summary>Everything, and naming any manager as <c>by</c>.</summary>
    public sealed record Admin : ApiScope;

    /// <summary>Reporting usage and asking for holds.</summary>
    public sealed record Usage : ApiScope;

    /// <summary>Reading.</summary>
    public sealed record Read : ApiScope;

    /// <summary>Deciding requests as one manager, and reading.</summary>
    public sealed record Decide(string Manager) : ApiScope;

    /// <summary>The scope by its written form, or null.</summary>
    public static ApiScope? Parse(string text)
    {
        const string decide = "decide:";
        return text switch
        {
            "usage" => new Usage(),
            "read" => new Read(),
            "admin" => new Admin(),
            _ when text.Length > decide.Length
                    && text.StartsWith(decide, StringComparison.Ordinal) => new Decide(
                text[decide.Length..]
            ),
            _ => null,
        };
    }
}
