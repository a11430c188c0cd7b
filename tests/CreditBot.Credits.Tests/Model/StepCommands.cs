using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Steps as the ledger's commands, and openings as its terms.</summary>
/// <param name="agency">The agency's id; the usual one unless given.</param>
internal sealed class StepCommands(string currency, AgencyId? agency = null)
{
    private readonly AgencyId _agency = agency ?? AgencyId.Default;

    /// <summary>The ids that the ledger gave to holds, by their names in the history.</summary>
    private readonly Dictionary<string, HoldId> _holds = [];

    public static PersonId Dana { get; } = new("dana");

    /// <summary>What the step does to the client; null when it does nothing.</summary>
    public Func<ClientState, ActionContext, LedgerAnswer>? Decision(ModelStep step) =>
        step switch
        {
            ModelStep.Use use => (state, context) =>
                UsageRecording.Decide(state, Usage(use), context),
            ModelStep.Grant grant => (state, context) =>
                Granting.Decide(
                    state,
                    new GrantCredits(
                        Credits.Of(grant.Credits),
                        "extra",
                        grant.ExpiresAt,
                        Price(grant.Price),
                        grant.Priority
                    ),
                    context
                ),
            ModelStep.ToPackage to => (state, context) =>
            {
                var package = context.Catalog.Find(to.Package)!;
                return Change(
                    new PlanChange.ToPackage(package.Name, package.Credits, package.Fee),
                    to.AtOnce
                )(state, context);
            },
            ModelStep.ToAllocation to => Change(
                new PlanChange.ToAllocation(Credits.Of(to.Credits), Price(to.Fee)),
                to.AtOnce
            ),
            ModelStep.AddMonthly add => Change(
                new PlanChange.Add(Credits.Of(add.Credits), Price(add.Price), add.Months),
                add.AtOnce
            ),
            ModelStep.SetMode set => Terms(terms => terms with { Overage = set.Mode }),
            ModelStep.SetOveragePrice set => Terms(terms =>
                terms with
                {
                    OveragePrice = Price(set.Price),
                }
            ),
            ModelStep.SetZone set => Terms(terms => terms with { Zone = set.Zone }),
            ModelStep.SetRollover set => Terms(terms =>
                terms with
                {
                    Rollover = new RolloverTerms(Credits.Of(set.Max), set.Days),
                }
            ),
            ModelStep.SetState set => (state, context) =>
                StandingChanging.Decide(
                    state,
                    new ChangeStanding(
                        set.To switch
                        {
                            ModelState.Active => Standing.Active,
                            ModelState.Paused => Standing.Paused,
                            _ => Standing.Ended,
                        },
                        set.From,
                        set.Refunds ? Settlement.Refund : null
                    ),
                    context
                ),
            ModelStep.Hold hold => (state, context) => Place(hold, state, context),
            ModelStep.Release release => (state, context) =>
                _holds.TryGetValue(release.Id, out var id)
                    ? Holding.Release(state, id, context)
                    : new LedgerAnswer.Refuse(new Refusal.NotFound("No such hold.")),
            _ => null,
        };

    public RecordUsage Usage(ModelStep.Use use) =>
        new(
            new Usage("editor", use.Id, Credits.Of(use.Credits), Hold: HoldOf(use.Settles)),
            use.At
        );

    /// <summary>What the agency sells after the step; null when it changes nothing there.</summary>
    public PackageCatalog? Catalog(ModelStep step, PackageCatalog catalog) =>
        step switch
        {
            ModelStep.SetExtraPrice set => catalog with { ExtraCreditPrice = Price(set.Price) },
            ModelStep.ListPackage list => catalog with
            {
                Packages =
                [
                    .. catalog.Packages.Select(package =>
                        package.Name == list.Package
                            ? new Package(list.Package, Credits.Of(list.Credits), Price(list.Fee))
                            : package
                    ),
                ],
            },
            _ => null,
        };

    public OpenClient Open(ModelOpening opening) =>
        new(
            ClientId.Parse("bella"),
            "Bella",
            Email: null,
            new ClientTerms
            {
                Zone = opening.Zone,
                Overage = opening.Mode,
                OveragePrice = Price(opening.OveragePrice),
                Rollover = opening.Rollover is var (max, days)
                    ? new RolloverTerms(Credits.Of(max), days)
                    : null,
            },
            new Plan(
                opening.Package,
                Credits.Of(opening.MonthlyCredits),
                Price(opening.MonthlyFee)
            ),
            opening.StartsOn
        );

    public AgencyTerms Agency(ModelOpening opening) =>
        new()
        {
            Name = "Northwind Studio",
            Catalog = new PackageCatalog
            {
                Packages =
                [
                    .. ModelOpening.Packages.Select(package => new Package(
                        package.Name,
                        Credits.Of(package.Credits),
                        Price(package.Fee)
                    )),
                ],
                Currency = opening.Currency,
                Zone = opening.AgencyZone,
                ExtraCreditPrice = Price(opening.ExtraPrice),
                CostPerCredit =
                [
                    .. opening.CostPerCredit.Select(cost => new DatedPrice(
                        cost.From,
                        Price(cost.Price)
                    )),
                ],
            },
            Policy = new RequestPolicy(),
            WorkingTime = WorkingTime.Default(opening.AgencyZone),
            GraceDays = opening.GraceDays,
        };

    private static Func<ClientState, ActionContext, LedgerAnswer> Change(
        PlanChange change,
        bool atOnce
    ) =>
        (state, context) =>
            PlanChanging.Decide(
                state,
                new ChangePlan(change, atOnce ? Effective.Now : Effective.NextReset),
                context
            );

    private static Func<ClientState, ActionContext, LedgerAnswer> Terms(
        Func<ClientTerms, ClientTerms> change
    ) =>
        (state, context) =>
            TermsChanging.Decide(state, new ChangeTerms(change(state.Terms)), context);

    private LedgerAnswer Place(ModelStep.Hold hold, ClientState state, ActionContext context)
    {
        var answer = Holding.Decide(
            state,
            new PlaceHold(
                _agency,
                Credits.Of(hold.Credits),
                Action: null,
                Duration.FromSeconds(hold.Seconds)
            ),
            context
        );
        if (answer is LedgerAnswer.Append { Entries: [.., ClientEntry.Held held] })
        {
            _holds[hold.Id] = held.Id;
        }

        return answer;
    }

    private string? HoldOf(string? name) =>
        name is not null && _holds.TryGetValue(name, out var id) ? id.ToString() : name;

    private Money Price(decimal amount) => new(amount, currency);

    private Money? Price(decimal? amount) => amount is { } value ? Price(value) : null;
}
