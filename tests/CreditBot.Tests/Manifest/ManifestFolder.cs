namespace CreditBot.Manifest;

/// <summary>The files of the checkout's manifest folder, with the places of their placeholders filled in.</summary>
internal static class ManifestFolder
{
    public const string BotAppId = "6f1c1d5e-3a0b-4c52-9d8e-0a7b1c2d3e4f";
    public const string Host = "credits.agency.example";

    /// <summary>The checkout.</summary>
    public static readonly string Root = Above(AppContext.BaseDirectory);

    public static string Of(string name) => Path.Combine(Root, "manifest", name);

    /// <summary>A file of the folder shared with the checkout; null where that folder is not there.</summary>
    public static string? Shared(string name)
    {
        var file = Path.Combine(Root, "..", "shared", name);
        return File.Exists(file) ? file : null;
    }

    public static string Filled(string name) =>
        File.ReadAllText(Of(name))
            .Replace("${BOT_APP_ID}", BotAppId, StringComparison.Ordinal)
            .Replace("${HOST}", Host, StringComparison.Ordinal)
            .Replace("${AGENCY_SITE}", "agency.example", StringComparison.Ordinal);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "CreditBot.sln"))
            ? folder
            : Above(Directory.GetParent(folder)!.FullName);
}
