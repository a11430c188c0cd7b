using System.Text.Json.Serialization.Metadata;
using CreditBot.Ledger;

namespace CreditBot.Storage;

/// <summary>The stored names of the cases of closed families; the same ones are shown outside (contract.md, entries).</summary>
internal static class StoredKinds
{
    private static readonly (Type Case, string Name)[] ClientEntries =
    [
        (typeof(ClientEntry.Opened), "opened"),
        (typeof(ClientEntry.TermsChanged), "terms_changed"),
        (typeof(ClientEntry.PeriodStarted), "reset"),
        (typeof(ClientEntry.LotsExpired), "expired"),
        (typeof(ClientEntry.Granted), "granted"),
        (typeof(ClientEntry.Used), "used"),
        (typeof(ClientEntry.Held), "held"),
        (typeof(ClientEntry.HoldReleased), "hold_released"),
        (typeof(ClientEntry.Reversed), "reversed"),
        (typeof(ClientEntry.PlanChanged), "plan_changed"),
        (typeof(ClientEntry.UpliftEnded), "uplift_ended"),
        (typeof(ClientEntry.StandingPlanned), "standing_planned"),
        (typeof(ClientEntry.Paused), "paused"),
        (typeof(ClientEntry.Ended), "ended"),
        (typeof(ClientEntry.PeopleLeft), "people_left"),
        (typeof(ClientEntry.LinesMarked), "lines_marked"),
        (typeof(ClientEntry.Requested), "requested"),
        (typeof(ClientEntry.Asked), "asked"),
        (typeof(ClientEntry.Answered), "answered"),
        (typeof(ClientEntry.Countered), "countered"),
        (typeof(ClientEntry.CounterDeclined), "counter_declined"),
        (typeof(ClientEntry.Bridged), "bridged"),
        (typeof(ClientEntry.FirstApproved), "first_approved"),
        (typeof(ClientEntry.FirstApprovalWithdrawn), "first_approval_withdrawn"),
        (typeof(ClientEntry.Decided), "decided"),
        (typeof(ClientEntry.Undone), "undone"),
        (typeof(ClientEntry.Withdrawn), "withdrawn"),
        (typeof(ClientEntry.Lapsed), "lapsed"),
    ];

    private static readonly (Type Case, string Name)[] AgencyEntries =
    [
        (typeof(AgencyEntry.TermsSet), "terms_set"),
        (typeof(AgencyEntry.Purchased), "purchased"),
        (typeof(AgencyEntry.MonthClosed), "month_closed"),
        (typeof(AgencyEntry.Sealed), "sealed"),
    ];

    private static readonly (Type Case, string Name)[] PlanChanges =
    [
        (typeof(PlanChange.ToPackage), "to_package"),
        (typeof(PlanChange.ToAllocation), "to_allocation"),
        (typeof(PlanChange.Add), "add"),
    ];

    private static readonly Dictionary<Type, string> Names = ClientEntries
        .Concat(AgencyEntries)
        .ToDictionary(pair => pair.Case, pair => pair.Name);

    public static string Of(ClientEntry entry) => Names[entry.GetType()];

    public static string Of(AgencyEntry entry) => Names[entry.GetType()];

    /// <summary>How a family is told apart in the bytes, or null for a type that is none.</summary>
    internal static JsonPolymorphismOptions? FamilyOf(Type type) =>
        type == typeof(ClientEntry) ? Family("kind", ClientEntries)
        : type == typeof(AgencyEntry) ? Family("kind", AgencyEntries)
        : type == typeof(PlanChange) ? Family("change", PlanChanges)
        : null;

    private static JsonPolymorphismOptions Family(string property, (Type Case, string Name)[] cases)
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = property };
        foreach (var (type, name) in cases)
        {
            options.DerivedTypes.Add(new JsonDerivedType(type, name));
        }

        return options;
    }
}
