using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>Paused and ended clients (design.md §3.12).</summary>
internal sealed partial class Phrases
{
    /// <summary>"Bella Bakery's account ended on Tue 1 Dec …"</summary>
    public string HasEnded(ClientState client) =>
        $"{client.Name}'s account ended on {W.Day(client.StandingFrom!.Value)}, so there is nothing I can do for it here any more. For anything that is open, write to your account manager.";

    /// <summary>"Your account is paused since …": instead of when credits arrive.</summary>
    public string IsPaused(AccountCheck check) =>
        $"Your account has been paused since {W.Day(check.StandingFrom!.Value)}: until it is resumed no credits arrive and no fee is due. What you have stays usable until it expires.";

    public const string PersonButton = "Talk to a person";

    public string LeftAtEnd(Credits left, Money back) =>
        left.IsZero ? "No credits were left."
        : back.IsZero ? $"{W.Credits(left)} were left and are void."
        : $"{W.Credits(left)} were left and are void; for those you had paid for, {W.Money(back)} is given back.";

    /// <summary>"Invoice lines of December 2026: monthly fee $99.00, one-time credits −$39.60."</summary>
    public string LastLines(YearMonth month, IReadOnlyList<Charge> lines) =>
        $"Invoice lines of {Wording.Month(month)}: {string.Join(", ", lines.Select(line => $"{NameOf(line.Kind)} {Signed(line.Net)}"))}.";

    public static string? LapsedAtEnd(IReadOnlyList<RequestId> lapsed) =>
        lapsed.Count switch
        {
            0 => null,
            1 => $"{lapsed[0]} was still open and has lapsed with it.",
            _ =>
                $"{Wording.List([.. lapsed.Select(id => id.ToString())])} were still open and have lapsed with it.",
        };

    private string Signed(Money money) => money.Amount < 0 ? $"−{W.Money(-money)}" : W.Money(money);

    private static string NameOf(ChargeKind kind) =>
        kind switch
        {
            ChargeKind.Fee => "monthly fee",
            ChargeKind.OneTime => "one-time credits",
            _ => "overage",
        };
}
