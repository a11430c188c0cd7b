using System.Collections.Immutable;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Tests.Ledger;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Months;

/// <summary>A closed month says the same whatever is recorded after it (design.md §3.8): so its book can be made again from entries.</summary>
public class FrozenMonthLawTests
{
    private static readonly AgencyState Agency = MonthStory
        .AgencyOf()
        .Buys(60, 5, CreditBot.Tests.Ledger.Agency.At(2026, 1, 25))
        .Buys(45, 9, CreditBot.Tests.Ledger.Agency.At(2026, 2, 10))
        .Buys(80, 3, CreditBot.Tests.Ledger.Agency.At(2026, 4, 20));

    [Fact]
    public void What_was_known_at_the_close_and_what_is_known_now_give_one_book() =>
        RandomStory.Lives.Sample(
            life =>
            {
                var story = RandomStory.Play(life);
                for (
                    var month = new YearMonth(2026, 1);
                    Agency.ClosesAt(month) <= story.Now;
                    month = month.PlusMonths(1)
                )
                {
                    var now = MonthStory.Book(month, story.Now, Agency, clients: story);
                    var then = AtClose(story, month);
                    Figures(now).ShouldBe(Figures(then));
                    Sums(now).ShouldBe(Sums(then));
                }
            },
            iter: RandomStory.Count
        );

    /// <summary>From the entries that had been written by then.</summary>
    private static MonthBook? AtClose(ClientStory story, YearMonth month)
    {
        var close = Agency.ClosesAt(month);
        var entries = story.Entries.Where(entry => entry.RecordedAt < close).ToImmutableList();
        if (ClientFold.Fold(story.State.Id, entries) is not { } state)
        {
            return null;
        }

        var after = ClientMonths.EntriesAfter(state, month, Agency.Terms.Catalog.Zone);
        var source = new ClientSource(state, entries.FindAll(entry => entry.Seq > after));
        var part = ClientMonths.Of(
            source,
            Agency,
            month,
            new Dictionary<CreditBot.Amounts.PersonId, string>(),
            null,
            close
        );
        ClientMonth[] parts = part is null ? [] : [part];
        var days = PurchaseCosts.DaysToSplit(Agency, month, parts);
        return MonthBooks.Build(
            Agency,
            month,
            parts,
            [],
            close,
            [.. ClientMonths.UsesOn(days, source, Agency, month)]
        );
    }

    private static (decimal Margin, decimal PurchaseMargin) Sums(MonthBook? book) =>
        (book?.Totals.Margin.Amount ?? 0, book?.Totals.PurchaseMargin?.Amount ?? 0);

    // A client that was to start and was paused before it did is in the book of then, with nothing, and starts later as known now.
    private static bool HasFigures(ClientBook client) =>
        client
            is not {
                Totals: { Revenue.IsZero: true, Cost.IsZero: true, Adjustments.IsZero: true },
                Opening.IsZero: true,
                Granted.IsZero: true,
                Returned.IsZero: true,
                Overage.IsZero: true,
            };

    private static string Figures(MonthBook? book) =>
        string.Join(
            '\n',
            book?.Clients.Where(HasFigures)
                .Select(client =>
                    string.Join(
                        ' ',
                        client.Totals,
                        client.Opening,
                        client.Granted,
                        client.Returned,
                        client.Burned,
                        client.Expired,
                        client.Voided,
                        client.Closing,
                        client.Overage,
                        client.PaidUnused
                    )
                )
                ?? []
        );
}
