using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Tests.Ledger;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Months;

/// <summary>The ledger lines of a month are enough to work its figures out again.</summary>
public class MonthLedgerLawTests
{
    private static readonly AgencyState Agency = MonthStory.AgencyOf();

    [Fact]
    public void The_lines_of_a_month_add_up_to_its_book() =>
        ForEveryMonth(
            (book, lines) =>
            {
                // What a client holds before it is in any book is its opening.
                if (book.Clients is not [var client])
                {
                    return;
                }

                var own = lines.FindAll(line => line.Month == book.Month);
                own.Sum(line => line.Used).ShouldBe(client.Totals.Used.Value);
                own.Sum(line => line.Overage).ShouldBe(client.Overage.Value);
                own.Sum(line => line.Fee).ShouldBe(client.Totals.Fee.Amount);
                own.Sum(line => line.OneTime).ShouldBe(client.Totals.OneTime.Amount);
                own.Sum(line => line.OverageBilled).ShouldBe(client.Totals.Overage.Amount);
                Rounded(own.Sum(line => line.Cost)).ShouldBe(client.Totals.Cost.Amount);
                lines
                    .Where(line => line.Month != book.Month)
                    .GroupBy(line => line.Month)
                    .Sum(closed =>
                        closed.Sum(line => line.Fee + line.OneTime + line.OverageBilled)
                        - Rounded(closed.Sum(line => line.Cost))
                    )
                    .ShouldBe(client.Totals.Adjustments.Amount);
                lines.Sum(line => line.Granted).ShouldBe(client.Granted.Value);
                lines.Sum(line => line.Returned).ShouldBe(client.Returned.Value);
                lines.Sum(line => line.Burned).ShouldBe(client.Burned.Value);
                lines.Sum(line => line.Expired).ShouldBe(client.Expired.Value);
                lines.Sum(line => line.Voided).ShouldBe(client.Voided.Value);
                (client.Opening.Value + lines.Sum(line => line.Effect)).ShouldBe(
                    client.Closing.Value
                );
            }
        );

    private static void ForEveryMonth(Action<MonthBook, List<LedgerLine>> law) =>
        RandomStory.Lives.Sample(
            life =>
            {
                var story = RandomStory.Play(life);
                var last = story
                    .Now.InZone(CreditBot.Tests.Ledger.Agency.NewYork)
                    .Date.ToYearMonth();
                for (var month = new YearMonth(2025, 9); month <= last; month = month.PlusMonths(1))
                {
                    var source = MonthStory.Source(story, month, Agency);
                    law(
                        MonthStory.Book(month, story.Now, Agency, clients: story),
                        [.. MonthLedger.Of(source, Agency, month, story.Now)]
                    );
                }
            },
            iter: RandomStory.Count / 2
        );

    private static decimal Rounded(decimal amount) =>
        Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
