using System.Text.RegularExpressions;

namespace CreditBot.Commands.Manifests;

/// <summary>What an agency fills into the manifests.</summary>
/// <param name="AppId">The bot's registration; null where only Slack is made.</param>
/// <param name="Host">CreditBot's public host: credits.agency.example.</param>
/// <param name="Site">The agency's own site, which has /privacy and /terms; null for CreditBot's host.</param>
internal sealed partial record ManifestValues(string? AppId, string Host, string? Site)
{
    private const string Prefix = "manifest/";

    /// <summary>What is wrong with them, a line each.</summary>
    public IEnumerable<string> Mistakes(bool withApp)
    {
        if (withApp && !Guid.TryParseExact(AppId, "D", out var id))
        {
            yield return $"--app-id '{AppId}' is no app id: it looks like 6f1c1d5e-3a0b-4c52-9d8e-0a7b1c2d3e4f.";
        }

        foreach (var (option, host) in new[] { ("--host", Host), ("--site", Site ?? Host) })
        {
            if (!PublicHost().IsMatch(host))
            {
                yield return $"{option} '{host}' is no public host name: leave out https:// and the path, as in credits.agency.example.";
            }
        }
    }

    /// <summary>A manifest of the program's own with these values in it.</summary>
    public string Fill(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader
            .ReadToEnd()
            .Replace("${BOT_APP_ID}", AppId, StringComparison.Ordinal)
            .Replace("${HOST}", Host, StringComparison.Ordinal)
            .Replace("${AGENCY_SITE}", Site ?? Host, StringComparison.Ordinal);
    }

    /// <summary>A file of the repository's folder manifest, which the program carries with it.</summary>
    public static Stream Open(string name) =>
        typeof(ManifestValues).Assembly.GetManifestResourceStream(Prefix + name)
        ?? throw new InvalidOperationException($"The program has no {name}.");

    [GeneratedRegex(
        @"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex PublicHost();
}
