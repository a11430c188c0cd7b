using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>What managers read: the card of design.md §1, decisions and answers.</summary>
internal sealed partial class Phrases
{
    public const string ApproveButton = "Approve";
    public const string ChangeButton = "Approve with change";
    public const string AskButton = "Ask";
    public const string DeclineButton = "Decline";
    public const string YesButton = "Yes, do it";
    public const string NoButton = "No";
    public const string CreditsLabel = "Credits";
    public const string PriceLabel = "Price, if it is to be another one";
    public const string KindLabel = "How often";
    public const string OnceLabel = "Once";
    public const string MonthlyLabel = "Every month";
    public const string QuestionLabel = "Question to the client";
    public const string ReasonLabel = "Reason, which the client is told";

    public const string NonePending = "No request is waiting.";

    public const string NothingAtHand =
        "Nothing of yours is waiting for an answer. Write “pending” for open requests, or “help”.";

    public const string DecideHow =
        "I didn't get that. I understand “approve R-12”, “approve R-12 with 40”, “decline R-12 because …”, “ask R-12 …” and “undo R-12”.";

    public const string LeftAlone = "I've left it as it was; write “pending” to see what waits.";

    public const string NothingChanged = "All right, nothing was changed.";

    public const string DeclineNeedsReason = "A decline needs a reason, as the client is told it.";

    public const string WhichClient =
        "Which client? Write its name, for example “status of Bella Bakery”.";

    public const string GiveHow =
        "How many? Write for example “give Bella Bakery 20 for the delay”.";

    public const string SetHow =
        "To how many? Write for example “set Bella Bakery to 120 a month”.";

    /// <summary>"Acme Dental has waited since Mon 09:00 for an answer to R-12; Dana has not answered yet."</summary>
    /// <param name="before">The manager who was asked before; null when it is the one who reads this.</param>
    public string StillWaits(CreditRequest request, string client, string? before) =>
        $"{client} has waited since {W.Past(request.CreatedAt)} for an answer to {request.Id}{(before is null ? "" : $"; {before} has not answered yet")}.";

    /// <summary>Kept with a reversal when the manager gives no reason.</summary>
    public const string RefundReason = "Refunded in chat";

    public const string WhoStandsIn =
        "Who decides meanwhile? Write for example “out until Monday, Sam decides”.";

    public const string AwayUntilWhen =
        "Until when? Write for example “out until Monday, Sam decides”.";

    public const string NobodyLow =
        "Nobody is about to run out: every client has more than a fifth of its month left.";

    public const string BadPrice =
        "I need the price as an amount from 0, such as 79.60; leave it empty for the same price per credit.";

    public static string NoSuchRequest(RequestId id) => $"There is no request {id}.";

    /// <param name="near">Names that may be meant.</param>
    public static string NoSuchClient(string name, IReadOnlyList<string> near) =>
        near.Count switch
        {
            0 =>
                $"I know no client called {Quote(name)}. To have it looked after, write {Quote($"add client {name}")}.",
            _ when near.All(one =>
                    one.StartsWith(name.Trim(), StringComparison.OrdinalIgnoreCase)
                ) => $"{Quote(name)} may be {Wording.Or(near)}. Write the full name.",
            _ => $"I know no client called {Quote(name)}. Did you mean {Wording.Or(near)}?",
        };

    public static string NoneOfClient(string name) => $"{name} has no request waiting.";

    public static string AndMore(IEnumerable<RequestId> ids) =>
        $"And {Wording.List([.. ids.Select(id => id.ToString())])}.";

    public static string AskDeclineReason(RequestId id) =>
        $"Why do you decline {id}? The client is told the reason.";

    public static string AskHow(RequestId id) =>
        $"What shall I ask? Write “ask {id}” and the question.";

    public static string Relayed(string from, string client, string words) =>
        $"{from} of {client} needs a person: {Quote(words)} Please write to them.";

    public static string CardTitle(CreditRequest request, ClientState client) =>
        $"{request.Id} · {client.Name}";

    /// <summary>"Bella Bakery asks for 60 credits once, $118.80, for the relaunch by 3 Dec. It chose this against the advice."</summary>
    public string Wants(CreditRequest request, ClientState client)
    {
        var why = request.Reason is { Length: > 0 } reason ? $", {For(reason)}" : "";
        var due = request.Due is { } date
            ? why.Length > 0
                ? $" by {W.Date(date)}"
                : $", by {W.Date(date)}"
            : "";
        var advice = request.Advised is { } advised
            ? $" It chose this against the advice. Advised was {What(advised)}, {Price(advised)}."
            : "";
        return $"{client.Name} asks for {What(request.Terms)}, {Price(request.Terms)}{why}{due}.{advice}";
    }

    /// <summary>"Used 46/50; margin this month $94.40 now, $207.20 with these credits sold and used; pool 3,140 left, 41 days at today's pace."</summary>
    public string Figures(ApprovalFacts facts, RequestTerms terms, bool hasPool)
    {
        var with =
            terms.Kind == RequestKind.OneTime
                ? "with these credits sold and used"
                : "a month with these credits sold and used";
        var pool =
            !hasPool ? ""
            : facts.PoolLeft < 0 ? $"; pool overdrawn by {W.Number(-facts.PoolLeft)}"
            : $"; pool {W.Number(facts.PoolLeft)} left";
        var days =
            hasPool && facts is { PoolLeft: > 0, PoolDays: { } count }
                ? $", {W.Plural(count, "day")} at today's pace"
                : "";
        var cover = hasPool && !facts.PoolCovers ? " The pool does not cover this request." : "";
        return $"Used {W.Number(facts.MonthlyUsed)}/{W.Number(facts.Allocation)}; margin this month {W.Money(facts.MarginNow)} now, {W.Money(facts.MarginWith)} {with}{pool}{days}.{cover}";
    }

    /// <summary>"Monthly review: always out, dry before the reset in two of the last three months." Null without a finding.</summary>
    public string? Flags(IReadOnlyList<ReviewFinding> findings) =>
        findings.Count == 0 ? null : $"Monthly review: {string.Join("; ", findings.Select(Flag))}.";

    private string Flag(ReviewFinding finding) =>
        finding switch
        {
            ReviewFinding.NeverUsed never =>
                $"hardly used, {W.Number(never.Months.Sum(month => month.Used.Value))} of {W.Number(never.Months.Sum(month => month.Allocation.Value))} in {W.Plural(never.Months.Count, "month")}",
            ReviewFinding.AlwaysOut always =>
                $"always out, dry before the reset in {Dry(always.Months)} of the last {W.Count(always.Months.Count)} months",
            ReviewFinding.Spike spike =>
                $"a spike, {W.Number(spike.Month.Used)} in a month where {W.Number(spike.Median)} are usual",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private string Dry(IReadOnlyList<MonthUse> months) =>
        months.All(month => month.RanDry) ? "each" : W.Count(months.Count(month => month.RanDry));

    public static string WaitsForAnswer(string? who, string question, string client) =>
        $"{who ?? Nobody} asked: {Quote(question)} {client} has not answered yet.";

    public static string Answered(string? who, string question, string client, string answer) =>
        $"{who ?? Nobody} asked: {Quote(question)} {client} answers: {Quote(answer)}";

    public string WaitsForAcceptance(string? who, RequestTerms offer, string client) =>
        $"{who ?? Nobody} offered {What(offer)} for {Price(offer)}; {client} has not accepted yet.";

    /// <summary>"Approved by Dana, Mon 09:12."</summary>
    /// <param name="first">Who had approved before, when it took two.</param>
    public string Outcome(CreditRequest request, string? by, string? first = null)
    {
        by = first is null ? by : $"{first} and {by ?? Nobody}";
        var when = request.Decision is { } decision ? $", {W.Past(decision.At)}" : "";
        return request.State switch
        {
            RequestState.Approved => $"Approved by {by ?? Nobody}{when}.",
            RequestState.ApprovedWithChange when request.Decision?.Terms is { } terms =>
                $"Approved by {by ?? Nobody} with a change{when}: {What(terms)} for {Price(terms)}.",
            RequestState.Declined =>
                $"Declined by {by ?? Nobody}{when}{Because(request.Decision?.Reason)}.",
            RequestState.Withdrawn => "Withdrawn by the client.",
            RequestState.Lapsed => "Lapsed: nobody answered in time.",
            _ => $"{StateName(request.State)}.",
        };
    }

    public string UndoButton(Instant until) => $"Undo, until {W.Time(until)}";

    public string AlreadyClosed(CreditRequest request, string? by) =>
        request.State switch
        {
            RequestState.Withdrawn =>
                $"{request.Id} was withdrawn by the client, so there is nothing to decide.",
            RequestState.Lapsed => $"{request.Id} has lapsed. The client can ask again.",
            RequestState.Declined =>
                $"{request.Id} was declined by {by ?? Nobody}, {When(request)}, so there is nothing to decide.",
            _ =>
                $"{request.Id} was approved by {by ?? Nobody}, {When(request)}, so there is nothing to decide.",
        };

    public static string LapsedWithEnd(RequestId id, string client) =>
        $"{id} lapsed when {client} ended, so there is nothing to decide.";

    /// <summary>What free words would do, before it is done.</summary>
    public string ReadBack(DecideRequest decision, RequestFacts facts, PackageCatalog catalog)
    {
        var request = facts.Request;
        var what =
            $"{request.Id}, {What(request.Terms)} for {facts.Client.Name}, {Price(request.Terms)}";
        return decision switch
        {
            DecideRequest.Approve { Seconds: not null }
                when facts.First is { } first && first.Terms != request.Terms =>
                $"Approve {what}, with the change that {facts.NameOf(first.By) ?? Nobody} approved: {What(first.Terms)} for {Price(first.Terms)}?",
            DecideRequest.Approve => $"Approve {what}?",
            DecideRequest.ApproveWithChange change
                when ChangedTerms.Of(facts.Client, request, change, catalog, out _) is { } terms =>
                $"Approve {what}, changed to {What(terms)} for {Price(terms)}?{(ChangedTerms.MayBeBookedAtOnce(request.Terms, terms) ? "" : " The client has to accept that first.")}",
            DecideRequest.ApproveWithChange change =>
                $"Approve {what}, changed to {Changed(change)}?",
            DecideRequest.Decline decline =>
                $"Decline {what}{Because(decline.Reason)}? The client is told the reason.",
            _ => $"{what}?",
        };
    }

    public const string NothingIsSold =
        "There is no package to start with. Add one to the settings (Packages) first.";

    public static string ClientExists(string name) =>
        $"There is a client called {Quote(name)} already. Give the new one another name.";

    public static string WhichSite(string name) =>
        $"What kind of site does {name} have? It says where to start. You can also write “add client {name}, shop”.";

    /// <summary>"A few pages that rarely change · 50 a month"</summary>
    public string SiteButton(SiteKind site) =>
        $"{SiteName(site)} · {W.Number(StartingPlan.TierOf(site).Credits)} a month";

    /// <summary>"Add Bella Bakery with Basic, 100 credits a month for $198.00, from today? …"</summary>
    public string ReadBack(ManagerAct.AddClient add) =>
        $"Add {add.Name} with {add.Plan.Package}, {W.Credits(add.Plan.MonthlyCredits)} a month for {W.Money(add.Plan.MonthlyFee)}, from today? You answer for it, and its first month is in your digest once it is over.";

    public string Added(ClientState client) =>
        $"{client.Name} starts today with {W.Credits(client.Balance)}; its next reset is on {W.Day(client.Current!.EndsOn)}. Invite its people with “invite {client.Name} <email>”.";

    private static string SiteName(SiteKind site) =>
        site switch
        {
            SiteKind.Brochure => "A few pages that rarely change",
            SiteKind.Business => "News, a blog or offers, weekly changes",
            _ => "A shop, daily changes",
        };

    public const string FirstMonths = "First month over";

    /// <summary>"50 of 50 used, dry on 20 Nov. Standard, 100 a month, would fit better."</summary>
    public string FirstMonth(Ledger.Period first, DateTimeZone zone)
    {
        var dry = first.DryAt is { } at ? $", dry on {W.Date(at.InZone(zone).Date)}" : "";
        var tier = StartingPlan.Fitting(first);
        var fits =
            tier.Credits == first.MonthlyNet
                ? "The plan fits."
                : $"{tier.Name}, {W.Number(tier.Credits)} a month, would fit better.";
        return $"{W.Number(first.Used)} of {W.Number(first.MonthlyNet)} used{dry}. {fits}";
    }

    public string ReadBack(ManagerAct.Grant grant, string client) =>
        $"Give {client} {W.Credits(grant.Credits)} once, free{(grant.Reason is { } reason ? $", {For(reason)}" : "")}?";

    public string ReadBack(ManagerAct.SetPlan plan, ClientState client, PackageCatalog catalog)
    {
        var from =
            plan.Effective == Effective.Now || client.Current is null
                ? "from now on"
                : $"from {W.Day(client.Current.EndsOn)}";
        var uplifts = client.Standing == Ledger.Standing.Active ? client.Uplifts.Running : [];
        // One that ends with that reset anyway is not taken away by it.
        var gone = uplifts.FindAll(uplift =>
            !uplift.PerMonth.IsZero
            && (plan.Effective == Effective.Now || EndOf(uplift, client) > client.Current?.EndsOn)
        );
        var replaced =
            gone.Count == 0
                ? ""
                : $" That takes the place of the {Wording.List([.. gone.Select(one => $"{W.Number(one.PerMonth)} more a month until {W.Day(EndOf(one, client))}")])}.";
        var ends = string.Concat(
            uplifts.Select(one =>
                $"; {W.Money(one.PricePerMonth)} of it ends on {W.Day(EndOf(one, client))}, as agreed"
            )
        );
        return plan.Package is { } name && catalog.Find(name) is { } package
            ? $"Move {client.Name} from {client.Plan.Package} to {package.Name} {from}: {W.Number(package.Credits)} credits for {W.Money(package.Fee)} a month?{replaced}"
            : $"Set {client.Name} to {W.Number(plan.Credits!.Value)} credits a month {from} (now {W.Number(client.Plan.MonthlyCredits)})? {replaced.TrimStart()}{(replaced.Length == 0 ? "" : " ")}The fee of {W.Money(client.Plan.MonthlyFee)} stays{ends}.";
    }

    private static LocalDate EndOf(Uplift uplift, ClientState client) =>
        PeriodCalendar.ResetDate(client.Anchor, uplift.EndsBefore - client.AnchorNumber);

    public string NotSoLate(LocalDate from) =>
        $"A plan changes at once or at the next reset; I can't note {W.Day(from)} for it.";

    public static string NothingToRefund(string client) =>
        $"{client} has used nothing lately that could be taken back.";

    /// <summary>"Take back the last use of Bella Bakery, edit of “page 30”, Tue 09:00, 1 credit? 1 credit goes back, which makes 5."</summary>
    public string ReadBack(LastUse last, string? reason)
    {
        var used = last.Used;
        var target = used.Usage.Target is { Length: > 0 } name ? $" of {Quote(name)}" : "";
        var what =
            $"{used.Usage.Action ?? "edit"}{target}, {W.Past(used.At)}, {W.Credits(used.Usage.Credits)}";
        return $"Take back the last use of {last.Client.Name}: {what}{Because(reason)}? {GoesBack(last)}";
    }

    public string Refunded(ClientState client) =>
        $"Taken back: {client.Name} has {W.Credits(client.Balance)} now.";

    public string Decided(
        CreditRequest request,
        ClientState client,
        string? by,
        string? first = null
    ) =>
        $"{request.Id}, {client.Name}: {Outcome(request, by, first)}"
        + (
            request.State is RequestState.Approved or RequestState.ApprovedWithChange
            && request.Decision?.Terms is { Kind: RequestKind.OneTime }
                ? $" {client.Name} has {W.Number(client.Balance)} left."
                : ""
        );

    public static string AskedThem(CreditRequest request, ClientState client) =>
        $"I've asked {client.Name} about {request.Id}: {Quote(request.Question ?? "")} The answer comes back to you here.";

    public string OfferedThem(CreditRequest request, ClientState client, RequestTerms offer) =>
        $"{What(offer)} for {Price(offer)} changes what {client.Name} pays or gets beyond what it asked for in {request.Id}, so it has been offered: it is booked when they accept.";

    public static string UndoneFor(CreditRequest request, ClientState client) =>
        $"Taken back: {request.Id} of {client.Name} is open again, and its credits and invoice line are gone.";

    public string Given(ClientState client) =>
        $"Done: {client.Name} has {W.Credits(client.Balance)} now.";

    public string PlanSet(ClientState client) =>
        client.PendingChange is { } change && client.Current is { } current
            ? $"Done: {client.Name} gets {W.Credits(change.ApplyTo(client.Plan).MonthlyCredits)} a month from {W.Day(current.EndsOn)}."
            : $"Done: {client.Name} gets {W.Credits(client.Plan.MonthlyCredits)} a month from now on.";

    public static string Assigned(string client, string manager) =>
        $"Done: {manager} answers for {client} now.";

    /// <summary>"Shall Sam decide in your place from Thu 3 Dec until you are back on Mon 7 Dec?"</summary>
    public string ReadBack(ManagerAct.Leave leave) =>
        $"Shall {leave.StandIn} decide in your place {(leave.From is { } from ? $"from {W.Day(from)} " : "")}until you are back on {W.Day(leave.Until)}?";

    public string StoodIn(StandInResult result) =>
        result switch
        {
            StandInResult.Stands { Begins: { } begins } stands =>
                $"{stands.StandIn.Name} decides in your place from {W.Day(W.DateOf(begins))} until you are back on {W.Day(W.DateOf(stands.Until))}. If that changes, write “back”.",
            StandInResult.Stands stands =>
                $"{stands.StandIn.Name} decides in your place until you are back on {W.Day(W.DateOf(stands.Until))}.{(stands.Waiting == 0 ? "" : $" {W.Plural(stands.Waiting, "request")} that waited for you {(stands.Waiting == 1 ? "is" : "are")} with them now.")} If you are back earlier, write “back”.",
            StandInResult.NoSuchManager none => NoSuchManager(none.Name),
            StandInResult.Oneself => $"That is you. {WhoStandsIn}",
            StandInResult.AwayToo away =>
                $"{away.StandIn.Name} is away as well, and nobody there decides in their place. Name somebody else.",
            StandInResult.Past => $"That day has begun already. {AwayUntilWhen}",
            StandInResult.Backwards =>
                "You would be back before you are out. Write for example “out from 3 Dec until 10 Dec, Sam decides”.",
            StandInResult.Returned { WasAway: true } =>
                "Welcome back. You decide again; write “pending” for what is open.",
            StandInResult.Returned { HadPlans: true } =>
                "All right, you stay, and requests come to you.",
            StandInResult.Returned => "You weren't away; requests come to you.",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>"Dana is out until Mon 7 Dec. You decide in their place until then, …"</summary>
    public string StandsIn(string name, Absence away) =>
        away.IsAhead
            ? $"{name} will be out from {W.Day(W.DateOf(away.From))} until {W.Day(W.DateOf(away.Until))}. You decide in their place then, except for clients that {name} belongs to."
            : $"{name} is out until {W.Day(W.DateOf(away.Until))}. You decide in their place until then, except for clients that {name} belongs to. What waits for them comes next, if anything does.";

    public static string NoSuchManager(string name) =>
        $"I know no manager called {Quote(name)}, or more than one. Write the full name.";

    public string Invited(string email, string code, Instant until) =>
        $"The code for {email} is {code}. They write “link {code}” to me in a personal chat, until {W.Coming(until)}; it works once.";

    public string PlanOf(ClientState client) =>
        $"{client.Plan.Package}, {W.Number(client.Plan.MonthlyCredits)} credits a month for {W.Money(client.Plan.MonthlyFee)}.";

    public string StandingOf(AccountCheck check) =>
        $"{W.Number(check.MonthlyUsed)} of {W.Number(check.Allocation)} monthly credits used, {W.Number(check.Balance)} left"
        + (
            check.OneTimeRemaining.IsZero
                ? ""
                : $", {W.Number(check.OneTimeRemaining)} of them one-time"
        )
        + check.Standing switch
        {
            Ledger.Standing.Ended => $"; ended on {W.Day(check.StandingFrom!.Value)}.",
            Ledger.Standing.Paused =>
                $"; paused since {W.Day(check.StandingFrom!.Value)}, so nothing arrives or is billed.",
            _ => $"; {W.Number(check.ArrivesAtReset)} more on {W.Day(check.ResetsOn)}.",
        };

    public string? OutlookOf(AccountCheck check) =>
        check.Forecast is Forecast.AlreadyOut { Since: { } since }
            ? $"Out since {W.Day(since)}."
            : Outlook(check);

    public string Waiting(CreditRequest request) =>
        $"{request.Id} is {StateName(request.State)}: {What(request.Terms)} for {Price(request.Terms)}.";

    public const string WaitsForYou = "Waiting for you";

    public const string AboutToRunOut = "About to run out";

    public const string PendingShowsCards = "Write “pending” to decide.";

    public static string AndMore(int count) => $"And {count} more.";

    /// <summary>"Good morning, Dana."</summary>
    /// <param name="isMorning">False when it comes late, after an outage.</param>
    public static string Greeting(bool isMorning, string name) =>
        isMorning ? $"Good morning, {name}." : $"Hello {name}.";

    /// <summary>"60 credits once, $79.60, since Sun 12:00"</summary>
    public string WaitsSince(CreditRequest request) =>
        $"{What(request.Terms)}, {Price(request.Terms)}, since {W.Past(request.CreatedAt)}";

    /// <summary>"4 of 50 left, 50 more on Tue 1 Dec"</summary>
    public string LeftUntil(ClientState client) =>
        client.Current is { } period
            ? $"{Left(client)}, {W.Number(client.Plan.MonthlyCredits)} more on {W.Day(period.EndsOn)}"
            : Left(client);

    public string GivenSince(LocalDate since) => $"Given since {W.Day(since)}";

    /// <summary>"60 credits for $79.60", "20 credits, free"</summary>
    public string Given(Lot lot) =>
        lot.Price is { IsZero: false } price
            ? $"{W.Credits(lot.Granted)} for {W.Money(price)}"
            : $"{W.Credits(lot.Granted)}, free";

    /// <summary>"Pool: 3,140 left, 41 days at today's pace."</summary>
    public string Pool(PoolFigures pool) =>
        pool.Left < 0 ? $"Pool: overdrawn by {W.Number(-pool.Left)}."
        : pool.Days is { } days
            ? $"Pool: {W.Number(pool.Left)} left, {W.Plural(days, "day")} at today's pace.{(pool.EndsBefore(W.Today) ? " It will not last to the end of the month." : "")}"
        : $"Pool: {W.Number(pool.Left)} left.";

    public string Left(ClientState client) =>
        $"{W.Number(client.Balance)} of {W.Number(client.Plan.MonthlyCredits)} left";

    /// <summary>A month's figures; the workbook has the rest.</summary>
    public IReadOnlyList<string> Report(MonthBook book)
    {
        var totals = book.Totals;
        var state = book.IsClosed ? "closed" : "provisional";
        return
        [
            $"{Wording.Month(book.Month)}, {state}: revenue {W.Money(totals.Revenue)}, cost {W.Money(totals.Cost)}, margin {W.Money(totals.Margin)}; {W.Credits(totals.Used)} used by {W.Plural(book.Clients.Count, "client")}.",
            .. book.Review.Select(line =>
                $"{line.Name}: {line.Figures.TrimEnd('.')}. {line.Proposal}"
            ),
            $"The workbook: /api/v1/reports/{NodaTime.Text.YearMonthPattern.Iso.Format(book.Month)}.xlsx",
        ];
    }

    public static string NoReport(YearMonth month) =>
        $"There are no figures for {Wording.Month(month)}: it is still to come, or before the first month here.";

    private string GoesBack(LastUse last)
    {
        if (last.Preview is not LedgerAnswer.Append { Entries: [ClientEntry.Reversed back, ..] })
        {
            return "";
        }

        var parts = new List<string>();
        if (back.Effect > 0)
        {
            var credits = new Credits(back.Effect);
            parts.Add(
                $"{W.Credits(credits)} {(credits.Value == 1 ? "goes" : "go")} back, which makes {W.Number(last.Client.Balance + credits)}."
            );
        }

        if (back.Overage is { } overage)
        {
            parts.Add($"{W.Credits(overage.Credits)} went beyond what it had; that is cancelled.");
        }

        parts.AddRange(
            back.Charges.Select(charge => $"An invoice line of {W.Money(charge.Net)} is made.")
        );
        return parts.Count > 0
            ? string.Join(' ', parts)
            : "Its credits have expired since, so the balance stays as it is.";
    }

    private string Changed(DecideRequest.ApproveWithChange change) =>
        change.Package is { } package
            ? $"the {package} package"
            : (change.Credits, change.Kind) switch
            {
                ({ } credits, RequestKind.Ongoing) => $"{W.Number(credits)} more credits a month",
                (null, RequestKind.Ongoing) => "as many every month",
                (null, RequestKind.OneTime) => "as many once",
                (_, RequestKind.Upgrade) => "a bigger package",
                ({ } credits, _) => W.Credits(credits),
                _ => "something else",
            };
}
