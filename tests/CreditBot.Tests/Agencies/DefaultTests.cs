using CreditBot.Manifest;

namespace CreditBot.Tests.Agencies;

/// <summary>Whoever means one agency says which. <c>AgencyId.Default</c> is for the few places at which the flat one really is meant.</summary>
public sealed class DefaultTests
{
    /// <summary>Each with why.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["CreditBot.Credits/Amounts/Ids.cs"] = "is where it is",
        ["CreditBot/Settings/AgencySections.cs"] = "the flat sections are it",
        ["CreditBot/Settings/AgencySettings.cs"] = "it keeps its usual name",
        ["CreditBot/Settings/HostSettings.cs"] = "in Development it alone is a demo by itself",
        ["CreditBot/Identity/ApiKeys.cs"] = "its keys bear no id",
        ["CreditBot/Hosting/PublicSite.cs"] = "its links bear no id",
        ["CreditBot/Hosting/Welcome.cs"] = "tells the demo's key",
        ["CreditBot/Pages/SignIn/Visitors.cs"] = "older cookies bear no id",
        ["CreditBot/Pages/SignIn/SignInPage.razor.cs"] = "its links bear no id",
        ["CreditBot/Pages/StoredKeys.cs"] = "keys of cookies are the host's",
        ["CreditBot/Hosting/StoreWatch.cs"] = "asks anything, to see whether the store answers",
        ["CreditBot/Pages/Chat/ChatPanel.razor.cs"] = "its drafts are kept under the key of before",
        ["CreditBot/Pages/Demo/DemoCast.cs"] = "the demo page plays it",
        ["CreditBot/Api/AdminApi.cs"] = "whoever runs the host has it",
        ["CreditBot/Channels/Teams/Security/Bots.cs"] = "in Development it hears the Playground",
        ["CreditBot/Commands/CommandOptions.cs"] = "--agency left out",
        ["CreditBot/Commands/StoreCommand.cs"] = "commands on the whole store",
        ["CreditBot/Commands/DoctorCommand.cs"] = "looks at the whole store, too",
        ["CreditBot/Commands/Converse/ScriptAgency.cs"] = "converse plays one agency",
        ["CreditBot/Simulation/Acts.cs"] = "simulate plays one agency",
        ["CreditBot/Storage/StreamPages.cs"] = "streams of it are written without an id",
    };

    [Fact]
    public void The_flat_agency_is_named_only_where_it_is_meant()
    {
        var source = Path.Combine(ManifestFolder.Root, "src");
        Directory
            .EnumerateFiles(source, "*.*", SearchOption.AllDirectories)
            .Where(file =>
                file.EndsWith(".cs", StringComparison.Ordinal)
                || file.EndsWith(".razor", StringComparison.Ordinal)
            )
            .Select(file =>
                (
                    Name: Path.GetRelativePath(source, file).Replace('\\', '/'),
                    Text: File.ReadAllText(file)
                )
            )
            .Where(file => !file.Name.Contains("/obj/", StringComparison.Ordinal))
            .Where(file =>
                file.Text.Contains("AgencyId.Default", StringComparison.Ordinal)
                || file.Text.Contains("new(\"default\")", StringComparison.Ordinal)
                || file.Text.Contains("AgencyId(\"default\")", StringComparison.Ordinal)
            )
            .Select(file => file.Name)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Allowed.Keys.Order(StringComparer.Ordinal));
    }
}
