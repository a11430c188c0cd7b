using System.Collections.Frozen;
using CreditBot.Billing;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;

namespace CreditBot.Storage;

/// <summary>The stored name of every member of every fact: what is stored is read here, never from a C# name.</summary>
/// <remarks>
/// A member may be renamed; its stored name stays for as long as anybody keeps a ledger. A new member that stands in no
/// table stops the first read or write, so nothing is lost silently.
/// </remarks>
internal static class StoredNames
{
    private static readonly Names Entry = new()
    {
        [nameof(ClientEntry.Seq)] = "seq",
        [nameof(ClientEntry.At)] = "at",
        [nameof(ClientEntry.RecordedAt)] = "recordedAt",
        [nameof(ClientEntry.By)] = "by",
    };

    private static readonly Names ClientEntryOf = new(Entry)
    {
        [nameof(ClientEntry.Request)] = "request",
        [nameof(ClientEntry.Grants)] = "grants",
        [nameof(ClientEntry.Takes)] = "takes",
        [nameof(ClientEntry.Returns)] = "returns",
        [nameof(ClientEntry.Charges)] = "charges",
        [nameof(ClientEntry.Texts)] = Names.KeptBeside,
    };

    private static readonly Names Said = new(ClientEntryOf)
    {
        [nameof(ClientEntry.Asked.Channel)] = "channel",
    };

    private static readonly FrozenDictionary<Type, Names> ByType = new Dictionary<Type, Names>
    {
        [typeof(ClientEntry)] = ClientEntryOf,
        [typeof(ClientEntry.Opened)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.Opened.Terms)] = "terms",
            [nameof(ClientEntry.Opened.Plan)] = "plan",
            [nameof(ClientEntry.Opened.StartsOn)] = "startsOn",
        },
        [typeof(ClientEntry.TermsChanged)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.TermsChanged.Terms)] = "terms",
        },
        [typeof(ClientEntry.PeriodStarted)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.PeriodStarted.Period)] = "period",
            [nameof(ClientEntry.PeriodStarted.Resumes)] = "resumes",
        },
        [typeof(ClientEntry.LotsExpired)] = ClientEntryOf,
        [typeof(ClientEntry.Granted)] = ClientEntryOf,
        [typeof(ClientEntry.Used)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.Used.Usage)] = "usage",
            [nameof(ClientEntry.Used.Overage)] = "overage",
        },
        [typeof(ClientEntry.Held)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.Held.Id)] = "hold",
            [nameof(ClientEntry.Held.Credits)] = "credits",
            [nameof(ClientEntry.Held.Action)] = "action",
            [nameof(ClientEntry.Held.Until)] = "until",
        },
        [typeof(ClientEntry.HoldReleased)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.HoldReleased.Id)] = "hold",
        },
        [typeof(ClientEntry.Reversed)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.Reversed.Reverses)] = "reverses",
            [nameof(ClientEntry.Reversed.Credits)] = "credits",
            [nameof(ClientEntry.Reversed.Overage)] = "overage",
        },
        [typeof(ClientEntry.UpliftEnded)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.UpliftEnded.Booked)] = "booked",
            [nameof(ClientEntry.UpliftEnded.PerMonth)] = "perMonth",
            [nameof(ClientEntry.UpliftEnded.PricePerMonth)] = "pricePerMonth",
        },
        [typeof(ClientEntry.PlanChanged)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.PlanChanged.Change)] = "change",
            [nameof(ClientEntry.PlanChanged.Effective)] = "effective",
        },
        [typeof(ClientEntry.StandingPlanned)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.StandingPlanned.Plan)] = "plan",
        },
        [typeof(ClientEntry.Paused)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.Paused.From)] = "from",
        },
        [typeof(ClientEntry.Ended)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.Ended.From)] = "from",
            [nameof(ClientEntry.Ended.Month)] = "month",
            [nameof(ClientEntry.Ended.Settlement)] = "settle",
        },
        [typeof(ClientEntry.PeopleLeft)] = ClientEntryOf,
        [typeof(ClientEntry.Requested)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.Requested.Terms)] = "terms",
            [nameof(ClientEntry.Requested.Due)] = "due",
            [nameof(ClientEntry.Requested.LapsesAt)] = "lapsesAt",
            [nameof(ClientEntry.Requested.Advised)] = "advised",
            [nameof(ClientEntry.Requested.Channel)] = "channel",
        },
        [typeof(ClientEntry.Bridged)] = ClientEntryOf,
        [typeof(ClientEntry.Asked)] = Said,
        [typeof(ClientEntry.Answered)] = Said,
        [typeof(ClientEntry.CounterDeclined)] = Said,
        [typeof(ClientEntry.Withdrawn)] = Said,
        [typeof(ClientEntry.Countered)] = new(Said)
        {
            [nameof(ClientEntry.Countered.Offer)] = "offer",
        },
        [typeof(ClientEntry.FirstApproved)] = new(Said)
        {
            [nameof(ClientEntry.FirstApproved.Terms)] = "terms",
        },
        [typeof(ClientEntry.FirstApprovalWithdrawn)] = Said,
        [typeof(ClientEntry.Decided)] = new(Said)
        {
            [nameof(ClientEntry.Decided.Outcome)] = "outcome",
            [nameof(ClientEntry.Decided.Terms)] = "terms",
            [nameof(ClientEntry.Decided.AcceptedBy)] = "acceptedBy",
        },
        [typeof(ClientEntry.Undone)] = new(Said)
        {
            [nameof(ClientEntry.Undone.Undid)] = "undid",
            [nameof(ClientEntry.Undone.ClearsPending)] = "clearsPending",
            [nameof(ClientEntry.Undone.Restores)] = "restores",
        },
        [typeof(ClientEntry.Lapsed)] = ClientEntryOf,
        [typeof(ClientEntry.LinesMarked)] = new(ClientEntryOf)
        {
            [nameof(ClientEntry.LinesMarked.Lines)] = "lines",
            [nameof(ClientEntry.LinesMarked.State)] = "state",
        },

        [typeof(AgencyEntry)] = Entry,
        [typeof(AgencyEntry.TermsSet)] = new(Entry)
        {
            [nameof(AgencyEntry.TermsSet.Terms)] = "terms",
        },
        [typeof(AgencyEntry.Purchased)] = new(Entry)
        {
            [nameof(AgencyEntry.Purchased.Credits)] = "credits",
            [nameof(AgencyEntry.Purchased.Price)] = "price",
        },
        [typeof(AgencyEntry.MonthClosed)] = new(Entry)
        {
            [nameof(AgencyEntry.MonthClosed.Month)] = "month",
        },
        [typeof(AgencyEntry.Sealed)] = new(Entry) { [nameof(AgencyEntry.Sealed.Heads)] = "heads" },
        [typeof(StreamSeal)] = new()
        {
            [nameof(StreamSeal.Seq)] = "seq",
            [nameof(StreamSeal.Hash)] = "hash",
        },

        [typeof(Lot)] = new()
        {
            [nameof(Lot.Id)] = "id",
            [nameof(Lot.Kind)] = "kind",
            [nameof(Lot.Granted)] = "granted",
            [nameof(Lot.GrantedAt)] = "grantedAt",
            [nameof(Lot.OpenSince)] = "openSince",
            [nameof(Lot.ExpiresAt)] = "expiresAt",
            [nameof(Lot.Priority)] = "priority",
            [nameof(Lot.Price)] = "price",
            [nameof(Lot.Burned)] = "burned",
            [nameof(Lot.Expired)] = "expired",
            [nameof(Lot.Voided)] = "voided",
        },
        [typeof(LotTake)] = new()
        {
            [nameof(LotTake.Lot)] = "lot",
            [nameof(LotTake.Credits)] = "credits",
            [nameof(LotTake.Why)] = "why",
            [nameof(LotTake.FromExpiry)] = "fromExpiry",
            [nameof(LotTake.DebtSeq)] = "debt",
        },
        [typeof(LotReturn)] = new()
        {
            [nameof(LotReturn.Lot)] = "lot",
            [nameof(LotReturn.Credits)] = "credits",
            [nameof(LotReturn.To)] = "to",
            [nameof(LotReturn.FromExpiry)] = "fromExpiry",
            [nameof(LotReturn.Was)] = "was",
        },
        [typeof(Charge)] = new()
        {
            [nameof(Charge.Kind)] = "kind",
            [nameof(Charge.Month)] = "month",
            [nameof(Charge.Net)] = "net",
        },
        [typeof(ClientTerms)] = new()
        {
            [nameof(ClientTerms.Zone)] = "zone",
            [nameof(ClientTerms.Overage)] = "overage",
            [nameof(ClientTerms.OveragePrice)] = "overagePrice",
            [nameof(ClientTerms.Rollover)] = "rollover",
            [nameof(ClientTerms.Manager)] = "manager",
            [nameof(ClientTerms.Backup)] = "backup",
            [nameof(ClientTerms.Approver)] = "approver",
            [nameof(ClientTerms.ApproverAbove)] = "approverAbove",
            [nameof(ClientTerms.TaxCode)] = "taxCode",
            [nameof(ClientTerms.TaxRate)] = "taxRate",
        },
        [typeof(RolloverTerms)] = new()
        {
            [nameof(RolloverTerms.Max)] = "max",
            [nameof(RolloverTerms.Days)] = "days",
        },
        [typeof(Plan)] = new()
        {
            [nameof(Plan.Package)] = "package",
            [nameof(Plan.MonthlyCredits)] = "monthlyCredits",
            [nameof(Plan.MonthlyFee)] = "monthlyFee",
        },
        [typeof(Uplifts)] = new() { [nameof(Uplifts.Running)] = "running" },
        [typeof(Uplift)] = new()
        {
            [nameof(Uplift.Seq)] = "seq",
            [nameof(Uplift.PerMonth)] = "perMonth",
            [nameof(Uplift.PricePerMonth)] = "pricePerMonth",
            [nameof(Uplift.EndsBefore)] = "endsBefore",
        },
        [typeof(PlanBefore)] = new()
        {
            [nameof(PlanBefore.Plan)] = "plan",
            [nameof(PlanBefore.Pending)] = "pending",
            [nameof(PlanBefore.MonthlyNet)] = "monthlyNet",
            [nameof(PlanBefore.HighestFee)] = "highestFee",
            [nameof(PlanBefore.ChangedBy)] = "changedBy",
            [nameof(PlanBefore.Uplifts)] = "uplifts",
        },
        [typeof(StandingPlan)] = new()
        {
            [nameof(StandingPlan.To)] = "to",
            [nameof(StandingPlan.From)] = "from",
            [nameof(StandingPlan.At)] = "at",
            [nameof(StandingPlan.Month)] = "month",
            [nameof(StandingPlan.Settlement)] = "settle",
        },
        [typeof(PlanChange)] = new(),
        [typeof(PlanChange.ToPackage)] = new()
        {
            [nameof(PlanChange.ToPackage.Package)] = "package",
            [nameof(PlanChange.ToPackage.MonthlyCredits)] = "monthlyCredits",
            [nameof(PlanChange.ToPackage.MonthlyFee)] = "monthlyFee",
        },
        [typeof(PlanChange.ToAllocation)] = new()
        {
            [nameof(PlanChange.ToAllocation.MonthlyCredits)] = "monthlyCredits",
            [nameof(PlanChange.ToAllocation.MonthlyFee)] = "monthlyFee",
        },
        [typeof(PlanChange.Add)] = new()
        {
            [nameof(PlanChange.Add.PerMonth)] = "perMonth",
            [nameof(PlanChange.Add.PricePerMonth)] = "pricePerMonth",
            [nameof(PlanChange.Add.Months)] = "months",
        },
        [typeof(Period)] = new()
        {
            [nameof(Period.Number)] = "number",
            [nameof(Period.Seq)] = "seq",
            [nameof(Period.StartsOn)] = "startsOn",
            [nameof(Period.EndsOn)] = "endsOn",
            [nameof(Period.Start)] = "start",
            [nameof(Period.End)] = "end",
            [nameof(Period.IsHistory)] = "isHistory",
            [nameof(Period.Plan)] = "plan",
            [nameof(Period.MonthlyNet)] = "monthlyNet",
            [nameof(Period.HighestFee)] = "highestFee",
            [nameof(Period.Used)] = "used",
            [nameof(Period.Overage)] = "overage",
            [nameof(Period.OverageOwed)] = "overageOwed",
            [nameof(Period.OneTimeBought)] = "oneTimeBought",
            [nameof(Period.OneTimePaid)] = "oneTimePaid",
            [nameof(Period.Expired)] = "expired",
            [nameof(Period.DryAt)] = "dryAt",
            [nameof(Period.DryFor)] = "dryFor",
            [nameof(Period.Reached)] = "reached",
        },
        [typeof(Usage)] = new()
        {
            [nameof(Usage.Source)] = "source",
            [nameof(Usage.Id)] = "id",
            [nameof(Usage.Credits)] = "credits",
            [nameof(Usage.Action)] = "action",
            [nameof(Usage.Target)] = "target",
            [nameof(Usage.Session)] = "session",
            [nameof(Usage.Units)] = "units",
            [nameof(Usage.Hold)] = "hold",
        },
        [typeof(Overage)] = new()
        {
            [nameof(Overage.Credits)] = "credits",
            [nameof(Overage.Mode)] = "mode",
            [nameof(Overage.Price)] = "price",
            [nameof(Overage.OwesDebt)] = "owesDebt",
        },
        [typeof(RequestTerms)] = new()
        {
            [nameof(RequestTerms.Kind)] = "kind",
            [nameof(RequestTerms.Credits)] = "credits",
            [nameof(RequestTerms.Package)] = "package",
            [nameof(RequestTerms.Price)] = "price",
            [nameof(RequestTerms.Effective)] = "effective",
            [nameof(RequestTerms.Months)] = "months",
        },

        [typeof(AgencyTerms)] = new()
        {
            [nameof(AgencyTerms.Name)] = "name",
            [nameof(AgencyTerms.Catalog)] = "catalog",
            [nameof(AgencyTerms.Policy)] = "policy",
            [nameof(AgencyTerms.WorkingTime)] = "workingTime",
            [nameof(AgencyTerms.OnCall)] = "onCall",
            [nameof(AgencyTerms.Recipients)] = "recipients",
            [nameof(AgencyTerms.SendReportsAt)] = "sendReportsAt",
            [nameof(AgencyTerms.GraceDays)] = "graceDays",
        },
        [typeof(ReportRecipient)] = new()
        {
            [nameof(ReportRecipient.Email)] = "email",
            [nameof(ReportRecipient.TimeZone)] = "timeZone",
            [nameof(ReportRecipient.Culture)] = "culture",
            [nameof(ReportRecipient.Scope)] = "scope",
        },
        [typeof(PackageCatalog)] = new()
        {
            [nameof(PackageCatalog.Packages)] = "packages",
            [nameof(PackageCatalog.Currency)] = "currency",
            [nameof(PackageCatalog.Zone)] = "zone",
            [nameof(PackageCatalog.ExtraCreditPrice)] = "extraCreditPrice",
            [nameof(PackageCatalog.CostPerCredit)] = "costPerCredit",
        },
        [typeof(Package)] = new()
        {
            [nameof(Package.Name)] = "name",
            [nameof(Package.Credits)] = "credits",
            [nameof(Package.Fee)] = "fee",
        },
        [typeof(DatedPrice)] = new()
        {
            [nameof(DatedPrice.From)] = "from",
            [nameof(DatedPrice.PerCredit)] = "perCredit",
        },
        [typeof(RequestPolicy)] = new()
        {
            [nameof(RequestPolicy.LapseAfterDays)] = "lapseAfterDays",
            [nameof(RequestPolicy.UndoFor)] = "undoFor",
            [nameof(RequestPolicy.RemindAfter)] = "remindAfter",
            [nameof(RequestPolicy.EscalateAfter)] = "escalateAfter",
            [nameof(RequestPolicy.UrgentEscalateAfter)] = "urgentEscalateAfter",
            [nameof(RequestPolicy.FactsMovedPercent)] = "factsMovedPercent",
            [nameof(RequestPolicy.Limits)] = "limits",
            [nameof(RequestPolicy.SecondApproverAbove)] = "secondApproverAbove",
            [nameof(RequestPolicy.AutoApproval)] = "autoApproval",
            [nameof(RequestPolicy.PriceFloors)] = "priceFloors",
            [nameof(RequestPolicy.BridgeCredits)] = "bridgeCredits",
        },
        [typeof(DecisionLimit)] = new()
        {
            [nameof(DecisionLimit.Manager)] = "manager",
            [nameof(DecisionLimit.Role)] = "role",
            [nameof(DecisionLimit.UpTo)] = "upTo",
        },
        [typeof(PolicyBound)] = new()
        {
            [nameof(PolicyBound.Kind)] = "kind",
            [nameof(PolicyBound.Credits)] = "credits",
            [nameof(PolicyBound.Price)] = "price",
        },
        [typeof(AutoApproval)] = new()
        {
            [nameof(AutoApproval.CreditsPerPeriod)] = "creditsPerPeriod",
            [nameof(AutoApproval.MinimumMargin)] = "minimumMargin",
        },
        [typeof(PriceFloor)] = new()
        {
            [nameof(PriceFloor.Kind)] = "kind",
            [nameof(PriceFloor.PerCredit)] = "perCredit",
        },
        [typeof(WorkingTime)] = new()
        {
            [nameof(WorkingTime.Days)] = "days",
            [nameof(WorkingTime.From)] = "from",
            [nameof(WorkingTime.To)] = "to",
            [nameof(WorkingTime.Holidays)] = "holidays",
            [nameof(WorkingTime.Zone)] = "zone",
        },

        // States are projections: a change here needs another HeadCodec.Format and nothing else.
        [typeof(ClientState)] = new()
        {
            [nameof(ClientState.Id)] = "id",
            [nameof(ClientState.Name)] = "name",
            [nameof(ClientState.Email)] = "email",
            [nameof(ClientState.Version)] = "version",
            [nameof(ClientState.CreatedAt)] = "createdAt",
            [nameof(ClientState.RecordedAt)] = "recordedAt",
            [nameof(ClientState.Terms)] = "terms",
            [nameof(ClientState.Plan)] = "plan",
            [nameof(ClientState.PendingChange)] = "pendingChange",
            [nameof(ClientState.PlanChangedBy)] = "planChangedBy",
            [nameof(ClientState.Uplifts)] = "uplifts",
            [nameof(ClientState.Anchor)] = "anchor",
            [nameof(ClientState.AnchorNumber)] = "anchorNumber",
            [nameof(ClientState.Standing)] = "standing",
            [nameof(ClientState.StandingFrom)] = "standingFrom",
            [nameof(ClientState.Planned)] = "planned",
            [nameof(ClientState.Ending)] = "ending",
            [nameof(ClientState.HavePeopleLeft)] = "peopleLeft",
            [nameof(ClientState.Periods)] = "periods",
            [nameof(ClientState.Lots)] = "lots",
            [nameof(ClientState.Debts)] = "debts",
            [nameof(ClientState.Holds)] = "holds",
            [nameof(ClientState.Requests)] = "requests",
            [nameof(ClientState.Reversed)] = "reversed",
            [nameof(ClientState.Lines)] = "lines",
            [nameof(ClientState.PoolUsed)] = "poolUsed",
            [nameof(ClientState.DrySince)] = "drySince",
        },
        [typeof(Debt)] = new() { [nameof(Debt.Seq)] = "seq", [nameof(Debt.Credits)] = "credits" },
        [typeof(Hold)] = new()
        {
            [nameof(Hold.Id)] = "id",
            [nameof(Hold.Credits)] = "credits",
            [nameof(Hold.Until)] = "until",
        },
        [typeof(BilledLine)] = new()
        {
            [nameof(BilledLine.Id)] = "id",
            [nameof(BilledLine.Kind)] = "kind",
            [nameof(BilledLine.Month)] = "month",
            [nameof(BilledLine.Net)] = "net",
            [nameof(BilledLine.RecordedAt)] = "recordedAt",
            [nameof(BilledLine.Package)] = "package",
            [nameof(BilledLine.Request)] = "request",
            [nameof(BilledLine.Of)] = "of",
            [nameof(BilledLine.State)] = "state",
            [nameof(BilledLine.Mark)] = "mark",
            [nameof(BilledLine.Tax)] = "tax",
        },
        [typeof(LineMark)] = new() { [nameof(LineMark.At)] = "at", [nameof(LineMark.By)] = "by" },
        [typeof(LineTax)] = new()
        {
            [nameof(LineTax.Code)] = "code",
            [nameof(LineTax.Rate)] = "rate",
        },
        [typeof(CreditRequest)] = new()
        {
            [nameof(CreditRequest.Id)] = "id",
            [nameof(CreditRequest.Terms)] = "terms",
            [nameof(CreditRequest.By)] = "by",
            [nameof(CreditRequest.CreatedAt)] = "createdAt",
            [nameof(CreditRequest.LapsesAt)] = "lapsesAt",
            [nameof(CreditRequest.Due)] = "due",
            [nameof(CreditRequest.Reason)] = "reason",
            [nameof(CreditRequest.Advised)] = "advised",
            [nameof(CreditRequest.State)] = "state",
            [nameof(CreditRequest.Decision)] = "decision",
            [nameof(CreditRequest.EntrySeq)] = "entrySeq",
            [nameof(CreditRequest.Booking)] = "booking",
            [nameof(CreditRequest.Question)] = "question",
            [nameof(CreditRequest.Answer)] = "answer",
            [nameof(CreditRequest.Counter)] = "counter",
            [nameof(CreditRequest.LastHandledBy)] = "lastHandledBy",
            [nameof(CreditRequest.FirstApproval)] = "firstApproval",
            [nameof(CreditRequest.Entries)] = "entries",
            [nameof(CreditRequest.Bridge)] = "bridge",
        },
        [typeof(RequestBridge)] = new()
        {
            [nameof(RequestBridge.At)] = "at",
            [nameof(RequestBridge.Credits)] = "credits",
        },
        [typeof(RequestEntries)] = new() { [nameof(RequestEntries.Seqs)] = "seqs" },
        [typeof(FirstApproval)] = new()
        {
            [nameof(FirstApproval.Seq)] = "seq",
            [nameof(FirstApproval.By)] = "by",
            [nameof(FirstApproval.At)] = "at",
            [nameof(FirstApproval.Channel)] = "channel",
            [nameof(FirstApproval.Terms)] = "terms",
            [nameof(FirstApproval.Reason)] = "reason",
        },
        [typeof(PlanBooking)] = new()
        {
            [nameof(PlanBooking.Before)] = "before",
            [nameof(PlanBooking.Effective)] = "effective",
            [nameof(PlanBooking.Voided)] = "voided",
            [nameof(PlanBooking.Charges)] = "charges",
        },
        [typeof(Ending)] = new()
        {
            [nameof(Ending.Seq)] = "seq",
            [nameof(Ending.At)] = "at",
            [nameof(Ending.Month)] = "month",
        },
        [typeof(Decision)] = new()
        {
            [nameof(Decision.What)] = "what",
            [nameof(Decision.By)] = "by",
            [nameof(Decision.At)] = "at",
            [nameof(Decision.Channel)] = "channel",
            [nameof(Decision.Terms)] = "terms",
            [nameof(Decision.Reason)] = "reason",
        },
        [typeof(AgencyState)] = new()
        {
            [nameof(AgencyState.Id)] = "id",
            [nameof(AgencyState.Version)] = "version",
            [nameof(AgencyState.RecordedAt)] = "recordedAt",
            [nameof(AgencyState.Terms)] = "terms",
            [nameof(AgencyState.Purchases)] = "purchases",
            [nameof(AgencyState.ClosedMonths)] = "closedMonths",
        },
    }.ToFrozenDictionary();

    /// <summary>The names of a type's members, or null for a type that is no fact.</summary>
    public static Names? Of(Type type) => ByType.GetValueOrDefault(type);

    /// <summary>Member names with their stored names, in stored order.</summary>
    internal sealed class Names : Dictionary<string, string>
    {
        /// <summary>Not in the bytes.</summary>
        public const string KeptBeside = "";

        public Names() { }

        public Names(Names first)
            : base(first) { }
    }
}
