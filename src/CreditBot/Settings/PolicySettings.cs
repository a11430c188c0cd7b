using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Policy;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Settings;

/// <summary>How an agency decides requests (section <c>Policy</c>; design.md §5). A word that is none of ours is a mistake: a limit that nobody reads protects nobody.</summary>
internal static class PolicySettings
{
    private const string Limits = "Limits";
    private const string Second = "SecondApprover";
    private const string Auto = "AutoApproval";
    private const string Floors = "PriceFloors";
    private const string Bridge = "Bridge";
    private const string Enabled = "Enabled";
    private const decimal UsualBridge = 10;
    private const string Manager = "Manager";
    private const string Role = "Role";
    private const string Kind = "Kind";
    private const string CreditsOf = "Credits";
    private const string Price = "Price";
    private const string PerCredit = "PerCredit";
    private const string PerPeriod = "CreditsPerPeriod";
    private const string Margin = "MinimumMargin";

    private static readonly (string, ManagerRole)[] Roles =
    [
        ("account_manager", ManagerRole.AccountManager),
        ("backup", ManagerRole.Backup),
        ("on_call", ManagerRole.OnCall),
    ];

    private static readonly (string, RequestKind)[] Kinds =
    [
        ("one_time", RequestKind.OneTime),
        ("ongoing", RequestKind.Ongoing),
        ("upgrade", RequestKind.Upgrade),
    ];

    public static string WordOf(ManagerRole role) => Roles.First(one => one.Item2 == role).Item1;

    public static string WordOf(RequestKind kind) => Kinds.First(one => one.Item2 == kind).Item1;

    /// <summary>The policy; mistakes are the reader's.</summary>
    /// <param name="catalog">What the agency sells: a floor above its prices would forbid everything.</param>
    public static RequestPolicy Read(SettingsReader policy, PackageCatalog catalog)
    {
        policy.Only(
            "LapseAfterDays",
            "UndoMinutes",
            "RemindAfterHours",
            "EscalateAfterHours",
            "UrgentEscalateMinutes",
            "FactsMovedPercent",
            Limits,
            Second,
            Auto,
            Floors,
            Bridge
        );
        var usual = new RequestPolicy();
        return usual with
        {
            LapseAfterDays = policy.Whole("LapseAfterDays", usual.LapseAfterDays, 1, 365),
            UndoFor = Duration.FromMinutes(
                policy.Whole("UndoMinutes", (int)usual.UndoFor.TotalMinutes, 0, 1440)
            ),
            RemindAfter = policy.Hours("RemindAfterHours", usual.RemindAfter),
            EscalateAfter = policy.Hours("EscalateAfterHours", usual.EscalateAfter),
            UrgentEscalateAfter = policy.Has("UrgentEscalateMinutes")
                ? Duration.FromMinutes(
                    policy.Whole(
                        "UrgentEscalateMinutes",
                        (int)usual.UrgentWait.TotalMinutes,
                        1,
                        1440
                    )
                )
                : null,
            FactsMovedPercent = policy.Has("FactsMovedPercent")
                ? policy.Whole("FactsMovedPercent", usual.MovedPercent, 1, 1000)
                : null,
            Limits = ReadLimits(policy, catalog.Currency),
            SecondApproverAbove = ReadSecond(policy, catalog.Currency),
            AutoApproval = ReadAuto(policy, catalog.Currency),
            PriceFloors = ReadFloors(policy, catalog),
            BridgeCredits = ReadBridge(policy),
        };
    }

    private static List<DecisionLimit> ReadLimits(SettingsReader policy, string currency)
    {
        var limits = new List<DecisionLimit>();
        foreach (var item in policy.Items(Limits))
        {
            item.Only(Manager, Role, Kind, CreditsOf, Price);
            PersonId? manager = item.OptionalText(Manager) is { } id ? new PersonId(id) : null;
            var role = item.Choice(Role, Roles);
            if (manager is not null && role is not null)
            {
                item.Mistake(Role, "stands beside Manager; a limit is a person's or a role's", 0);
            }

            if (Bound(item, currency) is not { } upTo)
            {
                continue;
            }

            if (
                limits.Exists(one =>
                    one.Manager == manager && one.Role == role && one.UpTo.Kind == upTo.Kind
                )
            )
            {
                item.Mistake(Kind, "has a limit of the same manager or role already", 0);
                continue;
            }

            limits.Add(new DecisionLimit(manager, role, upTo));
        }

        return limits;
    }

    private static List<PolicyBound> ReadSecond(SettingsReader policy, string currency)
    {
        var bounds = new List<PolicyBound>();
        foreach (var item in policy.Items(Second))
        {
            item.Only(Kind, CreditsOf, Price);
            if (Bound(item, currency) is not { } above)
            {
                continue;
            }

            if (bounds.Exists(one => one.Kind == above.Kind))
            {
                item.Mistake(
                    Kind,
                    "is there twice; one line says when a second approver is needed",
                    0
                );
                continue;
            }

            bounds.Add(above);
        }

        return bounds;
    }

    private static AutoApproval? ReadAuto(SettingsReader policy, string currency)
    {
        if (!policy.Has(Auto))
        {
            return null;
        }

        var auto = policy.Section(Auto);
        auto.Only(PerPeriod, Margin);
        var margin = auto.Signed(Margin, currency);
        if (auto.Has(PerPeriod))
        {
            return auto.Credits(PerPeriod) is { IsZero: false } credits
                ? new AutoApproval(credits, margin)
                : null;
        }

        return auto.Mistake<AutoApproval?>(
            PerPeriod,
            "is missing; write how many credits a client may get without a manager from reset to reset",
            null
        );
    }

    private static Credits? ReadBridge(SettingsReader policy)
    {
        if (!policy.Has(Bridge))
        {
            return null;
        }

        var bridge = policy.Section(Bridge);
        bridge.Only(Enabled, CreditsOf);
        var credits = bridge.Has(CreditsOf) ? bridge.Credits(CreditsOf) : Credits.Of(UsualBridge);
        return bridge.Flag(Enabled, false) && credits is { IsZero: false } ? credits : null;
    }

    private static List<PriceFloor> ReadFloors(SettingsReader policy, PackageCatalog catalog)
    {
        var floors = new List<PriceFloor>();
        foreach (var item in policy.Items(Floors))
        {
            item.Only(Kind, PerCredit);
            var kind = item.Choice(Kind, Kinds);
            if (item.Price(PerCredit, catalog.Currency) is not { } least)
            {
                if (!item.Has(PerCredit))
                {
                    item.Mistake(PerCredit, "is missing; write the least price of one credit", 0);
                }

                continue;
            }

            if (floors.Exists(one => one.Kind == kind))
            {
                item.Mistake(Kind, "is there twice; one floor holds for a kind", 0);
                continue;
            }

            if (Unsellable(kind, least, catalog) is { } what)
            {
                item.Mistake(
                    PerCredit,
                    $"is {least.Digits()}, above the list price of {what}: none of it could be sold",
                    0
                );
                continue;
            }

            floors.Add(new PriceFloor(kind, least));
        }

        return floors;
    }

    /// <summary>What the agency sells below the floor at its own list prices.</summary>
    private static string? Unsellable(RequestKind? kind, Money least, PackageCatalog catalog)
    {
        if (kind is not RequestKind.Upgrade)
        {
            var cheapest = catalog.Packages.MinBy(package =>
                catalog.ExtraPriceFor(package.Name).Amount
            );
            if (cheapest is not null && catalog.ExtraPriceFor(cheapest.Name).Amount < least.Amount)
            {
                return $"an extra credit of {cheapest.Name} ({catalog.ExtraPriceFor(cheapest.Name).Digits()})";
            }
        }

        return
            kind is RequestKind.Upgrade or null
            && catalog.Packages.FirstOrDefault(package =>
                package.PricePerCredit.Amount < least.Amount
            )
                is { } package
            ? $"a credit in {package.Name} ({package.PricePerCredit.Digits()})"
            : null;
    }

    private static PolicyBound? Bound(SettingsReader item, string currency)
    {
        var kind = item.Choice(Kind, Kinds);
        var credits = item.Credits(CreditsOf);
        var price = item.Price(Price, currency);
        return credits is not null || price is not null ? new PolicyBound(kind, credits, price)
            : item.Has(CreditsOf) || item.Has(Price) ? null
            : item.Mistake<PolicyBound?>(
                CreditsOf,
                "and Price are missing; write up to how many credits or what price, or both",
                null
            );
    }
}
