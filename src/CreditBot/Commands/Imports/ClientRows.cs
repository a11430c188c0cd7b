using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Settings;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Commands.Imports;

/// <summary>Rows of clients.csv as clients to be brought in, or what is wrong with each value.</summary>
internal sealed class ClientRows(
    PackageCatalog catalog,
    IReadOnlyList<Person> managers,
    IReadOnlySet<ClientId> known
)
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "id",
        "name",
        "email",
        "timeZone",
        "package",
        "monthlyCredits",
        "monthlyFee",
        "resetDay",
        "usedThisPeriod",
        "oneTimeRemaining",
        "oneTimeExpires",
        "oneTimePaid",
        "billedThrough",
        "manager",
    ];

    private const int NameLength = 200;
    private const decimal MostCredits = 1_000_000;
    private const decimal MostMoney = 1_000_000_000;

    private readonly Dictionary<ClientId, int> _lines = [];
    private bool _hasDecimalComma;

    public List<ImportFault> Faults { get; } = [];

    /// <summary>The clients, by their lines; only those without a fault.</summary>
    public IReadOnlyList<(int Line, BringIn Client)> Read(CsvTable table)
    {
        _hasDecimalComma = table.HasDecimalComma;
        Faults.AddRange(table.Faults);
        foreach (var column in (string[])["id", "name", "package"])
        {
            if (!table.Headings.Contains(column))
            {
                Faults.Add(new ImportFault(1, column, "The column is missing."));
            }
        }

        if (Faults.Count > 0)
        {
            return [];
        }

        var clients = new List<(int, BringIn)>();
        foreach (var row in table.Rows)
        {
            var before = Faults.Count;
            var client = Read(row);
            if (Faults.Count == before)
            {
                clients.Add((row.Line, client!));
            }
        }

        return clients;
    }

    private BringIn? Read(CsvRow row)
    {
        var id = Id(row);
        var name = Text(row, "name");
        if (name is null)
        {
            Wrong(row, "name", "It is empty.");
        }

        var email = Text(row, "email");
        if (email is not null && !EmailAddress.IsValid(email))
        {
            Wrong(row, "email", $"'{email}' is no e-mail address.");
        }

        var package = Package(row);
        var zone = Zone(row);
        var manager = Manager(row);
        var credits = Amount(row, "monthlyCredits");
        var fee = Price(row, "monthlyFee");
        var resetDay = ResetDay(row);
        var used = Amount(row, "usedThisPeriod");
        var left = Amount(row, "oneTimeRemaining");
        var expires = Date(row, "oneTimeExpires");
        var paid = Price(row, "oneTimePaid");
        var billed = Date(row, "billedThrough");
        if (left is null or { IsZero: true })
        {
            foreach (var column in (string[])["oneTimeExpires", "oneTimePaid"])
            {
                if (row.Find(column) is not (null or "0"))
                {
                    Wrong(row, column, "There are no oneTimeRemaining for it.");
                }
            }
        }

        return id is { } client && name is not null && package is not null && zone is not null
            ? new BringIn(
                client,
                name,
                email,
                new ClientTerms { Zone = zone, Manager = manager },
                new Plan(package.Name, credits ?? package.Credits, fee ?? package.Fee),
                resetDay,
                used ?? Credits.Zero,
                left ?? Credits.Zero,
                expires,
                paid is { IsZero: true } ? null : paid,
                billed
            )
            : null;
    }

    private ClientId? Id(CsvRow row)
    {
        if (!ClientId.TryParse(row.Find("id") ?? "", out var id))
        {
            Wrong(row, "id", "It has to be 1 to 64 of a-z, 0-9 and -, not starting with -.");
            return null;
        }

        if (!_lines.TryAdd(id, row.Line))
        {
            Wrong(row, "id", $"'{id}' stands in line {_lines[id]} already.");
        }
        else if (known.Contains(id))
        {
            Wrong(row, "id", $"There is a client '{id}' already.");
        }

        return id;
    }

    private string? Text(CsvRow row, string column)
    {
        var text = row.Find(column);
        if (text?.Length > NameLength)
        {
            Wrong(row, column, $"It may have {NameLength} characters at most.");
        }
        else if (text is not null && (text[0] == '=' || text.Any(char.IsControl)))
        {
            Wrong(row, column, "It is no plain text: it holds a formula or a line break.");
        }

        return text;
    }

    private Package? Package(CsvRow row)
    {
        var name = row.Find("package");
        var package = name is null ? null : catalog.Find(name);
        if (package is null)
        {
            var all = string.Join(", ", catalog.Packages.Select(known => known.Name));
            Wrong(row, "package", $"{Said(name)}. Packages are {all}.");
        }

        return package;
    }

    private DateTimeZone? Zone(CsvRow row)
    {
        if (row.Find("timeZone") is not { } id)
        {
            return catalog.Zone;
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        if (zone is null)
        {
            Wrong(row, "timeZone", $"'{id}' is no time zone. Write one such as Europe/Berlin.");
        }

        return zone;
    }

    private PersonId? Manager(CsvRow row)
    {
        if (row.Find("manager") is not { } text)
        {
            return null;
        }

        if (
            managers.FirstOrDefault(manager =>
                manager.Id == text
                || string.Equals(manager.Email, text, StringComparison.OrdinalIgnoreCase)
            ) is
            { } found
        )
        {
            return new PersonId(found.Id);
        }

        Wrong(row, "manager", $"'{text}' is no manager's id or e-mail address.");
        return null;
    }

    private int? ResetDay(CsvRow row)
    {
        if (row.Find("resetDay") is not { } text)
        {
            return null;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            && day is >= 1 and <= 31
        )
        {
            return day;
        }

        Wrong(row, "resetDay", $"'{text}' is no day of a month, 1 to 31.");
        return null;
    }

    private LocalDate? Date(CsvRow row, string column)
    {
        if (row.Find(column) is not { } text)
        {
            return null;
        }

        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date })
        {
            return date;
        }

        Wrong(row, column, $"'{text}' is no date. Write it as 2026-11-30.");
        return null;
    }

    private Credits? Amount(CsvRow row, string column)
    {
        if (Number(row, column, MostCredits) is not { } number)
        {
            return null;
        }

        if (Credits.TryOf(number) is { } credits)
        {
            return credits;
        }

        Wrong(row, column, "Credits have three decimals at most.");
        return null;
    }

    private Money? Price(CsvRow row, string column) =>
        Number(row, column, MostMoney) is { } amount ? new Money(amount, catalog.Currency) : null;

    private decimal? Number(CsvRow row, string column, decimal most)
    {
        if (row.Find(column) is not { } text)
        {
            return null;
        }

        var mark = text.IndexOfAny(['.', ',']);
        // 1,500 is one thing where commas cut thousands and another where they begin decimals.
        var isOther = mark >= 0 && text[mark] == (_hasDecimalComma ? '.' : ',');
        if (
            text.All(c => char.IsAsciiDigit(c) || c is '.' or ',')
            && mark == text.LastIndexOfAny(['.', ','])
            && mark != 0
            && mark != text.Length - 1
            && !(isOther && text.Length - mark - 1 == 3)
            && decimal.TryParse(
                text.Replace(',', '.'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            if (number <= most)
            {
                return number;
            }

            Wrong(
                row,
                column,
                $"It can't be more than {most.ToString("N0", CultureInfo.InvariantCulture)}."
            );
            return null;
        }

        Wrong(
            row,
            column,
            $"'{text}' is no plain number. Write it without a currency or cut thousands, as 1234{(_hasDecimalComma ? ',' : '.')}5."
        );
        return null;
    }

    private static string Said(string? text) =>
        text is null ? "It is empty" : $"There is no '{text}'";

    private void Wrong(CsvRow row, string column, string fault) =>
        Faults.Add(new ImportFault(row.Line, column, fault));
}
