using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Policy;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Plays a history on the real ledger, by its public decisions.</summary>
internal sealed class LedgerSide : ILedgerSide
{
    private static readonly PersonId Dana = new("dana");

    private readonly Dictionary<string, HoldId> _holds = [];
    private ImmutableList<ClientEntry> _entries;
    private AgencyState _agency;
    private Instant _now;

    public LedgerSide(ModelOpening opening)
    {
        _now = opening.Now;
        _agency = AgencyState.Apply(
            null,
            AgencyId.Default,
            new AgencyEntry.TermsSet(Terms(opening))
            {
                Seq = 1,
                At = _now,
                RecordedAt = _now,
            }
        );
        var id = ClientId.Parse("bella");
        var answer = ClientOpening.Decide(
            new OpenClient(
                id,
                "Bella",
                Email: null,
                new ClientTerms
                {
                    Zone = opening.Zone,
                    Overage = opening.Mode,
                    OveragePrice = Money(opening.OveragePrice),
                    Rollover = opening.Rollover is var (max, days)
                        ? new RolloverTerms(Credits.Of(max), days)
                        : null,
                },
                new Plan(
                    opening.Package,
                    Credits.Of(opening.MonthlyCredits),
                    Money(opening.MonthlyFee)
                ),
                opening.StartsOn
            ),
            Context
        );
        _entries = ((LedgerAnswer.Append)answer).Entries;
        State = ClientFold.Fold(id, _entries)!;
    }

    public ClientState State { get; private set; }

    private PackageCatalog Catalog => _agency.Terms.Catalog;

    private ActionContext Context => new(_now, Dana, "api", Catalog);

    public Instant Now => _now;

    public IEnumerable<Charge> Charges => _entries.SelectMany(entry => entry.Charges);

    public string Take(ModelStep step) => Do(step) ? "done" : "refused";

    private bool Do(ModelStep step)
    {
        _now = Instant.Max(step.Now, State.RecordedAt);
        var (state, due) = DueEntries.CatchUp(State, _now);
        State = state;
        _entries = _entries.AddRange(due);
        return step switch
        {
            ModelStep.Use use => Append(
                UsageRecording.Decide(
                    State,
                    new RecordUsage(
                        new Usage(
                            "editor",
                            use.Id,
                            Credits.Of(use.Credits),
                            Hold: HoldId(use.Settles)
                        ),
                        use.At
                    ),
                    Context
                )
            ),
            ModelStep.Grant grant => Append(
                Granting.Decide(
                    State,
                    new GrantCredits(
                        Credits.Of(grant.Credits),
                        "extra",
                        grant.ExpiresAt,
                        Money(grant.Price),
                        grant.Priority
                    ),
                    Context
                )
            ),
            ModelStep.ToPackage to => Change(
                new PlanChange.ToPackage(
                    to.Package,
                    Catalog.Find(to.Package)!.Credits,
                    Catalog.Find(to.Package)!.Fee
                ),
                to.AtOnce
            ),
            ModelStep.ToAllocation to => Change(
                new PlanChange.ToAllocation(Credits.Of(to.Credits), Money(to.Fee)),
                to.AtOnce
            ),
            ModelStep.AddMonthly add => Change(
                new PlanChange.Add(Credits.Of(add.Credits), Money(add.Price)),
                add.AtOnce
            ),
            ModelStep.SetMode set => SetTerms(State.Terms with { Overage = set.Mode }),
            ModelStep.SetOveragePrice set => SetTerms(
                State.Terms with
                {
                    OveragePrice = Money(set.Price),
                }
            ),
            ModelStep.SetZone set => SetTerms(State.Terms with { Zone = set.Zone }),
            ModelStep.SetRollover set => SetTerms(
                State.Terms with
                {
                    Rollover = new RolloverTerms(Credits.Of(set.Max), set.Days),
                }
            ),
            ModelStep.SetExtraPrice set => Sell(
                Catalog with
                {
                    ExtraCreditPrice = Money(set.Price),
                }
            ),
            ModelStep.ListPackage list => Sell(
                Catalog with
                {
                    Packages =
                    [
                        .. Catalog.Packages.Select(package =>
                            package.Name == list.Package
                                ? new Package(
                                    list.Package,
                                    Credits.Of(list.Credits),
                                    Money(list.Fee)
                                )
                                : package
                        ),
                    ],
                }
            ),
            ModelStep.Hold hold => Place(hold),
            ModelStep.Release release => _holds.TryGetValue(release.Id, out var id)
                && Append(Holding.Release(State, id, Context)),
            ModelStep.CloseLastMonth => Close(),
            _ => true,
        };
    }

    public MonthTotals Book(YearMonth month)
    {
        var after = ClientMonths.EntriesAfter(State, month, Catalog.Zone);
        var source = new ClientSource(State, _entries.FindAll(entry => entry.Seq > after));
        var part = ClientMonths.Of(
            source,
            _agency,
            month,
            ImmutableDictionary<PersonId, string>.Empty,
            before: null,
            _now
        );
        return MonthBooks.Build(_agency, month, part is null ? [] : [part], [], _now).Totals;
    }

    private bool Change(PlanChange change, bool atOnce) =>
        Append(
            PlanChanging.Decide(
                State,
                new ChangePlan(change, atOnce ? Effective.Now : Effective.NextReset),
                Context
            )
        );

    private bool SetTerms(ClientTerms terms) =>
        Append(TermsChanging.Decide(State, new ChangeTerms(terms), Context));

    private string? HoldId(string? name) =>
        name is not null && _holds.TryGetValue(name, out var id) ? id.ToString() : name;

    private bool Place(ModelStep.Hold hold)
    {
        var placed = Append(
            Holding.Decide(
                State,
                new PlaceHold(
                    _agency.Id,
                    Credits.Of(hold.Credits),
                    Action: null,
                    Duration.FromSeconds(hold.Seconds)
                ),
                Context
            )
        );
        if (placed)
        {
            _holds[hold.Id] = ((ClientEntry.Held)_entries[^1]).Id;
        }

        return placed;
    }

    private bool Sell(PackageCatalog catalog)
    {
        var terms = _agency.Terms with { Catalog = catalog };
        _agency = AgencyState.Apply(
            _agency,
            _agency.Id,
            new AgencyEntry.TermsSet(terms)
            {
                Seq = _agency.NextSeq,
                At = _now,
                RecordedAt = _now,
            }
        );
        return true;
    }

    private bool Close()
    {
        var month = _now.InZone(Catalog.Zone).Date.ToYearMonth().PlusMonths(-1);
        if (_agency.ClosesAt(month) > _now)
        {
            _agency = AgencyState.Apply(
                _agency,
                _agency.Id,
                new AgencyEntry.MonthClosed(month)
                {
                    Seq = _agency.NextSeq,
                    At = _now,
                    RecordedAt = _now,
                }
            );
        }

        return true;
    }

    private bool Append(LedgerAnswer answer)
    {
        if (answer is not LedgerAnswer.Append append)
        {
            return false;
        }

        State = append.Entries.Aggregate(State, ClientFold.Apply);
        _entries = _entries.AddRange(append.Entries);
        return true;
    }

    private Money? Money(decimal? amount) => amount is { } value ? Money(value) : null;

    private Money Money(decimal amount) => new(amount, Catalog.Currency);

    private static AgencyTerms Terms(ModelOpening opening) =>
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
                        new Money(package.Fee, opening.Currency)
                    )),
                ],
                Currency = opening.Currency,
                Zone = opening.AgencyZone,
                ExtraCreditPrice = opening.ExtraPrice is { } price
                    ? new Money(price, opening.Currency)
                    : null,
                CostPerCredit =
                [
                    .. opening.CostPerCredit.Select(cost => new DatedPrice(
                        cost.From,
                        new Money(cost.Price, opening.Currency)
                    )),
                ],
            },
            Policy = new RequestPolicy(),
            WorkingTime = WorkingTime.Default(opening.AgencyZone),
            GraceDays = opening.GraceDays,
        };
}
