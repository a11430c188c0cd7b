using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>What is asked back when nobody can be sure what was said.</summary>
internal sealed partial class Phrases
{
    public const string HelpForMore = "Write “help” to see what I can do.";

    public const string ThatIsIt = "Yes";

    public const string NeverMind = "All right, never mind. Write any time.";

    public const string InOtherWords =
        "Sorry, then I didn't understand. Please say it in other words.";

    /// <summary>"I'm not sure I understood. Would you like to see what you have left?"; null for what isn't worth asking.</summary>
    public string? DidYouMean(Frame guess) =>
        What(guess) is { } what ? $"I'm not sure I understood. Would you like to {what}?" : null;

    private string? What(Frame guess) =>
        guess.Intent switch
        {
            Intent.RequestCredits => "ask for more credits",
            Intent.Inform => "add this to what you want",
            Intent.ChangeRequest => guess.Request is { } changed
                ? $"change {changed}"
                : "change what you want",
            Intent.ChooseOption => guess switch
            {
                { Option: { } place } => $"take option {place}",
                { Package: { } package } => $"take {package}",
                { Kind: RequestKind.OneTime } => "take the credits for once",
                { Kind: RequestKind.Ongoing } => "take more every month",
                _ => "take one of these options",
            },
            Intent.Cancel => "drop this",
            Intent.CancelRequest => guess.Request is { } request
                ? $"take back {request}"
                : "take back a request you have sent",
            Intent.CheckBalance => "see what you have left",
            Intent.CheckHistory => "see what you have used",
            Intent.CheckReset => "know when your credits reset",
            Intent.CheckRequestStatus => "know how your request stands",
            Intent.AskAdvice => "know how to use fewer credits",
            Intent.AskEstimate => "know how many credits some work takes",
            Intent.AskPackages => "see packages and prices",
            Intent.ExplainCharge => "know how credits are charged",
            Intent.TalkToHuman => "talk to a person",
            Intent.Approve => $"approve {Target(guess)}",
            Intent.ApproveWithChange => $"approve {Target(guess)} with a change",
            Intent.Decline => $"decline {Target(guess)}",
            Intent.AskClient => $"put this question to the client about {Target(guess)}",
            Intent.GrantCredits => guess.Amount is { } given
                ? $"give {guess.Client} {W.Number(given)} credits"
                : null,
            Intent.SetAllocation => guess.Amount is { } monthly
                ? $"{(guess.MonthlyTotal ? "set" : "change")} {guess.Client} {(guess.MonthlyTotal ? "to" : "by")} {W.Number(monthly)} credits a month"
            : guess.Package is { } package ? $"move {guess.Client} to {package}"
            : null,
            Intent.ListPending => "see what waits for you",
            Intent.ClientStatus => guess.Client is { } client ? $"see how {client} stands" : null,
            Intent.Report => "get a month's report",
            _ => null,
        };

    private static string Target(Frame guess) =>
        guess switch
        {
            { Request: { } request, Client: { } client } => $"{request} of {client}",
            { Request: { } request } => request,
            { Client: { } client } => $"the request of {client}",
            _ => "the request",
        };
}
