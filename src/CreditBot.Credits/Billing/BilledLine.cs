using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Billing;

/// <summary>An invoice line as the ledger tells it: one charge of one entry, and what became of it.</summary>
public sealed record BilledLine
{
    public required LineId Id { get; init; }

    public required ChargeKind Kind { get; init; }

    /// <summary>The month it belongs to; when that was closed as it was made, it counts in a later one (design.md §3.8).</summary>
    public required YearMonth Month { get; init; }

    /// <summary>Rounded once (design.md §3.10); negative for a credit.</summary>
    public required Money Net { get; init; }

    /// <summary>When it counts as written: what is due by itself at the instant it was due.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>For a fee: the package it is for.</summary>
    public string? Package { get; init; }

    /// <summary>The request whose approval made it.</summary>
    public RequestId? Request { get; init; }

    /// <summary>The line that it lowers or, when void, cancels.</summary>
    public LineId? Of { get; init; }

    public LineState State { get; init; }

    /// <summary>When it came to that state, and by whom; null while it is a draft.</summary>
    public LineMark? Mark { get; init; }

    /// <summary>As it was issued; null while it isn't, when the client's terms hold.</summary>
    public LineTax? Tax { get; init; }

    /// <summary>The client has been billed for it.</summary>
    public bool IsIssued => State is LineState.Issued or LineState.Paid;

    public bool IsVoid => State == LineState.Void;
}

/// <summary>Who moved a line on.</summary>
public sealed record LineMark(Instant At, PersonId By);

/// <summary>A client's tax (design.md §3.10).</summary>
/// <param name="Rate">A fraction: 0.19 is 19 %.</param>
public sealed record LineTax(string? Code, decimal? Rate)
{
    /// <summary>The tax on a net amount, rounded to the currency's minor unit; zero without a rate.</summary>
    public Money On(Money net) => (net with { Amount = net.Amount * (Rate ?? 0m) }).Rounded();

    /// <summary>What holds for a line: as issued, else as agreed with the client today.</summary>
    public static LineTax Of(BilledLine line, ClientState state) =>
        line.Tax ?? new LineTax(state.Terms.TaxCode, state.Terms.TaxRate);
}
