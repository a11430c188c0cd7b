using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Settings;

/// <summary>The business settings of one agency (contract.md, Settings); they seed an empty store.</summary>
internal static class AgencySettings
{
    /// <summary>Packages of an agency that configures none (design.md §2).</summary>
    private static readonly (string Name, decimal Credits, decimal Fee)[] UsualPackages =
    [
        ("Basic", 50, 99),
        ("Professional", 150, 199),
        ("Enterprise", 500, 499),
    ];

    /// <summary>The terms that the settings give; mistakes are the reader's.</summary>
    /// <param name="id">Its name, while it has no other.</param>
    public static AgencyTerms Read(SettingsReader settings, AgencyId id)
    {
        var agency = settings.Section("Agency");
        var reports = settings.Section("Reports");
        var currency = agency.Text("Currency", "USD");
        if (!Currencies.IsCode(currency))
        {
            currency = agency.Mistake(
                "Currency",
                $"is '{currency}'; write an ISO 4217 code such as USD",
                "USD"
            );
        }

        var zone = agency.Zone("TimeZone", DateTimeZone.Utc);
        var catalog = new PackageCatalog
        {
            Packages = Packages(settings, currency),
            Currency = currency,
            Zone = zone,
            ExtraCreditPrice = agency.Price("ExtraCreditPrice", currency),
            CostPerCredit = CostSettings.Read(agency, currency),
        };
        return new AgencyTerms
        {
            Name = agency.Text("Name", id == AgencyId.Default ? "Agency" : id.Value),
            Catalog = catalog,
            Policy = PolicySettings.Read(settings.Section("Policy"), catalog),
            WorkingTime = WorkingHours(agency, zone) with { Holidays = Holidays(agency) },
            OnCall = [.. agency.Texts("OnCall").Select(id => new PersonId(id))],
            Recipients = Recipients(reports),
            SendReportsAt = reports.Time("SendAt", new LocalTime(7, 0)),
            GraceDays = reports.Whole("GraceDays", 3, 0, 27),
        };
    }

    private static IReadOnlyList<Package> Packages(SettingsReader settings, string currency)
    {
        var packages = new List<Package>();
        foreach (var item in settings.Items("Packages"))
        {
            var name = item.Text("Name", "", 60);
            if (
                name.Length == 0
                || packages.Exists(package =>
                    package.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                item.Mistake(
                    "Name",
                    "is missing or used twice; give each package a name of its own",
                    0
                );
                continue;
            }

            var credits = item.Number("Credits", 0, 1_000_000);
            var fee = item.Price("Fee", currency);
            if (credits is null || fee is null || Credits.TryOf(credits.Value) is not { } whole)
            {
                item.Mistake(
                    "Credits",
                    "and Fee have to be numbers from 0, credits with at most 3 decimals",
                    0
                );
                continue;
            }

            packages.Add(new Package(name, whole, fee.Value));
        }

        return packages.Count == 0
            ?
            [
                .. UsualPackages.Select(p => new Package(
                    p.Name,
                    Credits.Of(p.Credits),
                    new Money(p.Fee, currency)
                )),
            ]
            : [.. packages.OrderBy(package => package.Credits)];
    }

    private static WorkingTime WorkingHours(SettingsReader agency, DateTimeZone zone)
    {
        var usual = WorkingTime.Default(zone);
        if (agency.OptionalText("WorkingHours") is not { } text)
        {
            return usual;
        }

        return WorkingHoursText.Parse(text, zone)
            ?? agency.Mistake(
                "WorkingHours",
                $"is '{text}'; write days and hours such as Mon-Fri 09:00-17:00",
                usual
            );
    }

    private static IReadOnlyList<LocalDate> Holidays(SettingsReader agency)
    {
        var dates = new List<LocalDate>();
        foreach (var text in agency.Texts("Holidays"))
        {
            if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
            {
                dates.Add(date.Value);
            }
            else
            {
                agency.Mistake("Holidays", $"holds '{text}'; write dates such as 2026-12-25", 0);
            }
        }

        return dates;
    }

    private static IReadOnlyList<ReportRecipient> Recipients(SettingsReader reports)
    {
        var recipients = new List<ReportRecipient>();
        if (reports.OptionalText("Recipients") is not null)
        {
            foreach (
                var email in reports.Texts("Recipients").Where(email => IsAddress(reports, email))
            )
            {
                recipients.Add(new ReportRecipient(email));
            }

            return recipients;
        }

        foreach (var item in reports.Items("Recipients"))
        {
            var email = item.Value ?? item.Text("Email", "");
            item.Zone("TimeZone", DateTimeZone.Utc);
            if (!IsAddress(reports, email))
            {
                continue;
            }

            recipients.Add(
                new ReportRecipient(
                    email,
                    item.OptionalText("TimeZone"),
                    Culture(item),
                    item.Text("Scope", "all")
                )
            );
        }

        return recipients;
    }

    private static bool IsAddress(SettingsReader reports, string email) =>
        EmailAddress.IsValid(email)
        || reports.Mistake("Recipients", $"holds '{email}'; write an e-mail address", false);

    private static string? Culture(SettingsReader item)
    {
        var name = item.OptionalText("Culture");
        try
        {
            return name is null
                ? null
                : System.Globalization.CultureInfo.GetCultureInfo(name, predefinedOnly: true).Name;
        }
        catch (System.Globalization.CultureNotFoundException)
        {
            return item.Mistake<string?>(
                "Culture",
                $"is '{name}'; write a culture such as en-US",
                null
            );
        }
    }
}
