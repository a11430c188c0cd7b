using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Reports;
using CreditBot.Reports.Workbook;
using CreditBot.Tests.Ledger;
using CreditBot.Tests.Months;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.RealClients.Office;

/// <summary>An agency whose clients live random lives by the real decisions; one seed, one agency.</summary>
internal sealed class RandomAgency
{
    private static readonly YearMonth First = new(2025, 9);

    private readonly AgencyState _agency;
    private readonly List<ClientStory> _clients;
    private readonly Instant _now;

    public RandomAgency(int seed)
    {
        var random = new Random(seed);
        _clients =
        [
            .. Enumerable.Range(1, random.Next(1, 5)).Select(number => Life(random, number)),
        ];
        _now = _clients.Max(client => client.Now);
        foreach (var client in _clients)
        {
            client.Until(_now);
        }

        _agency = MonthStory.AgencyOf();
        if (random.Next(2) == 0)
        {
            _agency = _agency
                .Buys(random.Next(20, 400), random.Next(1, 40), Agency.At(2026, 1, 5))
                .Buys(random.Next(20, 400), random.Next(1, 40), Agency.At(2026, 3, 9));
        }
    }

    /// <summary>Every month that has clients, oldest first, as it is known now.</summary>
    public IReadOnlyList<MonthBook> Books()
    {
        var books = new List<MonthBook>();
        var last = _now.InZone(Agency.NewYork).Date.ToYearMonth();
        for (var month = First; month <= last; month = month.PlusMonths(1))
        {
            var book = MonthStory.Book(month, _now, _agency, books, _clients);
            if (book.Clients.Count > 0)
            {
                var ids = book.Clients.Select(client => client.Id).ToHashSet();
                books.Add(
                    book with
                    {
                        Ledger = LedgerLines.Of([
                            .. _clients
                                .Where(client => ids.Contains(client.State.Id))
                                .SelectMany(client =>
                                    MonthLedger.Of(
                                        MonthStory.Source(client, month, _agency),
                                        _agency,
                                        month,
                                        _now
                                    )
                                ),
                        ]),
                    }
                );
            }
        }

        return books;
    }

    /// <summary>Writes each month's workbook, and the raw entries beside them, for a reader that knows nothing of us.</summary>
    /// <returns>The workbooks' files.</returns>
    public IReadOnlyList<string> Save(string folder, ReportStyle style)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var book in Books())
        {
            var file = Path.Combine(folder, $"{YearMonthPattern.Iso.Format(book.Month)}.xlsx");
            File.WriteAllBytes(file, MonthWorkbook.ToBytes(book, style));
            files.Add(file);
        }

        var raw = new
        {
            zone = Agency.NewYork.Id,
            graceDays = _agency.Terms.GraceDays,
            costs = _agency.Terms.Catalog.CostPerCredit.Select(price => new
            {
                from = LocalDatePattern.Iso.Format(price.From),
                price = price.PerCredit.Digits(),
            }),
            clients = _clients.Select(client => new
            {
                id = client.State.Id.Value,
                createdAt = Micros(client.State.CreatedAt),
                entries = client.Entries.Select(Raw),
            }),
        };
        File.WriteAllText(Path.Combine(folder, "agency.json"), JsonSerializer.Serialize(raw));
        return files;
    }

    private static ClientStory Life(Random random, int number)
    {
        var steps = Enumerable
            .Range(0, random.Next(5, 40))
            .Select(_ => new RandomStep(
                random.Next(0, 15),
                random.Next(1, 80_001),
                random.Next(0, 24 * 12),
                random.Next(0, 24 * 50),
                random.Next(0, 8)
            ));
        return RandomStory.Play((random.Next(0, 401), [.. steps]), $"client-{number}");
    }

    private static object Raw(ClientEntry entry)
    {
        var (used, overage) = entry switch
        {
            ClientEntry.Used one => (
                one.Usage.Credits.Thousandths,
                one.Overage?.Credits.Thousandths ?? 0
            ),
            ClientEntry.Reversed back => (
                -back.Credits.Thousandths,
                -(back.Overage?.Credits.Thousandths ?? 0)
            ),
            _ => (0L, 0L),
        };
        return new
        {
            seq = entry.Seq,
            at = Micros(entry.At),
            recordedAt = Micros(entry.RecordedAt),
            kind = entry switch
            {
                ClientEntry.PeriodStarted => "reset",
                ClientEntry.LotsExpired => "expired",
                ClientEntry.Ended => "ended",
                _ => "other",
            },
            used,
            overage,
            charges = entry.Charges.Select(charge => new
            {
                kind = charge.Kind switch
                {
                    ChargeKind.Fee => "fee",
                    ChargeKind.OneTime => "one_time",
                    _ => "overage",
                },
                month = YearMonthPattern.Iso.Format(charge.Month),
                net = charge.Net.Digits(),
            }),
        };
    }

    private static long Micros(Instant at) => Instants.ToUnixTimeMicroseconds(at);
}
