using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Tests.Ledger;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Months;

/// <summary>What holds for every month of every client.</summary>
public class MonthBookLawTests
{
    private static readonly AgencyState Agency = MonthStory.AgencyOf();
    private static readonly Dictionary<PersonId, string> NoNames = [];

    private static void ForEveryLife(Action<ClientStory, IReadOnlyList<MonthBook>> law) =>
        RandomStory.Lives.Sample(
            life =>
            {
                var story = RandomStory.Play(life);
                law(story, Books(story));
            },
            iter: RandomStory.Count / 2
        );

    private static IReadOnlyList<MonthBook> Books(ClientStory story)
    {
        var books = new List<MonthBook>();
        var last = story.Now.InZone(CreditBot.Tests.Ledger.Agency.NewYork).Date.ToYearMonth();
        for (var month = new YearMonth(2025, 9); month <= last; month = month.PlusMonths(1))
        {
            books.Add(MonthStory.Book(month, story.Now, Agency, books, story));
        }

        return books;
    }

    [Fact]
    public void Each_clients_balances_add_up_and_go_on_from_month_to_month() =>
        ForEveryLife(
            (story, books) =>
            {
                ClientBook? before = null;
                foreach (var book in books.SelectMany(book => book.Clients))
                {
                    (book.Opening + book.Granted + book.Returned).ShouldBe(
                        book.Closing + book.Burned + book.Expired + book.Voided,
                        book.Name
                    );
                    if (before is not null)
                    {
                        book.Opening.ShouldBe(before.Closing);
                    }

                    before = book;
                }

                // Who was paused before the start and never began is in no book.
                (before?.Closing ?? Credits.Zero).ShouldBe(story.State.Balance);
            }
        );

    [Fact]
    public void Every_line_and_every_cost_counts_in_exactly_one_month() =>
        ForEveryLife(
            (story, books) =>
            {
                var charged = story
                    .Entries.SelectMany(entry => entry.Charges)
                    .Sum("USD", charge => charge.Net);
                // The first day of the next month may be a fee's already, on a calendar that is ahead.
                var next = MonthStory.Book(
                    books[^1].Month.PlusMonths(1),
                    story.Now,
                    Agency,
                    clients: story
                );
                books
                    .Append(next)
                    .SelectMany(book => book.Lines)
                    .Sum("USD", line => line.Net)
                    .ShouldBe(charged);
                var revenue = books
                    .Append(next)
                    .Sum(
                        "USD",
                        book => book.Totals.Revenue + book.Totals.Adjustments - book.Totals.Cost
                    );
                var used = story
                    .Entries.OfType<ClientEntry.Used>()
                    .Where(entry => !story.State.IsHistory(entry.At))
                    .Where(entry => !story.State.Reversed.Contains(entry.Seq))
                    .Sum(entry => entry.Usage.Credits);
                // Costs are rounded once per month and adjustment, so they may be off by half a cent each.
                Math.Abs(
                        (
                            charged - (CreditBot.Tests.Ledger.Agency.Usd(0.10m) * used) - revenue
                        ).Amount
                    )
                    .ShouldBeLessThan(0.01m * books.Count * 2);
            }
        );

    [Fact]
    public void Totals_are_the_sums_of_lines_clients_and_days() =>
        ForEveryLife(
            (_, books) =>
            {
                foreach (var book in books)
                {
                    var totals = book.Totals;
                    MonthBooks
                        .Sum(book.Clients.Select(client => client.Totals), "USD")
                        .ShouldBe(totals);
                    totals.Revenue.ShouldBe(
                        book.Lines.Where(line => line.Month == book.Month)
                            .Sum("USD", line => line.Net)
                    );
                    book.Daily.Sum(day => day.Used).ShouldBe(totals.Used);
                    book.Daily.ShouldAllBe(day => day.Day.ToYearMonth() == book.Month);
                    totals.Margin.ShouldBe(totals.Revenue - totals.Cost + totals.Adjustments);
                }
            }
        );

    [Fact]
    public void A_closed_month_is_the_same_whenever_it_is_worked_out() =>
        RandomStory.Lives.Sample(
            life =>
            {
                var story = RandomStory.Play(life);
                var running = story
                    .Now.InZone(CreditBot.Tests.Ledger.Agency.NewYork)
                    .Date.ToYearMonth();
                for (var back = 1; back <= 4; back++)
                {
                    var month = running.PlusMonths(-back);
                    var close = Agency.ClosesAt(month);
                    var known = story.Entries.FindAll(entry => entry.RecordedAt < close);
                    if (close > story.Now || known.IsEmpty)
                    {
                        continue;
                    }

                    // What was known when the month was closed …
                    var state = ClientFold.Fold(story.State.Id, known)!;
                    var then = ClientMonths.Of(
                        new(state, known),
                        Agency,
                        month,
                        NoNames,
                        null,
                        close
                    );
                    // … is what is known now.
                    var now = ClientMonths.Of(
                        MonthStory.Source(story, month, Agency),
                        Agency,
                        month,
                        NoNames,
                        null,
                        story.Now
                    );
                    (now?.Book.Totals).ShouldBe(then?.Book.Totals);
                    Balances(now?.Book).ShouldBe(Balances(then?.Book));
                }
            },
            iter: RandomStory.Count / 2
        );

    [Fact]
    public void The_entries_that_a_month_is_said_to_need_are_enough() =>
        RandomStory.Lives.Sample(
            life =>
            {
                var story = RandomStory.Play(life);
                var last = (story.State.Current?.EndsOn ?? story.State.Anchor).ToYearMonth();
                for (var back = 0; back <= 5; back++)
                {
                    var month = last.PlusMonths(-back);
                    var some = ClientMonths.Of(
                        MonthStory.Source(story, month, Agency),
                        Agency,
                        month,
                        NoNames,
                        null,
                        story.Now
                    );
                    var all = ClientMonths.Of(
                        new(story.State, story.Entries),
                        Agency,
                        month,
                        NoNames,
                        null,
                        story.Now
                    );
                    Bare(some).ShouldBe(Bare(all));
                    (some?.Lines ?? []).ShouldBe(all?.Lines ?? []);
                }
            },
            iter: RandomStory.Count / 2
        );

    private static readonly IReadOnlyList<Finding> None = [];

    private static ClientBook? Bare(ClientMonth? month) =>
        month is null ? null : month.Book with { Findings = None };

    private static (Credits, Credits, Credits, Credits)? Balances(ClientBook? book) =>
        book is null ? null : (book.Opening, book.Granted, book.Burned, book.Closing);
}
