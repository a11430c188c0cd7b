using CreditBot.Amounts;
using CreditBot.Ledger;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Ledger;

/// <summary>What holds for every client, whatever happened to it (design.md §3.14).</summary>
public class LedgerLawTests
{
    private static void ForEveryLife(Action<ClientStory> law) =>
        RandomStory.Lives.Sample(life => law(RandomStory.Play(life)), iter: RandomStory.Count);

    [Fact]
    public void Signed_entries_sum_to_the_balance() =>
        ForEveryLife(story =>
            story.Entries.Sum(entry => entry.Effect).ShouldBe(story.State.Balance.Thousandths)
        );

    [Fact]
    public void A_lot_is_what_was_burned_expired_voided_and_is_left() =>
        ForEveryLife(story =>
        {
            foreach (var lot in story.State.Lots)
            {
                var takes = story
                    .Entries.SelectMany(entry => entry.Takes)
                    .Where(take => take.Lot == lot.Id)
                    .ToList();
                var returns = story
                    .Entries.SelectMany(entry => entry.Returns)
                    .Where(back => back.Lot == lot.Id)
                    .ToList();
                var fromExpiry = takes.Where(take => take.FromExpiry).Sum(take => take.Credits);
                lot.Burned.ShouldBe(
                    Sum(takes, TakeReason.Burned)
                        + Sum(takes, TakeReason.Repaid)
                        - returns
                            .Where(back => back.Was != TakeReason.Voided)
                            .Sum(back => back.Credits)
                );
                lot.Expired.ShouldBe(
                    Sum(takes, TakeReason.Expired) + Sum(returns, ReturnTo.Expired) - fromExpiry
                );
                lot.Voided.ShouldBe(Sum(takes, TakeReason.Voided) + Sum(returns, ReturnTo.Voided));
                (lot.Burned + lot.Expired + lot.Voided + lot.Remaining).ShouldBe(lot.Granted);
            }
        });

    private static Credits Sum(List<LotTake> takes, TakeReason why) =>
        takes.Where(take => take.Why == why).Sum(take => take.Credits);

    private static Credits Sum(List<LotReturn> returns, ReturnTo to) =>
        returns.Where(back => back.To == to).Sum(back => back.Credits);

    [Fact]
    public void Usage_is_what_lots_gave_and_what_none_covered() =>
        ForEveryLife(story =>
        {
            foreach (var used in story.Entries.OfType<ClientEntry.Used>())
            {
                var given = used.Takes.Sum(take => take.Credits);
                (given + (used.Overage?.Credits ?? Credits.Zero)).ShouldBe(used.Usage.Credits);
            }
        });

    [Fact]
    public void There_is_one_reset_per_period_and_no_gap_between_periods() =>
        ForEveryLife(story =>
        {
            var periods = story.State.Periods;
            story.Entries.OfType<ClientEntry.PeriodStarted>().Count().ShouldBe(periods.Count);
            periods.Select(period => period.Number).ShouldBe(Enumerable.Range(0, periods.Count));
            // An end closes the last one, and a pause lets it run on.
            for (var i = 1; i < periods.Count; i++)
            {
                periods[i].Start.ShouldBe(periods[i - 1].End);
                periods[i].StartsOn.ShouldBe(periods[i - 1].EndsOn);
            }
        });

    [Fact]
    public void Nothing_that_expired_is_held_and_nothing_due_is_left_undone() =>
        ForEveryLife(story =>
        {
            story
                .State.Lots.Where(lot => lot.ExpiresAt <= story.Now)
                .ShouldAllBe(lot => lot.Remaining.IsZero);
            DueEntries.CatchUp(story.State, story.Now).Entries.ShouldBeEmpty();
        });

    [Fact]
    public void Debt_is_what_carried_overage_was_not_repaid() =>
        ForEveryLife(story =>
        {
            var owed = story
                .Entries.OfType<ClientEntry.Used>()
                .Where(used => used.Overage is { OwesDebt: true })
                .Where(used => !story.State.Reversed.Contains(used.Seq))
                .ToDictionary(used => used.Seq, used => used.Overage!.Credits);
            var repaid = story
                .Entries.SelectMany(entry => entry.Takes)
                .Where(take => take.DebtSeq is { } debt && owed.ContainsKey(debt))
                .Sum(take => take.Credits);
            story.State.DebtTotal.ShouldBe(owed.Values.Sum() - repaid);
        });

    [Fact]
    public void What_is_reversed_is_as_if_it_had_not_been_counted() =>
        ForEveryLife(story =>
        {
            var used = story
                .Entries.OfType<ClientEntry.Used>()
                .Where(used => !story.State.Reversed.Contains(used.Seq))
                .ToList();
            foreach (var period in story.State.Periods)
            {
                var own = used.Where(one => story.State.PeriodAt(one.At)!.Number == period.Number)
                    .ToList();
                period.Used.ShouldBe(own.Sum(one => one.Usage.Credits));
                period.Overage.ShouldBe(own.Sum(one => one.Overage?.Credits ?? Credits.Zero));
                period
                    .OverageOwed.Rounded()
                    .ShouldBe(
                        own.Sum(
                                "USD",
                                one =>
                                    one.Overage is { Price: { } price } overage
                                        ? price * overage.Credits
                                        : Money.Zero("USD")
                            )
                            .Rounded()
                    );
            }

            story.State.PoolUsed.ShouldBe(
                used.Where(one => !story.State.IsHistory(one.At)).Sum(one => one.Usage.Credits)
            );
        });

    [Fact]
    public void An_entry_is_reversed_once_and_only_usage_and_grants_are() =>
        ForEveryLife(story =>
        {
            var reversals = story.Entries.OfType<ClientEntry.Reversed>().ToList();
            reversals.Select(entry => entry.Reverses).ShouldBeUnique();
            foreach (var entry in reversals)
            {
                var reversed = story.Entries[(int)entry.Reverses - 1];
                (reversed is ClientEntry.Used or ClientEntry.Granted).ShouldBeTrue();
                entry.At.ShouldBe(reversed.At);
                story.Reverse(entry.Reverses);
                story
                    .ShouldBeRefused()
                    .ShouldBeOfType<CreditBot.Ledger.Refusal.Invalid>()
                    .Field.ShouldBe("seq");
            }
        });

    [Fact]
    public void Usage_reversed_at_once_leaves_all_as_it_was() =>
        ForEveryLife(story =>
        {
            var before = story.State;
            story.Use(7.5m, story.Now);
            if (story.Answer is not LedgerAnswer.Append)
            {
                return;
            }

            story.Reverse(story.State.Version);
            story.State.Lots.ShouldBe(before.Lots);
            story.State.Debts.ShouldBe(before.Debts);
            story.State.PoolUsed.ShouldBe(before.PoolUsed);
            story.State.Current!.Used.ShouldBe(before.Current!.Used);
        });

    [Fact]
    public void Folding_again_gives_the_same_state() =>
        ForEveryLife(story =>
        {
            var again = ClientFold.Fold(story.State.Id, story.Entries)!;
            again.Lots.ShouldBe(story.State.Lots);
            again.Periods.ShouldBe(story.State.Periods);
            again.Debts.ShouldBe(story.State.Debts);
            again.Plan.ShouldBe(story.State.Plan);
            again.DrySince.ShouldBe(story.State.DrySince);
            again.PoolUsed.ShouldBe(story.State.PoolUsed);
        });

    [Fact]
    public void Catching_up_in_steps_is_catching_up_at_once() =>
        ForEveryLife(story =>
        {
            var later = story.Now + Duration.FromDays(100);
            var atOnce = DueEntries.CatchUp(story.State, later).State;
            var steps = story.State;
            for (var at = story.Now; at < later; at += Duration.FromHours(77))
            {
                steps = DueEntries.CatchUp(steps, at).State;
            }

            steps = DueEntries.CatchUp(steps, later).State;
            steps.Lots.ShouldBe(atOnce.Lots);
            steps.Periods.ShouldBe(atOnce.Periods);
            steps.Version.ShouldBe(atOnce.Version);
        });

    [Fact]
    public void The_time_without_credits_is_never_longer_than_the_period() =>
        ForEveryLife(story =>
        {
            foreach (var period in story.State.Periods)
            {
                period.DryFor.ShouldBeGreaterThanOrEqualTo(Duration.Zero);
                // A pause lets the last one run on.
                period.DryFor.ShouldBeLessThanOrEqualTo(
                    Instant.Max(period.End, story.Now) - period.Start
                );
                (period.DryFor == Duration.Zero || period.DryAt is not null).ShouldBeTrue();
            }
        });

    [Fact]
    public void A_period_is_billed_its_highest_fee_and_history_nothing() =>
        ForEveryLife(story =>
        {
            var fees = story
                .Entries.SelectMany(entry => entry.Charges)
                .Where(charge => charge.Kind == ChargeKind.Fee)
                .Sum("USD", charge => charge.Net);
            var highest = story
                .State.Periods.Where(period => !period.IsHistory)
                .Sum("USD", period => period.HighestFee);
            fees.ShouldBe(highest);
        });

    [Fact]
    public void The_monthly_credits_of_a_period_are_what_was_granted_less_what_was_taken_back() =>
        ForEveryLife(story =>
        {
            var resets = story.Entries.OfType<ClientEntry.PeriodStarted>().ToList();
            foreach (var period in story.State.Periods)
            {
                // What rolls over is voided at the reset that ends the period, and is no reduction.
                var lots = story
                    .State.Lots.Where(lot =>
                        lot.Kind == LotKind.Monthly
                        && resets.FindLast(reset => reset.Seq <= lot.Id.Seq)!.Period.Number
                            == period.Number
                    )
                    .ToList();
                var reductions = story
                    .Entries.OfType<ClientEntry.PlanChanged>()
                    .SelectMany(entry => entry.Takes)
                    .Where(take => take.Why == TakeReason.Voided)
                    .Where(take => lots.Exists(lot => lot.Id == take.Lot))
                    .Sum(take => take.Credits);
                period.MonthlyNet.ShouldBe(lots.Sum(lot => lot.Granted) - reductions);
            }
        });
}
