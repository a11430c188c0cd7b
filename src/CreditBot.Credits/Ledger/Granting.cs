using System.Collections.Immutable;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Gives one-time credits.</summary>
/// <param name="Price">For the whole lot; null or zero when free.</param>
public sealed record GrantCredits(
    Credits Credits,
    string? Reason,
    Instant? ExpiresAt = null,
    Money? Price = null,
    int? Priority = null,
    RequestId? Request = null
)
{
    /// <summary>In whole microseconds, whatever the caller gave.</summary>
    public Instant? ExpiresAt { get; init; } =
        ExpiresAt is { } at ? Instants.WholeMicroseconds(at) : null;
}

/// <summary>Grants of one-time credits (design.md §3.3, §3.6).</summary>
public static class Granting
{
    /// <summary>Answers with one entry: the lot, what it repays, and its invoice line; or refuses an expiry that is past.</summary>
    public static LedgerAnswer Decide(
        ClientState state,
        GrantCredits command,
        ActionContext context
    )
    {
        if (state.Standing == Standing.Ended)
        {
            return new LedgerAnswer.Refuse(new Refusal.Ended(state));
        }

        if (command.ExpiresAt <= context.Now)
        {
            return new LedgerAnswer.Refuse(
                new Refusal.Invalid(
                    "expiresAt",
                    "The expiry is in the past. Give a later one, or leave it out for credits that never expire."
                )
            );
        }

        return new LedgerAnswer.Append([Entry(state, command, context)]);
    }

    internal static ClientEntry.Granted Entry(
        ClientState state,
        GrantCredits command,
        ActionContext context
    )
    {
        var lot = new Lot
        {
            Id = new LotId(state.NextSeq, 1),
            Kind = LotKind.OneTime,
            Granted = command.Credits,
            GrantedAt = context.Now,
            OpenSince = context.Now,
            ExpiresAt = command.ExpiresAt,
            Priority = command.Priority ?? Lot.DefaultPriority,
            Price = command.Price,
        };
        return new ClientEntry.Granted
        {
            Seq = state.NextSeq,
            At = context.Now,
            RecordedAt = context.Now,
            By = context.By,
            Request = command.Request,
            Grants = [lot],
            Takes = [.. Repayment.From(state.Debts, [lot])],
            Charges = lot.IsPaid
                ?
                [
                    new Charge(
                        ChargeKind.OneTime,
                        context.MonthOf(context.Now),
                        command.Price!.Value.Rounded()
                    ),
                ]
                : [],
            Texts = command.Reason is { Length: > 0 } reason
                ? ImmutableDictionary<string, string>.Empty.Add(TextNames.Reason, reason)
                : ImmutableDictionary<string, string>.Empty,
        };
    }
}
