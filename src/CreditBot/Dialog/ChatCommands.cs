using System.Globalization;
using System.Text.RegularExpressions;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Identity;
using CreditBot.Ledger;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Dialog;

/// <summary>Reads exact commands (contract.md, "Chat, as plain text"); anything else is for the understanding.</summary>
internal static partial class ChatCommands
{
    /// <summary>Longer messages are no commands; a reason may take 1,000 characters.</summary>
    private const int Longest = Limits.Text + 100;

    private const RegexOptions Form = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    /// <summary>Milliseconds; no pattern here comes near it on so short a text.</summary>
    private const int Patience = 1000;

    /// <summary>The command, or null when the words are none that this role has.</summary>
    public static ChatCommand? Read(string words, bool byManager)
    {
        var text = words.Trim();
        if (text.Length > Longest)
        {
            return null;
        }

        if (Link().Match(text) is { Success: true } link)
        {
            return new ChatCommand.Link(link.Groups["code"].Value);
        }

        return ReadWish(text) is { } wish ? new ChatCommand.Wish(wish)
            : byManager ? ReadManagers(text)
            : null;
    }

    private static WishChange? ReadWish(string text)
    {
        if (TellMeIn().Match(text) is { Success: true } where)
        {
            return new WishChange.In(
                where.Groups["where"].Value.ToLowerInvariant() switch
                {
                    "teams" => Channels.ChannelNames.Teams,
                    "slack" => Channels.ChannelNames.Slack,
                    "everywhere" => null,
                    _ => Channels.ChannelNames.Web,
                }
            );
        }

        if (Switch().Match(text) is { Success: true } on)
        {
            var isOn = string.Equals(
                on.Groups["on"].Value,
                "on",
                StringComparison.OrdinalIgnoreCase
            );
            return string.Equals(
                on.Groups["what"].Value,
                "digest",
                StringComparison.OrdinalIgnoreCase
            )
                ? new WishChange.Digest(isOn)
                : new WishChange.Alerts(isOn);
        }

        if (AlertsAt().Match(text) is { Success: true } at)
        {
            return new WishChange.Alerts(IsOn: true, OnlyWhenOut: !at.Groups["both"].Success);
        }

        if (NoQuiet().IsMatch(text))
        {
            return new WishChange.Quiet(null, null);
        }

        return Quiet().Match(text) is { Success: true } quiet
            && Minutes(quiet, "from") is { } from
            && Minutes(quiet, "to") is { } to
            && from != to
                ? new WishChange.Quiet(from, to)
            : MySettings().IsMatch(text) ? new WishChange.Nothing()
            : null;
    }

    private static string? Named(Match match, string name) =>
        match.Groups[name] is { Success: true, Value: var value } ? value : null;

    private static YearMonth? Month(Match match) =>
        Named(match, "month") is { } month
        && YearMonthPattern.Iso.Parse(month) is { Success: true, Value: var value }
            ? value
            : null;

    /// <summary>Minutes of the day; null when there is no such time.</summary>
    private static int? Minutes(Match match, string name)
    {
        var hour = int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups[$"{name}Minute"] is { Success: true, Value: var value }
            ? int.Parse(value, CultureInfo.InvariantCulture)
            : 0;
        return hour < 24 && minute < 60 ? (hour * 60) + minute : null;
    }

    /// <summary>The exact beginning of "out until Monday, Sam decides", "out from 3 Dec until 10 Dec, Sam decides"; date and name are understood as in free words.</summary>
    public static bool IsOutUntil(string words) => OutUntil().IsMatch(words);

    /// <summary>The exact words by which a client takes what a manager offers.</summary>
    public static bool IsAccept(string words) => Accept().IsMatch(words);

    private static ChatCommand? ReadManagers(string text)
    {
        if (
            Decision().Match(text) is { Success: true } decision
            && RequestId.TryParse(decision.Groups["id"].Value, out var id)
        )
        {
            return ReadDecision(
                decision.Groups["verb"].Value.ToLowerInvariant(),
                id,
                decision.Groups["mark"].Value == ":",
                decision.Groups["rest"].Value.Trim()
            );
        }

        if (Invite().Match(text) is { Success: true } invite)
        {
            return new ChatCommand.Invite(
                invite.Groups["client"].Value,
                invite.Groups["email"].Value,
                MayAsk: !invite.Groups["viewer"].Success
            );
        }

        if (Invoices().Match(text) is { Success: true } invoices)
        {
            return new ChatCommand.Invoices(Named(invoices, "client"), Month(invoices));
        }

        if (Mark().Match(text) is { Success: true } mark)
        {
            return new ChatCommand.Mark(
                mark.Groups["to"].Value.ToLowerInvariant() switch
                {
                    "issue" => LineState.Issued,
                    "paid" => LineState.Paid,
                    _ => LineState.Void,
                },
                Named(mark, "line")?.ToLowerInvariant(),
                Named(mark, "client"),
                Month(mark),
                Named(mark, "reason")
            );
        }

        if (Approver().Match(text) is { Success: true } approver)
        {
            return new ChatCommand.Approver(
                approver.Groups["client"].Value,
                approver.Groups["who"].Value,
                decimal.Parse(
                    approver.Groups["above"].Value.Replace(",", "", StringComparison.Ordinal),
                    CultureInfo.InvariantCulture
                )
            );
        }

        if (NoApprover().Match(text) is { Success: true } none)
        {
            return new ChatCommand.Approver(none.Groups["client"].Value, null, null);
        }

        if (AddClient().Match(text) is { Success: true } add)
        {
            return new ChatCommand.AddClient(
                add.Groups["client"].Value,
                NewClients.SiteOf(add.Groups["site"].Value)
            );
        }

        if (SetStanding().Match(text) is { Success: true } standing)
        {
            return new ChatCommand.SetStanding(
                standing.Groups["client"].Value,
                standing.Groups["to"].Value.ToLowerInvariant() switch
                {
                    "pause" => Standing.Paused,
                    "resume" => Standing.Active,
                    _ => Standing.Ended,
                },
                Named(standing, "when"),
                standing.Groups["refund"].Success
            );
        }

        if (Assign().Match(text) is { Success: true } assign)
        {
            return new ChatCommand.Assign(
                assign.Groups["client"].Value,
                assign.Groups["manager"].Value
            );
        }

        if (Reply().Match(text) is { Success: true } reply)
        {
            return new ChatCommand.Reply(reply.Groups["rest"].Value);
        }

        if (Close().Match(text) is { Success: true } close)
        {
            return new ChatCommand.Close(close.Groups["who"].Value);
        }

        if (Refund().Match(text) is { Success: true } refund)
        {
            return new ChatCommand.Refund(
                refund.Groups["client"].Value,
                refund.Groups["reason"] is { Success: true, Value: var why } ? why : null
            );
        }

        return Back().IsMatch(text) ? new ChatCommand.Back() : null;
    }

    private static ChatCommand? ReadDecision(
        string verb,
        RequestId id,
        bool isColon,
        string rest
    ) =>
        verb switch
        {
            "approve" when rest.Length == 0 => new ChatCommand.Approve(id, null),
            "approve"
                when Changed().Match(rest) is { Success: true } changed
                    // "at 1.20 each" of nothing said is for the understanding: it must not pass as asked.
                    && (changed.Groups["amount"].Success || !changed.Groups["each"].Success) =>
                Approval(id, changed),
            "decline" when rest.Length == 0 => new ChatCommand.Decline(id, null),
            "decline" when isColon => new ChatCommand.Decline(id, rest),
            "decline" when Because().Match(rest) is { Success: true } because =>
                new ChatCommand.Decline(id, because.Groups["reason"].Value),
            "ask" => new ChatCommand.Ask(id, rest.Length == 0 ? null : rest),
            "undo" when rest.Length == 0 => new ChatCommand.Undo(id),
            // "approve R-12 but only 50" is no exact command: it is understood, then read back.
            _ => null,
        };

    /// <summary>"with 40 for $50", "with 40 monthly at 1.20 each", "for $70".</summary>
    private static ChatCommand.Approve Approval(RequestId id, Match changed)
    {
        var amount = Number(changed, "amount");
        var price = Number(changed, "price");
        return new ChatCommand.Approve(
            id,
            // What is no number is refused as an amount that can't be.
            changed.Groups["amount"].Success
                ? amount ?? 0
                : null,
            changed.Groups["once"].Success ? Requests.RequestKind.OneTime
                : changed.Groups["monthly"].Success ? Requests.RequestKind.Ongoing
                : null,
            changed.Groups["each"].Success ? price * amount : price
        );
    }

    private static decimal? Number(Match match, string name) =>
        decimal.TryParse(
            match.Groups[name].Value.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    [GeneratedRegex(@"^/?link\s+(?<code>\S{1,64})$", Form, Patience)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"^/?(?<verb>approve|decline|ask|undo)\s+(?<id>r-\d{1,18})\b(?<mark>[.:,])?(?<rest>.*)$",
        Form | RegexOptions.Singleline,
        Patience
    )]
    private static partial Regex Decision();

    [GeneratedRegex(
        @"^(with\s+(?<amount>-?[\d,]{1,20}(\.\d{1,10})?)(\s+credits?)?)?(\s*\b((?<once>once|one[- ]?time)|(?<monthly>monthly|(a|per)\s+month)))?(\s*\b(for|at)\s+[$€£]?(?<price>\d[\d,]{0,12}(\.\d{1,2})?)(?<each>\s+(each|(a|per)\s+credit))?)?\.?$",
        Form,
        Patience
    )]
    private static partial Regex Changed();

    [GeneratedRegex(
        @"^(because|since|as|:|-)\s*(?<reason>\S.*)$",
        Form | RegexOptions.Singleline,
        Patience
    )]
    private static partial Regex Because();

    [GeneratedRegex(
        @"^/?invite\s+(?<client>\S.{0,199}?)\s+<?(?<email>[^\s@<>]{1,100}@[^\s@<>]{1,100})>?(?<viewer>\s+as\s+(a\s+)?viewer)?\.?$",
        Form,
        Patience
    )]
    private static partial Regex Invite();

    [GeneratedRegex(
        @"^/?invoices(\s+(of|for)\s+(?<client>\S.{0,199}?))?(\s+(of\s+|in\s+)?(?<month>\d{4}-(0[1-9]|1[0-2])))?\.?$",
        Form,
        Patience
    )]
    private static partial Regex Invoices();

    [GeneratedRegex(
        @"^/?(?<to>issue|paid|void)\s+((?<line>[a-z0-9-]{1,64}\.\d{1,18}\.\d{1,9})|((?<client>\S.{0,199}?)\s+)?(?<month>\d{4}-(0[1-9]|1[0-2])))(\s*(because|since|as|:|,|-)\s*(?<reason>\S.*?))?\.?$",
        Form | RegexOptions.Singleline,
        Patience
    )]
    private static partial Regex Mark();

    [GeneratedRegex(
        @"^/?approver\s+(of|for)\s+(?<client>\S.{0,199}?)\s+is\s+(?<who>\S.{0,199}?)\s+above\s+[$€£]?(?<above>\d[\d,]{0,12}(\.\d{1,2})?)\.?$",
        Form,
        Patience
    )]
    private static partial Regex Approver();

    [GeneratedRegex(@"^/?no\s+approver\s+(of|for)\s+(?<client>\S.{0,199}?)\.?$", Form, Patience)]
    private static partial Regex NoApprover();

    [GeneratedRegex(
        @"^/?(add|new)\s+client\s+(?<client>\S.{0,98}?)(\s*[,:]\s*(an?\s+)?(?<site>brochure|business|shop)(\s+site)?)?\.?$",
        Form,
        Patience
    )]
    private static partial Regex AddClient();

    [GeneratedRegex(
        @"^/?(?<to>pause|resume|end)\s+(?<client>\S.{0,199}?)(\s+(from|on|as\s+of)\s+(?<when>\S.{0,60}?))?(\s+(?<refund>with\s+(a\s+)?refund))?\.?$",
        Form,
        Patience
    )]
    private static partial Regex SetStanding();

    [GeneratedRegex(
        @"^/?assign\s+(?<client>\S.{0,199}?)\s+to\s+(?<manager>\S.{0,99}?)\.?$",
        Form,
        Patience
    )]
    private static partial Regex Assign();

    [GeneratedRegex(
        @"^/?refund\s+((the\s+)?last\s+(edit|usage|use)\s+(of|to|for)\s+(?<client>\S.{0,199}?)|(?<client>\S.{0,199}?)(['’]s)?(\s+the)?\s+last\s+(edit|usage|use))(\s*(because|since|as|for|:|,|-)\s*(?<reason>\S.*?))?\.?$",
        Form | RegexOptions.Singleline,
        Patience
    )]
    private static partial Regex Refund();

    [GeneratedRegex(@"^/?reply\s+(to\s+)?(?<rest>\S.*)$", Form | RegexOptions.Singleline, Patience)]
    private static partial Regex Reply();

    [GeneratedRegex(@"^/?close\s+(?<who>\S.{0,199}?)\.?$", Form, Patience)]
    private static partial Regex Close();

    [GeneratedRegex(
        @"^/?(tell|notify)\s+me\s+(only\s+)?((in|on)\s+(the\s+)?(?<where>teams|slack|web)|(?<where>everywhere))\.?$",
        Form,
        Patience
    )]
    private static partial Regex TellMeIn();

    [GeneratedRegex(
        @"^\s*/?((i|we)\s+)?accept(ed)?(\s+(it|that|this|(the|your)\s+offer|r-\d{1,18}))?[.!]?\s*$",
        Form,
        Patience
    )]
    private static partial Regex Accept();

    [GeneratedRegex(@"^/?(?<what>alerts|digest)\s+(?<on>on|off)\.?$", Form, Patience)]
    private static partial Regex Switch();

    [GeneratedRegex(
        @"^/?alerts\s+((?<both>at\s+80\s*%?(\s+and\s+100\s*%?)?)|(only\s+)?at\s+100\s*%?(\s+only)?|only\s+when\s+out)\.?$",
        Form,
        Patience
    )]
    private static partial Regex AlertsAt();

    [GeneratedRegex(@"^/?(no\s+quiet\s+hours|quiet(\s+hours)?\s+off)\.?$", Form, Patience)]
    private static partial Regex NoQuiet();

    [GeneratedRegex(
        @"^/?quiet(\s+hours)?\s+(from\s+|between\s+)?(?<from>\d{1,2})(:(?<fromMinute>\d{2}))?\s*(-|–|to|until|till|and)\s*(?<to>\d{1,2})(:(?<toMinute>\d{2}))?\.?$",
        Form,
        Patience
    )]
    private static partial Regex Quiet();

    [GeneratedRegex(@"^/?my\s+settings\??$", Form, Patience)]
    private static partial Regex MySettings();

    [GeneratedRegex(
        @"^\s*/?(i['’]?m\s+|i\s+am\s+)?out\s+(from\s+[^,]{1,40}\s+)?until\s+\S",
        Form,
        Patience
    )]
    private static partial Regex OutUntil();

    [GeneratedRegex(
        @"^/?(i['’]?m\s+|i\s+am\s+)?back(\s+(now|again|today|early))?[.!]?$",
        Form,
        Patience
    )]
    private static partial Regex Back();
}
