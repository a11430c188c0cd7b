using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage.LiteDb;
using CreditBot.Storage.Memory;
using CreditBot.Tests.Hosting;
using CreditBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Requests;

/// <summary>Many threads on one client or one request, through the real desks: exact totals, one winner (design.md §3.2, §3.11).</summary>
public abstract class RaceTests : IAsyncLifetime
{
    private const int Editors = 64;
    private const int RoundsAtOnce = 5;
    private const int Managers = 8;
    private const decimal Monthly = 20;

    private static readonly AgencyId Agency = AgencyId.Default;
    private static readonly Actor Editor = new(Agency, new PersonId("editor"), ChannelNames.Api);

    private IStore? _store;

    private IStore Store => _store!;

    private Ledgers Ledgers => field ??= new Ledgers(Store, Clock);

    protected FakeClock Clock { get; } = new(Ledgering.Start);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract IStore Open();

    public async ValueTask InitializeAsync()
    {
        _store = Open();
        await DoneAsync(Ledgering.Found(Agency, Ledgering.Start));
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Each editor holds what it can, uses all or some of it or gives it back, until there is nothing left.</summary>
    [Fact]
    public async Task Holding_and_settling_one_client_down_to_nothing_promises_no_credit_twice()
    {
        // A round mostly waits for the disk, so some go on beside each other: what they write goes down together.
        var rounds = Enumerable.Range(0, Counts.Of(quick: 100, full: 1000));
        foreach (var some in rounds.Chunk(RoundsAtOnce))
        {
            foreach (var round in some)
            {
                await OpenAsync(ClientOf(round));
            }

            await Crowd.RunAsync(
                Editors * some.Length,
                number =>
                {
                    var round = some[number / Editors];
                    return EmptyAsync(ClientOf(round), round, number % Editors);
                }
            );
            foreach (var round in some)
            {
                var state = (await Ledgers.ReadAsync(Agency, ClientOf(round), Stop))!;
                state.Balance.ShouldBe(Credits.Zero);
                state.PoolUsed.ShouldBe(Credits.Of(Monthly));
                state.HoldsAt(Ledgers.Now).ShouldBeEmpty();
                state.Current!.Overage.ShouldBe(Credits.Zero);
            }
        }
    }

    private static ClientId ClientOf(int round) => Ledgering.Id($"round-{round}");

    /// <summary>All managers decide each request at the same moment.</summary>
    [Fact]
    public async Task A_contested_decision_has_one_winner_and_tells_the_others_who()
    {
        var contests = Counts.Of(quick: 1000, full: 10_000);
        await RequestsAsync(contests);
        var desk = await ManagedAsync();
        var winners = new int[contests];
        var losers = new PersonId?[contests, Managers];
        using var together = new Barrier(Managers);
        await Crowd.RunAsync(
            Managers,
            async manager =>
            {
                for (var number = 0; number < contests; number++)
                {
                    together.SignalAndWait(Stop);
                    var result = await desk.DecideAsync(
                        Manager(manager),
                        Ledgering.Id($"contest-{number}"),
                        Decision(new RequestId(number + 1), manager),
                        null,
                        Stop
                    );
                    if (result is LedgerResult.Done)
                    {
                        Interlocked.Increment(ref winners[number]);
                    }
                    else
                    {
                        losers[number, manager] = (
                            (Refusal.AlreadyDecided)((LedgerResult.Refused)result).Refusal
                        )
                            .Request
                            .Decision!
                            .By;
                    }
                }
            }
        );

        for (var number = 0; number < contests; number++)
        {
            winners[number].ShouldBe(1);
            var state = (await Ledgers.ReadAsync(Agency, Ledgering.Id($"contest-{number}"), Stop))!;
            var request = state.Find(new RequestId(number + 1))!;
            for (var manager = 0; manager < Managers; manager++)
            {
                (losers[number, manager] ?? request.Decision!.By).ShouldBe(request.Decision!.By);
            }

            // Basic's 50, and what the one decision booked.
            state.Balance.ShouldBe(
                Credits.Of(50m + (request.Decision!.Terms?.Credits?.Value ?? 0m))
            );
        }
    }

    /// <summary>All managers approve each request at the same moment, twice; it needs two of them.</summary>
    [Fact]
    public async Task A_contested_second_approval_has_two_different_winners_and_is_booked_once()
    {
        var contests = Counts.Of(quick: 100, full: 5_000);
        await Ledgers.ChangeAgencyAsync(
            Agency,
            (state, now) =>
                new AgencyEntry.TermsSet(
                    state!.Terms with
                    {
                        Policy = new RequestPolicy
                        {
                            SecondApproverAbove = [new PolicyBound(null, Credits.Of(1), null)],
                        },
                    }
                )
                {
                    Seq = state.NextSeq,
                    At = now,
                    RecordedAt = now,
                },
            null,
            Stop
        );
        await RequestsAsync(contests);
        var desk = await ManagedAsync();
        var winners = new int[contests];
        using var together = new Barrier(Managers);
        await Crowd.RunAsync(
            Managers,
            async manager =>
            {
                for (var number = 0; number < contests; number++)
                {
                    together.SignalAndWait(Stop);
                    for (var time = 0; time < 2; time++)
                    {
                        var result = await desk.DecideAsync(
                            Manager(manager),
                            Ledgering.Id($"contest-{number}"),
                            new DecideRequest.Approve(new RequestId(number + 1)),
                            null,
                            Stop
                        );
                        Count(result, ref winners[number]);
                    }
                }
            }
        );

        for (var number = 0; number < contests; number++)
        {
            winners[number].ShouldBe(2);
            var state = (await Ledgers.ReadAsync(Agency, Ledgering.Id($"contest-{number}"), Stop))!;
            var request = state.Find(new RequestId(number + 1))!;
            request.State.ShouldBe(RequestState.Approved);
            request.Decision!.By.ShouldNotBe(request.FirstApproval!.By);
            state.Balance.ShouldBe(Credits.Of(50m + request.Terms.Credits!.Value.Value));
        }
    }

    /// <summary>Half of the managers take each approval back while the others bill it.</summary>
    [Fact]
    public async Task An_approval_is_either_taken_back_or_billed()
    {
        var contests = Counts.Of(quick: 200, full: 5_000);
        await RequestsAsync(contests);
        var desk = await ManagedAsync();
        var invoices = new Invoices(Store, Ledgers);
        var lines = new InvoiceId[contests];
        for (var number = 0; number < contests; number++)
        {
            var client = Ledgering.Id($"contest-{number}");
            var done = (LedgerResult.Done)
                await desk.DecideAsync(
                    Manager(0),
                    client,
                    new DecideRequest.Approve(new RequestId(number + 1)),
                    null,
                    Stop
                );
            var granted = done.Entries.OfType<ClientEntry.Granted>().Single();
            lines[number] = new InvoiceId(client, new LineId(granted.Seq, 1));
        }

        var undone = new int[contests];
        var billed = new int[contests];
        using var together = new Barrier(Managers);
        await Crowd.RunAsync(
            Managers,
            async manager =>
            {
                for (var number = 0; number < contests; number++)
                {
                    var client = Ledgering.Id($"contest-{number}");
                    together.SignalAndWait(Stop);
                    if (manager % 2 == 0)
                    {
                        var result = await desk.DecideAsync(
                            Manager(manager),
                            client,
                            new DecideRequest.Undo(new RequestId(number + 1)),
                            null,
                            Stop
                        );
                        Count(result, ref undone[number]);
                    }
                    else
                    {
                        var result = await invoices.MarkAsync(
                            Manager(manager),
                            client,
                            new MarkLines([lines[number].Line], LineState.Issued, null),
                            null,
                            Stop
                        );
                        // Who finds it issued already has nothing to write.
                        if (result is LedgerResult.Done { Entries.Count: > 0 })
                        {
                            Interlocked.Increment(ref billed[number]);
                        }
                    }
                }
            }
        );

        for (var number = 0; number < contests; number++)
        {
            (undone[number] + billed[number]).ShouldBe(1, $"contest {number}");
            var state = (await Ledgers.ReadAsync(Agency, Ledgering.Id($"contest-{number}"), Stop))!;
            var request = state.Find(new RequestId(number + 1))!;
            var line = await invoices.FindAsync(Agency, lines[number], Stop);
            if (billed[number] == 1)
            {
                request.State.ShouldBe(RequestState.Approved);
                line!.State.ShouldBe(LineState.Issued);
            }
            else
            {
                request.State.ShouldBe(RequestState.Open);
                (line?.State is LineState.Issued or LineState.Paid).ShouldBeFalse();
            }
        }
    }

    private async Task<RequestDesk> ManagedAsync()
    {
        var people = new People(Store);
        for (var manager = 0; manager < Managers; manager++)
        {
            await people.AddManagerAsync(Agency, $"manager-{manager}", "Dana", null, Stop);
        }

        return new RequestDesk(
            Ledgers,
            new Counters(Store),
            people,
            new RequestAudience(Store, people),
            new ClientMargin(Store),
            new Pool(Store)
        );
    }

    private static Actor Manager(int manager) =>
        new(Agency, new PersonId($"manager-{manager}"), ChannelNames.Api);

    private static void Count(LedgerResult result, ref int count)
    {
        if (result is LedgerResult.Done)
        {
            Interlocked.Increment(ref count);
        }
    }

    private static DecideRequest Decision(RequestId id, int manager) =>
        (manager % 3) switch
        {
            0 => new DecideRequest.Approve(id),
            1 => new DecideRequest.ApproveWithChange(id, Credits.Of(40)),
            _ => new DecideRequest.Decline(id, "not this month"),
        };

    private async Task EmptyAsync(ClientId client, int round, int editor)
    {
        var desk = new HoldDesk(Ledgers);
        var random = new Random((round * Editors) + editor);
        for (var turn = 0; ; turn++)
        {
            var wanted = Credits.Of(random.Next(1, 3000) / 1000m);
            var result = await PlaceAsync(desk, client, wanted);
            if (result is LedgerResult.Refused { Refusal: Refusal.HoldDenied denied })
            {
                if (denied.Available.IsZero)
                {
                    // All is used, or promised to others: they go on until nothing is left.
                    return;
                }

                wanted = denied.Available;
                result = await PlaceAsync(desk, client, wanted);
            }

            if (result is not LedgerResult.Done done)
            {
                continue;
            }

            var hold = ((ClientEntry.Held)done.Entries[^1]).Id;
            if (random.Next(4) == 0)
            {
                (
                    await desk.ReleaseAsync(Editor, hold, null, Stop)
                ).ShouldBeOfType<LedgerResult.Done>();
            }
            else
            {
                await SettleAsync(client, hold, wanted, $"{round}-{editor}-{turn}");
            }
        }
    }

    private static async Task<LedgerResult> PlaceAsync(
        HoldDesk desk,
        ClientId client,
        Credits credits
    )
    {
        var result = await desk.PlaceAsync(
            Editor,
            client,
            new PlaceHold(Agency, credits, "section", Duration.FromMinutes(10)),
            null,
            Stop
        );
        if (result is LedgerResult.Done { After: var after })
        {
            after.Holds.Sum(hold => hold.Credits).ShouldBeLessThanOrEqualTo(after.Balance);
        }

        return result;
    }

    private async Task SettleAsync(ClientId client, HoldId hold, Credits credits, string id)
    {
        var usage = new Usage(client.Value, id, credits, Hold: hold.ToString());
        var results = await new UsageIntake(Store, Ledgers, new People(Store)).RecordAsync(
            Editor,
            [new ReportedUsage(usage, client.Value, null, id)],
            null,
            Stop
        );
        results.ShouldHaveSingleItem().Status.ShouldBe(UsageIntake.Accepted);
    }

    private async Task OpenAsync(ClientId client)
    {
        var basic = Ledgering.Terms.Catalog.Packages[0];
        var command = new OpenClient(
            client,
            "The client",
            null,
            new ClientTerms { Zone = DateTimeZone.Utc },
            new Plan(basic.Name, Credits.Of(Monthly), basic.Fee),
            null
        );
        (await Ledgers.OpenAsync(Editor, command, null, Stop)).ShouldBeOfType<LedgerResult.Done>();
    }

    private async Task RequestsAsync(int count)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(200))
        {
            var opened = some.Select(number => Ledgering.Open($"contest-{number}", Ledgering.Start))
                .ToArray();
            await DoneAsync(Ledgering.Of(Agency, opened));
            await DoneAsync(
                Ledgering.Of(
                    Agency,
                    [
                        .. opened.Zip(
                            some,
                            (client, number) =>
                                Ledgering.Request(client.State, Ledgering.Start, number + 1)
                        ),
                    ]
                )
            );
        }
    }

    private async Task DoneAsync(Commit commit) =>
        (await Store.CommitAsync(commit, Stop)).ShouldBeOfType<CommitOutcome.Done>();
}

public sealed class MemoryRaceTests : RaceTests
{
    protected override IStore Open() => new MemoryStore(Clock);
}

public sealed class LiteDbRaceTests : RaceTests
{
    private readonly TempDirectory _folder = new();

    protected override IStore Open() =>
        LiteDbStore.Open(
            _folder.Of("creditbot.db"),
            "http://localhost:3978",
            Clock,
            NullLogger<LiteDbStore>.Instance
        );

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
