using System.Globalization;
using System.Text.Json;
using CreditBot.Ledger;
using CreditBot.Policy;
using NodaTime.Text;

namespace CreditBot.Settings;

/// <summary>An agency's terms under the names that settings give them, to be compared and read.</summary>
internal static class TermsText
{
    private const string Nothing = "nothing";

    /// <summary>What differs: the setting, what it says, and what the store says.</summary>
    public static IEnumerable<(string Setting, string InSettings, string InStore)> Differences(
        AgencyTerms settings,
        AgencyTerms store
    )
    {
        var (one, other) = (Of(settings), Of(store));
        return one
            .Keys.Union(other.Keys)
            .Order(StringComparer.Ordinal)
            .Select(name =>
                (name, one.GetValueOrDefault(name, Nothing), other.GetValueOrDefault(name, Nothing))
            )
            .Where(pair => pair.Item2 != pair.Item3);
    }

    private static Dictionary<string, string> Of(AgencyTerms terms)
    {
        var catalog = terms.Catalog;
        var lines = new Dictionary<string, string>
        {
            ["Agency:Name"] = terms.Name,
            ["Agency:TimeZone"] = catalog.Zone.Id,
            ["Agency:Currency"] = catalog.Currency,
            ["Agency:ExtraCreditPrice"] = catalog.ExtraCreditPrice?.ToString() ?? Nothing,
            ["Agency:WorkingHours"] = Hours(terms.WorkingTime),
            ["Agency:Holidays"] = List(
                terms.WorkingTime.Holidays.Select(LocalDatePattern.Iso.Format)
            ),
            ["Agency:OnCall"] = List(terms.OnCall.Select(person => person.Value)),
            ["Agency:CostPerCredit"] = List(
                catalog.CostPerCredit.Select(
                    (price, n) =>
                        n == 0
                            ? $"{price.PerCredit}"
                            : $"{price.PerCredit} from {LocalDatePattern.Iso.Format(price.From)}"
                )
            ),
            ["Reports:SendAt"] = terms.SendReportsAt.ToString(
                "HH:mm",
                CultureInfo.InvariantCulture
            ),
            ["Reports:GraceDays"] = terms.GraceDays.ToString(CultureInfo.InvariantCulture),
            ["Reports:Recipients"] = List(
                terms.Recipients.Select(one =>
                    $"{one.Email} ({string.Join(", ", new[] { one.Scope, one.TimeZone, one.Culture }.OfType<string>())})"
                )
            ),
        };
        foreach (var package in catalog.Packages)
        {
            lines[$"Packages:{package.Name}"] = $"{package.Credits} credits for {package.Fee}";
        }

        using var policy = JsonDocument.Parse(PolicyFile.Write(terms.Policy));
        foreach (var rule in policy.RootElement.GetProperty("Policy").EnumerateObject())
        {
            lines[$"Policy:{rule.Name}"] = JsonSerializer.Serialize(rule.Value);
        }

        return lines;
    }

    private static string Hours(WorkingTime time) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(",", time.Days.Order().Select(day => $"{day}"[..3]))} {time.From:HH:mm}-{time.To:HH:mm}"
        );

    private static string List(IEnumerable<string> items) =>
        string.Join("; ", items) is { Length: > 0 } list ? list : Nothing;
}
