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

    /// <summary>What a manager would do to a client, before it is done.</summary>
    public string ReadBack(ChangeStanding change, ClientState client)
    {
        if (change.To == client.Standing)
        {
            return $"Shall {client.Name} stay {StandingName(client.Standing)}? It was to be {Planned(client.Planned!)}.";
        }

        var from = change.From is { } date ? $"from {W.Day(date)}" : "from today";
        var plan = client.Plan;
        var instead = client.Planned is { } other
            ? $" It takes the place of what is planned: {Planned(other)}."
            : "";
        return change.To switch
        {
            Ledger.Standing.Paused =>
                $"Pause {client.Name} {from}? Until it is resumed nothing resets and no fee is due; what it has stays usable until it expires.{instead}",
            Ledger.Standing.Active =>
                $"Resume {client.Name} {from}? A new month begins that day, with {W.Credits(plan.MonthlyCredits)} and the fee of {W.Money(plan.MonthlyFee)}; what is left of the last one expires.{instead}",
            _ =>
                $"End {client.Name} {from}? An end is final: open requests lapse, its people leave with a last statement, and what is left then is void. {LeftNow(client, change.Settlement)}{instead}",
        };
    }

    /// <summary>"It has 72 credits now; $79.60 would be given back for what it paid for."</summary>
    private string LeftNow(ClientState client, Settlement? settlement)
    {
        var back = StandingChanging.RefundNow(client);
        return $"It has {W.Credits(client.Balance)} now"
            + (
                back.IsZero ? "."
                : settlement == Settlement.Refund
                    ? $"; {W.Money(back)} would be given back for what it has paid for."
                : $"; to give back the {W.Money(back)} that it paid for them, write “end {client.Name} with refund”."
            );
    }

    public string StandingSet(ClientState client) =>
        client.Planned is { } plan ? $"Done: {client.Name} will be {Planned(plan)}."
        : client.Standing == Ledger.Standing.Active
            ? $"Done: {client.Name} is active{(client.Current is { } period ? $" and resets on {W.Day(period.EndsOn)}" : "")}."
        : $"Done: {client.Name} {(client.Standing == Ledger.Standing.Paused ? "is paused" : "has ended")}.";

    public string EndIsFinal(ClientState client) =>
        $"{client.Name} has ended on {W.Day(client.StandingFrom!.Value)}, and an end is final. Add it anew with “add client”.";

    public static string StandsAlready(ClientState client) =>
        $"{client.Name} is {StandingName(client.Standing)} already.";

    public static string StandingWhen(string words) =>
        $"Which day is {Quote(words)}? Write for example “from Dec 1”, or no day for today.";

    public const string StandingPast = "That day is past. Name today or a later one.";

    /// <summary>"Paused from Tue 1 Dec."</summary>
    public string WillBe(StandingPlan plan) => $"{Capital(Planned(plan))}.";

    private string Planned(StandingPlan plan) => $"{StandingName(plan.To)} from {W.Day(plan.From)}";

    private static string StandingName(Standing standing) =>
        standing switch
        {
            Ledger.Standing.Active => "active",
            Ledger.Standing.Paused => "paused",
            _ => "ended",
        };

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
