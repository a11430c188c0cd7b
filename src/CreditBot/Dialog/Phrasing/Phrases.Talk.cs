using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Small talk, questions and what to say when something was not understood.</summary>
internal sealed partial class Phrases
{
    public const string HowToLink =
        "Hello! I don't know you yet. Your agency gives you a code: write “link” and the code, for example “link ABCD2345”, and we can start.";

    /// <summary>For people of a client that has ended, or who were unlinked from theirs.</summary>
    public static string NotLinked(string name) =>
        $"Hello {name}! You aren't linked to an account any more, so there is nothing I can show or ask for. If that is a mistake, your agency gives you a new code: write “link” and the code.";

    public const string StoreAway =
        "I can't get at the books right now, and nothing was changed. Please try again in a minute.";

    public const string WrongCode =
        "That code doesn't work: it may be mistyped, used already or older than 24 hours. Ask your agency for a new one.";

    public const string OnlyInPrivate =
        "Others can read along here, so I don't talk about credits in this conversation. Write to me in a personal chat.";

    public const string BalanceButton = "Balance";
    public const string HistoryButton = "History";
    public const string PackagesButton = "Packages";

    public const string YouAreWelcome = "You're welcome.";

    public const string Goodbye = "Bye! Write any time.";

    public const string NothingBegun = "There is nothing to cancel: you have nothing open.";

    public static string NothingToCancel(Amounts.RequestId open) =>
        $"Nothing is begun that I could drop. To take back what you've sent, write for example “cancel {open}”.";

    public static string TakeBackButton(Amounts.RequestId request) => $"Take back {request}";

    public const string Dropped = "All right, I've dropped it. Nothing was sent.";

    public const string NoneOfThese = "All right, none of these. Nothing was sent; write any time.";

    public const string NothingAsked =
        "I'm not waiting for an answer right now. Ask for credits, or for your balance, history, packages or tips.";

    public const string OldButton =
        "That button belongs to an earlier conversation. Tell me what you need, and I'll start fresh.";

    public const string AskOnceMore = "It's been a while, so I ask once more before I do it.";

    public const string TakeUpButton = "Take it up again";

    /// <summary>"It's been a while, so I've put your unfinished request aside (100 credits, once). Nothing was sent."</summary>
    public static string PutAside(string? wanted) =>
        $"It's been a while, so I've put your unfinished request aside{(wanted is null ? "" : $" ({wanted})")}. Nothing was sent.";

    public string DateHasPassed(NodaTime.LocalDate due) =>
        $"{W.Date(due)} has passed, so I've left that date out.";

    public static string GoesOn(string wanted) =>
        $"It's been a while; let's go on from where we were: {wanted}.";

    /// <summary>What became of a question that nobody answered for a day.</summary>
    public static string WentQuiet(DialogState state, bool isManager) =>
        state.Top switch
        {
            DialogFrame.ConfirmWithdraw withdraw =>
                $"It's been a while, so I've left {withdraw.Request} as it is.",
            DialogFrame.ReplyWords =>
                "It's been a while, so I've let your reply go. Nothing was sent.",
            _ when isManager => "It's been a while, so I've let that go. Nothing was changed.",
            _ => "It's been a while, so I've put my question aside.",
        };

    public const string SetAside =
        "I've put your unfinished request for the other client aside. Nothing was sent.";

    public static string NowAbout(string client) =>
        $"All right, it's about {client} now. What can I do?";

    public static string WhichOfYours(IEnumerable<OwnClient> clients) =>
        $"Which one is it about: {Wording.Or([.. clients.Select(client => client.Name)])}?";

    public const string DidNotGetIt = "Sorry, I didn't get that.";

    public const string NothingSentYet = "Nothing is sent until you say yes.";

    public const string YesOrNo = "Please say yes or no.";

    public const string OnlyViewer =
        "You can see the credits here but not ask for more. Ask a colleague who may, or your agency.";

    public const string NotADate =
        "I need a date, such as “Friday” or “3 Dec”; or say “no deadline”.";

    public const string NotANumber =
        "I need a number of credits, such as 60; say “not sure” and I'll show you what would do.";

    public const string BadAmount =
        "That amount isn't possible. Give a number from 0.001 to 1,000,000 credits, with at most three decimals.";

    public string CodesLocked(NodaTime.Instant until) =>
        $"Too many wrong codes. Try again after {W.Time(until)}, with a new code from your agency.";

    public static string LinkedToClient(string name, string client, bool mayAsk) =>
        $"Welcome, {name}! You are linked to {client}. Write “balance”, “history”{(mayAsk ? ", or what you need, for example “60 credits for the relaunch by Friday”" : " or “status”")}.";

    public static string LinkedManager(string name) =>
        $"Welcome, {name}! Requests that wait for you will come here. Write “pending” to see them, or “help”.";

    public static string Hello(string? name) =>
        $"Hi{(name is null ? "" : $" {name}")}! I look after your AI-editing credits. Tell me what you need, or ask what you have left.";

    public static string HelloManager(string name, int pending) =>
        pending switch
        {
            0 => $"Hi {name}! No request is waiting.",
            1 => $"Hi {name}! One request is waiting: write “pending”.",
            _ => $"Hi {name}! {pending} requests are waiting: write “pending”.",
        };

    public static IReadOnlyList<string> HelpForClients =>
        [
            "This is what I can do:",
            "• Ask for credits: “60 credits for the relaunch by Friday”, “50 more a month”, “upgrade to Professional”. I show prices first and send nothing before you say so.",
            "• Tell you where you stand: “balance”, “history”, “when do they reset”, “status”, “packages”, “tips”, “how many credits for 5 pages”.",
            "• Change or take back what you've sent: “make it 40”, “cancel R-12”.",
            "• Get you a person: “talk to a human”.",
        ];

    /// <summary>"I tell you everywhere you have written to me, but not from 18:00 to 08:00 unless it is urgent. Alerts on, digest off. …"</summary>
    public static string Wished(Identity.Person person)
    {
        var wishes = person.Wishes ?? new Identity.Wishes();
        var (digest, off) = person.IsManager
            ? (
                $", the digest is {On(wishes.Digest)}",
                ", “alerts at 100”, “alerts off” or “digest off”"
            )
            : ("", ", “alerts at 100” or “alerts off”");
        var levels =
            !wishes.Alerts ? ""
            : wishes.OnlyWhenOut ? ", at 100 % used only"
            : ", at 80 % and at 100 % used";
        var where = wishes.Channel switch
        {
            null => "everywhere you have written to me",
            Channels.ChannelNames.Web => "on the web",
            var name =>
                $"in {char.ToUpperInvariant(name[0])}{name[1..]}, once you have written to me there",
        };
        var quiet = wishes is { QuietFrom: { } from, QuietTo: { } to }
            ? $", but not from {At(from)} to {At(to)} unless it is urgent"
            : "";
        return $"I tell you {where}{quiet}. Alerts are {On(wishes.Alerts)}{levels}{digest}. Change it with “tell me in Teams”, “quiet 18:00-08:00”, “quiet off”{off}.";

        static string On(bool isOn) => isOn ? "on" : "off";

        static string At(int minutes) =>
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{minutes / 60:00}:{minutes % 60:00}"
            );
    }

    public static IReadOnlyList<string> HelpForManagers =>
        [
            "Requests: pending · approve R-12 · approve R-12 with 40 (a month) (for $50) · decline R-12 because … · ask R-12 … · undo R-12",
            "Clients: status of <client> · give <client> 20 … · set <client> to 120 a month · refund <client> last edit · invite <client> <email> (as viewer) · approver of <client> is <name> above 100 · assign <client> to <name> · add client <name> · pause/resume/end <client> (from Dec 1)",
            "People who asked for a person: reply <client> … · close <client>",
            "Reports: report 2026-10",
            "Billing: invoices 2026-10 · issue 2026-10 · paid <client> 2026-10 · paid <line> · void <line> because …",
            "Away: out until Monday, Sam decides · out from Dec 3 until Dec 10, Sam decides · back",
            "What you hear from me: my settings",
        ];

    public static string OutOfScope(string? manager) =>
        $"I can't help with that: I only look after credits. Ask for more, or for your balance, history, packages or tips. For anything else, {manager ?? Nobody} can help.";

    public const string ManagersOutOfScope =
        "I can't help with that: I only look after credits. Write “help” to see what I can do.";

    public static string Wont(string? manager) =>
        $"I won't do that: only {manager ?? Nobody} can approve, and I can't show or change anything beyond your own account. I can pass on what you need, though.";

    /// <summary>The question of kind for who is on the largest package.</summary>
    public const string OnceOrMonthly = "Is that for once, or for every month?";

    /// <summary>The question, short: it is asked again after a digression.</summary>
    public static string Question(Pending asked, Draft draft, string? manager) =>
        asked switch
        {
            Pending.AskKind =>
                "Is that for once, for every month, or would you like a bigger package?",
            Pending.AskAmount when draft.Kind == Requests.RequestKind.Ongoing =>
                "How many more credits a month?",
            Pending.AskAmount => "How many credits do you need?",
            Pending.AskReason => "What is it for? You can skip this.",
            Pending.AskDate => "By when do you need it? You can skip this.",
            _ => $"Which one shall I send to {manager ?? Nobody}?",
        };
}
