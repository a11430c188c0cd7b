using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>What is said where a client has somebody who confirms larger requests first (design.md §5).</summary>
internal sealed partial class Phrases
{
    public const string ConfirmButton = "Confirm and send";

    public static string ToldThemNo(string name) => $"All right, I tell {name}. Nothing was sent.";

    public static string NobodyOfClient(string name) =>
        $"I know nobody of that client called {Quote(name)}, or more than one. Write the e-mail, or invite them first.";

    /// <summary>"Bo asks you to confirm 60 credits once, $118.80, for the relaunch, by 3 Dec. …"</summary>
    public string AsksYouToConfirm(
        string asker,
        RequestTerms terms,
        Draft draft,
        ClientState client
    )
    {
        var why = draft.Reason is { Length: > 0 } reason ? $", {For(reason)}" : "";
        var due = draft.Due is { } date ? $", by {W.Date(date)}" : "";
        return $"{asker} asks you to confirm {What(terms)}, {Price(terms)}{why}{due}. {client.Name} has {W.Number(client.Balance)} left.";
    }

    public string ApproverAsked(ClientState client, string? approver) =>
        approver is null
            ? "Whoever confirms larger requests for you can't be reached any more, so nothing was sent. Ask your agency to name somebody else."
            : $"What costs more than {W.Money(client.Terms.ApproverAbove!.Value)} is confirmed by {approver} first. I've asked; it is sent when {approver} confirms it.";

    public string NotConfirmed(string approver, RequestTerms? terms) =>
        $"{approver} did not confirm {(terms is null ? "what you wanted" : What(terms))}, so nothing was sent. Talk to {approver}, or ask for less.";

    public string ApproverSet(ClientState client, string? who) =>
        who is null || client.Terms.ApproverAbove is not { } above
            ? $"Nobody has to confirm requests of {client.Name} any more."
            : $"Requests of {client.Name} above {W.Money(above)} are confirmed by {who} first.";
}
