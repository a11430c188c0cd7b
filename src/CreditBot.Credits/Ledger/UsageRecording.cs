using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Records usage that has happened, so it is never refused for want of credits (design.md §3.6, §3.7).</summary>
/// <param name="At">When it happened; now when null.</param>
public sealed record RecordUsage(Usage Usage, Instant? At)
{
    /// <summary>In whole microseconds, whatever the sender gave.</summary>
    public Instant? At { get; init; } = At is { } at ? Instants.WholeMicroseconds(at) : null;
}

/// <summary>What each lot gives to usage, and what becomes of the rest.</summary>
public static class UsageRecording
{
    /// <summary>How far an editor's clock may be ahead of ours (contract.md, POST /usage).</summary>
    public static readonly Duration ClockTolerance = Duration.FromMinutes(5);

    public static LedgerAnswer Decide(ClientState state, RecordUsage command, ActionContext context)
    {
        if (command.At > context.Now + ClockTolerance)
        {
            return new LedgerAnswer.Refuse(
                new Refusal.InFuture(
                    "The time is more than 5 minutes ahead of our clock. Check the sender's clock and send it again."
                )
            );
        }

        var at = Instant.Min(command.At ?? context.Now, context.Now);
        if (at >= state.Ending?.At)
        {
            return new LedgerAnswer.Refuse(new Refusal.Ended(state));
        }

        if (state.PeriodAt(at) is not { } period)
        {
            return new LedgerAnswer.Refuse(
                new Refusal.BeforeStart(
                    $"{state.Id} starts on {state.Anchor}; usage before that is not counted."
                )
            );
        }

        var isCurrent = period.Number == state.Current!.Number && state.Standing != Standing.Ended;
        var (takes, left) = BurnOrder.Split(
            state.Lots,
            command.Usage.Credits,
            at,
            mayDrawOnLaterLots: isCurrent
        );
        var overage = left.IsZero ? null : OverageOf(state, left, period, context);
        return new LedgerAnswer.Append([
            new ClientEntry.Used(command.Usage, overage)
            {
                Seq = state.NextSeq,
                At = at,
                RecordedAt = context.Now,
                By = context.By,
                Takes = [.. takes],
                // The reset that ended the period has made its line already, so this is one of its own (design.md §3.10).
                Charges =
                    !isCurrent && overage?.Price is { } price
                        ? [Reset.OverageLine(state, period, price * left)]
                        : [],
            },
        ]);
    }

    private static Overage OverageOf(
        ClientState state,
        Credits credits,
        Period period,
        ActionContext context
    )
    {
        var mode = state.Terms.Overage;
        return period.IsHistory
            ? new Overage(credits, mode, Price: null, OwesDebt: false)
            : new Overage(
                credits,
                mode,
                mode == OverageMode.Invoice
                    ? state.Terms.OveragePrice ?? context.Catalog.ExtraPriceFor(state.Plan.Package)
                    : null,
                OwesDebt: mode == OverageMode.Carry
            );
    }
}
