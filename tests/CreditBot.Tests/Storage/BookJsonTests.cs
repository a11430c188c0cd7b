using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Tests.Storage;

/// <summary>How month books are kept.</summary>
public class BookJsonTests
{
    private static readonly YearMonth October = new(2026, 10);

    [Fact]
    public void A_small_book_is_readable_as_it_is_kept()
    {
        var kept = BookJson.Write(Book(clients: 2, days: 3));

        kept.ShouldContain("\"agencyName\":\"Large Agency\"");
        Back(kept).Clients.Count.ShouldBe(2);
    }

    [Fact]
    public void The_book_of_a_large_agency_fits_a_document_and_comes_back_whole()
    {
        var book = Book(clients: 20_000, days: 15);

        var kept = BookJson.Write(book);

        // A document of LiteDB ends at 16 MB; 300,000 days are 30 as they are.
        kept.Length.ShouldBeLessThan(8_000_000);
        var back = Back(kept);
        back.Daily.ShouldBe(book.Daily);
        back.Clients.Select(client => (client.Id, client.Name, client.Totals, client.Closing))
            .ShouldBe(
                book.Clients.Select(client =>
                    (client.Id, client.Name, client.Totals, client.Closing)
                )
            );
        back.Ledger!.Read().ShouldBe(book.Ledger!.Read());
    }

    [Fact]
    public void A_packed_book_that_was_changed_is_told()
    {
        var kept = BookJson.Write(Book(clients: 3_000, days: 10));
        kept.ShouldStartWith("{\"packed\":");

        foreach (var changed in new[] { kept.Remove(400, 40), kept.Remove(401, 1), kept[..500] })
        {
            Should.Throw<LedgerDamagedException>(() => Back(changed));
        }
    }

    private static MonthBook Back(string json) =>
        BookJson.Read(new Document("book", "2026-10", 1, json));

    private static MonthBook Book(int clients, int days)
    {
        List<ClientBook> books = [.. Enumerable.Range(1, clients).Select(Client)];
        return new MonthBook
        {
            AgencyName = "Large Agency",
            Month = October,
            Zone = DateTimeZone.Utc,
            Currency = "USD",
            IsClosed = true,
            AsOf = Instant.FromUtc(2026, 11, 4, 0, 0),
            CostPerCredit = new Money(0.10m, "USD"),
            Totals = MonthBooks.Sum(books.Select(book => book.Totals), "USD"),
            Earlier = [],
            Clients = books,
            Requests = [],
            Lines = [],
            Daily =
            [
                .. Enumerable
                    .Range(1, days)
                    .SelectMany(day =>
                        books.Select(book => new DailyUsage(
                            new LocalDate(2026, 10, day),
                            book.Id,
                            book.Name,
                            new Credits((day * 1000) + (book.Name.Length * 7))
                        ))
                    ),
            ],
            Review = [],
            Ledger = LedgerLines.Of([
                .. books.Select(book => new LedgerLine(
                    book.Id,
                    1,
                    Instant.FromUtc(2026, 10, 1, 0, 0),
                    LedgerKind.Reset,
                    October
                )
                {
                    Fee = 99m,
                    Granted = 50m,
                }),
            ]),
        };
    }

    private static ClientBook Client(int number) =>
        new()
        {
            Id = ClientId.Parse($"client-{number}"),
            Name = $"Client {number}",
            Package = "Basic",
            Allocation = Credits.Of(50),
            Totals = MonthBooks.Sum([], "USD"),
            Opening = Credits.Zero,
            Closing = Credits.Of(50),
            Granted = Credits.Of(50),
            Burned = Credits.Zero,
            Expired = Credits.Zero,
            Voided = Credits.Zero,
            Overage = Credits.Zero,
            OneTimeBought = Credits.Zero,
            PaidUnused = Credits.Zero,
            PaidUnusedValue = Money.Zero("USD"),
        };
}
