using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Sets credits aside before the work that needs them.</summary>
/// <param name="Agency">Enters the hold's id.</param>
/// <param name="Action">What the work is, in the editor's words.</param>
/// <param name="For">How long it stands when nobody settles it.</param>
public sealed record PlaceHold(AgencyId Agency, Credits Credits, string? Action, Duration For);

/// <summary>What a hold comes to (contract.md, POST /clients/{id}/holds).</summary>
public enum HoldCode
{
    Ok,

    /// <summary>Allowed although it is above what is available: the client's mode lets usage exceed its credits.</summary>
    Overage,

    /// <summary>Denied: in mode <c>block</c> it is above what is available.</summary>
    NotEnough,

    /// <summary>Denied: the client is paused (design.md §3.12).</summary>
    Paused,

    /// <summary>Denied: the client has ended.</summary>
    Ended,
}

/// <summary>Holds: in mode <c>block</c> never more is promised than there is (design.md §3.11).</summary>
public static class Holding
{
    /// <summary>The most holds that one client may have open at a time.</summary>
    public const int MostOpen = 10_000;

    /// <summary>How long a hold may stand at most.</summary>
    public static readonly Duration Longest = Duration.FromDays(7);

    /// <summary>Answers with the entry that places the hold, or denies it whole: a hold is never half given.</summary>
    public static LedgerAnswer Decide(ClientState state, PlaceHold command, ActionContext context)
    {
        var open = state.HoldsAt(context.Now);
        var available = state.AvailableAt(context.Now);
        if (state.Standing != Standing.Active)
        {
            return new LedgerAnswer.Refuse(
                new Refusal.HoldDenied(
                    state.Standing == Standing.Paused ? HoldCode.Paused : HoldCode.Ended,
                    available
                )
            );
        }

        if (CodeOf(command.Credits, available, state.Terms.Overage) == HoldCode.NotEnough)
        {
            return new LedgerAnswer.Refuse(new Refusal.HoldDenied(HoldCode.NotEnough, available));
        }

        if (open.Count >= MostOpen)
        {
            return new LedgerAnswer.Refuse(
                new Refusal.TooManyHolds(open.Min(hold => hold.Until) - context.Now)
            );
        }

        return new LedgerAnswer.Append([
            new ClientEntry.Held(
                HoldId.Of(command.Agency, state.Id, state.NextSeq),
                command.Credits,
                command.Action,
                context.Now + command.For
            )
            {
                Seq = state.NextSeq,
                At = context.Now,
                RecordedAt = context.Now,
                By = context.By,
            },
        ]);
    }

    /// <summary>What becomes of a hold on so much when so much is available.</summary>
    public static HoldCode CodeOf(Credits wanted, Credits available, OverageMode mode) =>
        wanted <= available ? HoldCode.Ok
        : mode == OverageMode.Block ? HoldCode.NotEnough
        : HoldCode.Overage;

    /// <summary>Gives back a hold that isn't needed; one that was settled, released or has lapsed is none any more.</summary>
    public static LedgerAnswer Release(ClientState state, HoldId id, ActionContext context) =>
        state.HoldsAt(context.Now).Any(hold => hold.Id == id)
            ? new LedgerAnswer.Append([
                new ClientEntry.HoldReleased(id)
                {
                    Seq = state.NextSeq,
                    At = context.Now,
                    RecordedAt = context.Now,
                    By = context.By,
                },
            ])
            : new LedgerAnswer.Refuse(
                new Refusal.NotFound(
                    "There is no such open hold: it may be settled, released or lapsed."
                )
            );
}
