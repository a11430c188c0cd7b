using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Tests.Storage;

using Period = CreditBot.Ledger.Period;

/// <summary>One entry of each kind with everything set that can be set, for the stored form alone: they need not make sense together.</summary>
internal static class EntrySamples
{
    private static readonly Instant At =
        Instant.FromUtc(2026, 11, 3, 9, 12) + Duration.FromMilliseconds(1);
    private static readonly Instant RecordedAt = Instant.FromUtc(2026, 11, 3, 9, 13);
    private static readonly LocalDate Day = new(2026, 11, 3);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Pacific/Auckland"];
    private static readonly PersonId Dana = new("dana");
    private static readonly RequestId R12 = new(12);
    private static readonly Money Price = new(118.80m, "USD");

    private static readonly Lot Lot = new()
    {
        Id = new LotId(7, 1),
        Kind = LotKind.OneTime,
        Granted = Credits.Of(60.5m),
        GrantedAt = At,
        OpenSince = At,
        ExpiresAt = At + Duration.FromDays(30),
        Priority = 0,
        Price = Price,
        Burned = Credits.Of(1),
        Expired = Credits.Of(2),
        Voided = Credits.Of(3),
    };

    private static readonly Hold Hold = new(
        HoldId.Of(AgencyId.Default, ClientId.Parse("bella-bakery"), 7),
        Credits.Of(12.5m),
        RecordedAt + Duration.FromMinutes(10)
    );

    private static readonly Plan Plan = new("Basic", Credits.Of(50), new Money(99.00m, "USD"));

    private static readonly ClientTerms Terms = new()
    {
        Zone = Zone,
        Overage = OverageMode.Invoice,
        OveragePrice = new Money(1.9800m, "USD"),
        Rollover = new RolloverTerms(Credits.Of(20), 10),
        Manager = Dana,
        Backup = new PersonId("sam"),
        TaxCode = "NZ-GST",
        TaxRate = 0.15m,
    };

    private static readonly RequestTerms Asked = new()
    {
        Kind = RequestKind.OneTime,
        Credits = Credits.Of(60),
        Price = Price,
        Effective = Effective.Now,
    };

    private static readonly RequestTerms Upgrade = new()
    {
        Kind = RequestKind.Upgrade,
        Package = "Professional",
        Price = new Money(100m, "USD"),
    };

    private static readonly Period Period = new()
    {
        Number = 3,
        StartsOn = Day,
        EndsOn = Day.PlusMonths(1),
        Start = At,
        End = At + Duration.FromDays(30),
        IsHistory = true,
        Plan = Plan,
        MonthlyNet = Credits.Of(50),
        HighestFee = Plan.MonthlyFee,
        Used = Credits.Of(4),
        Overage = Credits.Of(5),
        OverageOwed = new Money(9.9m, "USD"),
        OneTimeBought = Credits.Of(6),
        OneTimePaid = new Money(11.88m, "USD"),
        Expired = Credits.Of(7),
        DryAt = RecordedAt,
        DryFor = Duration.FromMinutes(90),
    };

    public static IEnumerable<ClientEntry> OfClient() =>
        Kinds()
            .Select(entry =>
                entry with
                {
                    By = Dana,
                    Request = R12,
                    Grants = [Lot],
                    Takes =
                    [
                        new LotTake(
                            Lot.Id,
                            Credits.Of(1.001m),
                            TakeReason.Burned,
                            FromExpiry: true
                        ),
                        new LotTake(Lot.Id, Credits.Of(2), TakeReason.Repaid, DebtSeq: 4),
                        new LotTake(Lot.Id, Credits.Of(3), TakeReason.Expired),
                        new LotTake(Lot.Id, Credits.Of(4), TakeReason.Voided),
                    ],
                    Returns = entry is ClientEntry.Reversed ? Returns : [],
                    Charges = [new Charge(ChargeKind.OneTime, new YearMonth(2026, 11), Price)],
                    Texts = ImmutableDictionary<string, string>
                        .Empty.Add(TextNames.Reason, "für den \"Relaunch\" 🎂")
                        .Add(TextNames.Answer, "yes"),
                }
            );

    private static readonly StandingPlan Planned = new(
        Standing.Ended,
        Day,
        At,
        new YearMonth(2026, 11),
        Settlement.Expire
    );

    private static PlanBefore Before =>
        new(Plan, new PlanChange.Add(Credits.Of(60), Price), Credits.Of(50), Plan.MonthlyFee, 5);

    private static RequestTerms Monthly =>
        new()
        {
            Kind = RequestKind.Ongoing,
            Credits = Credits.Of(60),
            Months = 3,
            Price = Price,
        };

    private static ImmutableList<LotReturn> Returns =>
        [
            new LotReturn(Lot.Id, Credits.Of(1), ReturnTo.Remaining),
            new LotReturn(
                Lot.Id,
                Credits.Of(2),
                ReturnTo.Expired,
                FromExpiry: true,
                TakeReason.Repaid
            ),
            new LotReturn(Lot.Id, Credits.Of(3), ReturnTo.Voided, Was: TakeReason.Voided),
        ];

    public static IEnumerable<AgencyEntry> OfAgency() =>
        [
            new AgencyEntry.TermsSet(AgencyTerms)
            {
                Seq = 1,
                At = At,
                RecordedAt = RecordedAt,
                By = Dana,
            },
            new AgencyEntry.Purchased(Credits.Of(10_000), new Money(800m, "USD"))
            {
                Seq = 2,
                At = At,
                RecordedAt = RecordedAt,
                By = Dana,
            },
            new AgencyEntry.MonthClosed(new YearMonth(2026, 10))
            {
                Seq = 3,
                At = At,
                RecordedAt = RecordedAt,
            },
            new AgencyEntry.Sealed(
                ImmutableSortedDictionary<string, StreamSeal>.Empty.Add(
                    "bella-bakery",
                    new StreamSeal(7, "00ff")
                )
            )
            {
                Seq = 4,
                At = At,
                RecordedAt = RecordedAt,
            },
            new AgencyEntry.TermsSet(AgencyTerms with { Policy = Policy })
            {
                Seq = 5,
                At = At,
                RecordedAt = RecordedAt,
                By = Dana,
            },
            new AgencyEntry.TermsSet(
                AgencyTerms with
                {
                    Policy = AgencyTerms.Policy with
                    {
                        UrgentEscalateAfter = Duration.FromMinutes(20),
                        FactsMovedPercent = 10,
                    },
                }
            )
            {
                Seq = 6,
                At = At,
                RecordedAt = RecordedAt,
            },
            new AgencyEntry.TermsSet(
                AgencyTerms with
                {
                    Policy = AgencyTerms.Policy with { BridgeCredits = Credits.Of(10) },
                }
            )
            {
                Seq = 7,
                At = At,
                RecordedAt = RecordedAt,
            },
        ];

    private static RequestPolicy Policy =>
        AgencyTerms.Policy with
        {
            Limits =
            [
                new DecisionLimit(
                    Dana,
                    null,
                    new PolicyBound(RequestKind.OneTime, Credits.Of(100), null)
                ),
                new DecisionLimit(
                    null,
                    ManagerRole.OnCall,
                    new PolicyBound(null, null, new Money(250m, "USD"))
                ),
                new DecisionLimit(
                    null,
                    ManagerRole.Backup,
                    new PolicyBound(RequestKind.Upgrade, Credits.Zero, null)
                ),
                new DecisionLimit(
                    null,
                    ManagerRole.AccountManager,
                    new PolicyBound(RequestKind.Ongoing, null, Price)
                ),
            ],
            SecondApproverAbove = [new PolicyBound(null, Credits.Of(200), new Money(500m, "USD"))],
            AutoApproval = new AutoApproval(Credits.Of(20), new Money(50m, "USD")),
            PriceFloors = [new PriceFloor(RequestKind.OneTime, new Money(1.5m, "USD"))],
        };

    public static AgencyTerms AgencyTerms =>
        new()
        {
            Name = "Pixel & Co",
            Catalog = new PackageCatalog
            {
                Packages = [new Package("Basic", Credits.Of(50), new Money(99m, "USD"))],
                Currency = "USD",
                Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"],
                ExtraCreditPrice = new Money(1.98m, "USD"),
                CostPerCredit =
                [
                    new DatedPrice(new LocalDate(2026, 1, 1), new Money(0.10m, "USD")),
                ],
            },
            Policy = new RequestPolicy
            {
                LapseAfterDays = 8,
                UndoFor = Duration.FromMinutes(11),
                RemindAfter = Duration.FromHours(5),
                EscalateAfter = Duration.FromHours(9),
            },
            WorkingTime = new WorkingTime(
                [IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday],
                new LocalTime(8, 30),
                new LocalTime(16, 0),
                [new LocalDate(2026, 12, 25)],
                DateTimeZoneProviders.Tzdb["Europe/Berlin"]
            ),
            OnCall = [Dana],
            Recipients =
            [
                new ReportRecipient("owner@pixel.example", "Europe/Berlin", "de-DE", "dana"),
            ],
            SendReportsAt = new LocalTime(6, 45),
            GraceDays = 4,
        };

    public static ClientState State =>
        new()
        {
            Id = ClientId.Parse("bella-bakery"),
            Name = "Bella Bakery",
            Email = "bella@bakery.example",
            Version = 9,
            CreatedAt = At,
            RecordedAt = RecordedAt,
            Terms = Terms,
            Plan = Plan,
            PendingChange = new PlanChange.Add(Credits.Of(60), Price),
            PlanChangedBy = 5,
            Uplifts = new Uplifts([new Uplift(4, Credits.Of(20), Price, 7)]),
            Anchor = Day,
            AnchorNumber = 2,
            Standing = Standing.Paused,
            StandingFrom = Day,
            Planned = Planned,
            Ending = new Ending(9, At, new YearMonth(2026, 11)),
            HavePeopleLeft = true,
            Periods = [Period with { Seq = 2, Reached = UseLevel.Out }],
            Lots = [Lot],
            Debts = [new Debt(4, Credits.Of(1))],
            Holds = [Hold],
            Requests = ImmutableSortedDictionary<long, CreditRequest>.Empty.Add(
                12,
                new CreditRequest
                {
                    Id = R12,
                    Terms = Asked,
                    By = Dana,
                    CreatedAt = At,
                    LapsesAt = RecordedAt,
                    Due = Day,
                    Reason = "relaunch",
                    Advised = Upgrade,
                    State = RequestState.Countered,
                    Decision = new Decision(
                        RequestState.Approved,
                        Dana,
                        At,
                        "teams",
                        Asked,
                        "because"
                    ),
                    EntrySeq = 8,
                    Booking = new PlanBooking(
                        Before,
                        Effective.Now,
                        [new LotTake(Lot.Id, Credits.Of(4), TakeReason.Voided)],
                        [new Charge(ChargeKind.Fee, new YearMonth(2026, 11), Price)]
                    ),
                    Question = "why?",
                    Answer = "so",
                    Counter = Upgrade,
                    LastHandledBy = Dana,
                    Entries = new RequestEntries([4, 6, 7]),
                    Bridge = new RequestBridge(At, Credits.Of(10)),
                    FirstApproval = new FirstApproval(
                        6,
                        new PersonId("sam"),
                        At,
                        "web",
                        Asked,
                        "fine"
                    ),
                }
            ),
            Lines =
            [
                new BilledLine
                {
                    Id = new LineId(2, 1),
                    Kind = ChargeKind.Fee,
                    Month = new YearMonth(2026, 11),
                    Net = Plan.MonthlyFee,
                    RecordedAt = RecordedAt,
                    Package = "Basic",
                    Request = R12,
                    Of = new LineId(1, 2),
                    State = LineState.Issued,
                    Mark = new LineMark(RecordedAt, Dana),
                    Tax = new LineTax("NZ-GST", 0.15m),
                },
            ],
            PoolUsed = Credits.Of(4),
            DrySince = At,
            Reversed = [3, 7],
        };

    private static ClientEntry[] Kinds()
    {
        var seq = 0L;
        return
        [
            new ClientEntry.Opened(Terms, Plan, Day)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.TermsChanged(Terms)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.PeriodStarted(Period)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.LotsExpired
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Granted
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Used(
                new Usage("editor", "e-1", Credits.Of(1.25m), "edit", "/menu", "s1", 2.5m, "h1"),
                new Overage(Credits.Of(0.5m), OverageMode.Carry, Price, OwesDebt: true)
            )
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            Plans(new PlanChange.ToPackage("Basic", Credits.Of(50), Price), Effective.Now),
            Plans(new PlanChange.ToAllocation(Credits.Of(110), Price), Effective.NextReset),
            Plans(new PlanChange.Add(Credits.Of(60), Price), Effective.NextReset),
            new ClientEntry.Requested(Asked, Day, RecordedAt, Upgrade)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Asked("teams")
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Answered("slack")
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Countered(Upgrade, "web")
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.CounterDeclined("web")
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Decided(RequestState.ApprovedWithChange, Asked, "api", Dana)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Undone(8, ClearsPending: true, "teams")
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Withdrawn("web")
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Lapsed
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Held(Hold.Id, Hold.Credits, "section", Hold.Until)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.HoldReleased(Hold.Id)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Reversed(
                6,
                Credits.Of(1.25m),
                new Overage(Credits.Of(0.5m), OverageMode.Invoice, Price, OwesDebt: false)
            )
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.PeriodStarted(Period, Resumes: Day)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.StandingPlanned(Planned)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Paused(Day)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Ended(Day, new YearMonth(2026, 11), Settlement.Refund)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.PeopleLeft
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Undone(8, ClearsPending: true, "teams", Before)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.LinesMarked([new LineId(2, 1), new LineId(5, 2)], LineState.Void)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.FirstApproved(Asked, "teams")
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.FirstApprovalWithdrawn("web")
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Requested(Asked, Day, RecordedAt, Upgrade, "slack")
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Bridged
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            Plans(new PlanChange.Add(Credits.Of(60), Price, Months: 3), Effective.NextReset),
            new ClientEntry.UpliftEnded(4, Credits.Of(60), Price)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Requested(Monthly, Day, RecordedAt, Upgrade)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
            new ClientEntry.Undone(
                8,
                ClearsPending: true,
                "teams",
                Before with
                {
                    Uplifts = new Uplifts([new Uplift(4, Credits.Of(20), Price, 7)]),
                }
            )
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            },
        ];

        ClientEntry.PlanChanged Plans(PlanChange change, Effective effective) =>
            new(change, effective)
            {
                Seq = ++seq,
                At = At,
                RecordedAt = RecordedAt,
            };
    }
}
