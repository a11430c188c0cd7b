using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using CreditBot.Tests.Months;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Billing;

/// <summary>What holds for the lines of every client, whatever is asked, decided, undone, reversed, issued, voided, closed (issue 7).</summary>
public class BillingLawTests
{
    private static readonly AgencyState Agency = MonthStory.AgencyOf();

    /// <summary>A life in which, after each step, something is asked, decided, taken back or billed.</summary>
    private static readonly Gen<(int Start, (RandomStep Step, int Act, int Pick)[] Steps)> Lives =
        Gen.Select(
            Gen.Int[0, 400],
            Gen.Select(
                RandomStory.Steps,
                Gen.Int[0, 9],
                Gen.Int[0, 40],
                (step, act, pick) => (step, act, pick)
            ).Array[1, 40]
        );

    private static void AfterEveryStep(Action<ClientStory> law) =>
        Lives.Sample(
            life =>
            {
                var story = RandomStory.Begin(life.Start);
                var asked = 0;
                foreach (var (step, act, pick) in life.Steps)
                {
                    RandomStory.Take(story, step);
                    Act(story, act, pick, ref asked);
                    law(story);
                }
            },
            iter: RandomStory.Count
        );

    private static void Act(ClientStory story, int act, int pick, ref int asked)
    {
        var lines = story.State.Lines;
        switch (act)
        {
            case 0 or 1:
                story.Request(++asked, Terms(story, pick));
                break;
            case 2 or 3 when asked > 0:
                story.Decide(new DecideRequest.Approve(new RequestId(asked)));
                break;
            case 4 when asked > 0:
                story.Decide(
                    new DecideRequest.ApproveWithChange(
                        new RequestId(asked),
                        Credits: story.Find(asked)?.Terms.Kind == RequestKind.Upgrade
                            ? null
                            : Credits.Of(1 + pick)
                    )
                );
                break;
            case 5 or 6 when asked > 0:
                story.Decide(new DecideRequest.Undo(new RequestId(asked)));
                break;
            case 7 or 8 or 9 when lines.Count > 0:
                story.Mark((LineState)(act - 6), null, lines[^(1 + (pick % lines.Count))].Id);
                break;
        }
    }

    private static RequestTerms Terms(ClientStory story, int pick) =>
        (pick % 3) switch
        {
            0 => Pricing.OneTime(story.State, story.Catalog, Credits.Of(1 + pick)),
            1 => Pricing.Ongoing(
                story.State,
                story.Catalog,
                Credits.Of(1 + pick),
                pick % 2 == 0 ? Effective.Now : Effective.NextReset
            ),
            _ => Pricing.Upgrade(story.State, Ledger.Agency.Professional),
        };

    [Fact]
    public void Nothing_is_billed_twice_and_nothing_granted_as_paid_is_forgotten() =>
        AfterEveryStep(story => BillingControl.Of(story.State).ShouldBeEmpty());

    [Fact]
    public void An_approved_paid_request_has_exactly_one_line_that_stands_and_an_undone_one_has_none() =>
        AfterEveryStep(story =>
        {
            foreach (var request in story.State.Requests.Values)
            {
                // What was given back later, by a reversal or an end, names its line.
                var lines = story
                    .State.Lines.Where(line => line.Request == request.Id && line.Of is null)
                    .ToList();
                var booked = lines.Where(line => line.Id.Seq == request.EntrySeq).ToList();
                if (
                    request.Decision?.Terms is
                    { Kind: RequestKind.OneTime, Price.Amount: > 0 } terms
                )
                {
                    booked.ShouldHaveSingleItem().Net.ShouldBe(terms.Price.Rounded());
                }

                lines.Except(booked).ShouldAllBe(line => line.IsVoid);
                lines
                    .Except(booked)
                    .Sum("USD", line => line.Net)
                    .Amount.ShouldBeGreaterThanOrEqualTo(0);
            }
        });

    [Fact]
    public void Lines_are_the_charges_of_entries_in_their_order() =>
        AfterEveryStep(story =>
            story
                .State.Lines.Select(line => (line.Id, line.Kind, line.Month, line.Net))
                .ShouldBe(
                    story.Entries.SelectMany(entry =>
                        entry.Charges.Select(
                            (charge, i) =>
                                (
                                    new LineId(entry.Seq, i + 1),
                                    charge.Kind,
                                    charge.Month,
                                    charge.Net
                                )
                        )
                    )
                )
        );

    [Fact]
    public void Books_show_each_line_once_and_what_is_owed_is_the_same_with_and_without_void_lines() =>
        Lives.Sample(
            life =>
            {
                var story = RandomStory.Begin(life.Start);
                var asked = 0;
                foreach (var (step, act, pick) in life.Steps)
                {
                    RandomStory.Take(story, step);
                    Act(story, act, pick, ref asked);
                }

                var lines = new List<InvoiceLine>();
                var last = story.Now.InZone(Ledger.Agency.NewYork).Date.ToYearMonth();
                for (
                    var month = new YearMonth(2025, 9);
                    month <= last.PlusMonths(1);
                    month = month.PlusMonths(1)
                )
                {
                    lines.AddRange(MonthStory.Book(month, story.Now, Agency, clients: story).Lines);
                }

                lines
                    .Select(line => line.Id.Line)
                    .ShouldBe(story.State.Lines.Select(line => line.Id), ignoreOrder: true);
                lines
                    .Where(line => line.State != LineState.Void)
                    .Sum("USD", line => line.Net)
                    .ShouldBe(lines.Sum("USD", line => line.Net));
            },
            iter: RandomStory.Count / 2
        );
}
