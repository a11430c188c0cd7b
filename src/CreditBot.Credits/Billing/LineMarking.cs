using System.Collections.Immutable;
using CreditBot.Ledger;

namespace CreditBot.Billing;

/// <summary>Moves invoice lines on: issues them, takes note that they are paid, or voids them.</summary>
/// <param name="Reason">Why, for a void; kept with the entry.</param>
public sealed record MarkLines(ImmutableList<LineId> Lines, LineState To, string? Reason = null);

/// <summary>What may become of invoice lines: draft → issued → paid, and void from either of the first two.</summary>
public static class LineMarking
{
    /// <summary>Answers with the one entry that moves all of them; with none when they are there already, so that it may be said twice.</summary>
    /// <remarks>A void makes a line of the opposite amount in the same month, so that books and balances of money stay sums of entries.</remarks>
    public static LedgerAnswer Decide(ClientState state, MarkLines command, ActionContext context)
    {
        var moved = ImmutableList.CreateBuilder<BilledLine>();
        foreach (var id in command.Lines.Distinct())
        {
            if (BilledLines.Find(state.Lines, id) is not { } line)
            {
                return new LedgerAnswer.Refuse(
                    new Refusal.NotFound(
                        $"There is no invoice line '{new InvoiceId(state.Id, id)}'."
                    )
                );
            }

            if (line.State == command.To)
            {
                continue;
            }

            if (Hindrance(state, line, command.To) is { } why)
            {
                return new LedgerAnswer.Refuse(new Refusal.Invalid("state", why));
            }

            moved.Add(line);
        }

        return new LedgerAnswer.Append(
            moved.Count == 0 ? [] : [Entry(state, moved.ToImmutable(), command, context)]
        );
    }

    /// <summary>Whether a line may come to a state; the same state again is fine.</summary>
    public static bool Allows(ClientState state, BilledLine line, LineState to) =>
        line.State == to || Hindrance(state, line, to) is null;

    private static ClientEntry.LinesMarked Entry(
        ClientState state,
        ImmutableList<BilledLine> lines,
        MarkLines command,
        ActionContext context
    ) =>
        new([.. lines.Select(line => line.Id)], command.To)
        {
            Seq = state.NextSeq,
            At = context.Now,
            RecordedAt = context.Now,
            By = context.By,
            Charges =
                command.To == LineState.Void
                    ? [.. lines.Select(line => new Charge(line.Kind, line.Month, -line.Net))]
                    : [],
            Texts = command.Reason is { Length: > 0 } reason
                ? ImmutableDictionary<string, string>.Empty.Add(TextNames.Reason, reason)
                : ImmutableDictionary<string, string>.Empty,
        };

    /// <summary>Why a line can't come to a state, as something to do.</summary>
    private static string? Hindrance(ClientState state, BilledLine line, LineState to)
    {
        var name = new InvoiceId(state.Id, line.Id);
        return (line.State, to) switch
        {
            (LineState.Draft, LineState.Issued) => null,
            (LineState.Issued, LineState.Paid) => null,
            (LineState.Draft or LineState.Issued, LineState.Void) => Credit(state, line)
                is { } credit
                ? $"{name} was lowered by {new InvoiceId(state.Id, credit.Id)}. Void that credit first."
                : null,
            (LineState.Draft, LineState.Paid) => $"{name} is a draft. Issue it before it is paid.",
            (LineState.Paid, LineState.Void) =>
                $"{name} is paid. Give the money back with a credit: reverse the grant or usage that made it.",
            (LineState.Void, _) => $"{name} is void, and that is final.",
            _ => $"{name} is {Word(line.State)}, and a line never goes back.",
        };
    }

    private static BilledLine? Credit(ClientState state, BilledLine line) =>
        state.Lines.Find(other => other.Of == line.Id && !other.IsVoid);

    private static string Word(LineState state) => state == LineState.Paid ? "paid" : "issued";
}
