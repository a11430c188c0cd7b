using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage.Memory;
using CreditBot.Tests.Storage;
using NodaTime.Testing;

namespace CreditBot.Tests.Requests;

/// <summary>Usage that arrives together is decided together: each caller gets its own answer, none pays for another.</summary>
public sealed class UsageRoundsTests : IAsyncLifetime
{
    private const int Callers = 64;

    private static readonly AgencyId Agency = AgencyId.Default;
    private static readonly Actor Editor = new(Agency, new PersonId("editor"), ChannelNames.Api);

    private readonly FakeClock _clock = new(Ledgering.Start);
    private readonly HeldStore _held;
    private readonly IStore _store;
    private readonly Ledgers _ledgers;
    private readonly UsageIntake _intake;

    public UsageRoundsTests()
    {
        (_store, _held) = HeldStore.Around(new MemoryStore(_clock));
        _ledgers = new Ledgers(_store, _clock);
        _intake = new UsageIntake(_store, _ledgers, new People(_store));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _store.CommitAsync(Ledgering.Found(Agency, Ledgering.Start), Stop);
        await _store.CommitAsync(
            Ledgering.Of(
                Agency,
                Ledgering.Open("bella", Ledgering.Start),
                Ledgering.Open("carlo", Ledgering.Start)
            ),
            Stop
        );
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Calls_that_wait_are_written_together_and_each_gets_its_own_answer_in_its_own_order()
    {
        using (_held.Hold())
        {
            var first = UseAsync(Use("bella", "first"));
            await _held.WaitForCommitAsync(Stop);
            var calls = Enumerable
                .Range(0, Callers)
                .Select(n =>
                    UseAsync(
                        Use("bella", $"b-{n}", 0.5m),
                        Use("nobody", $"n-{n}"),
                        Use("bella", "first")
                    )
                )
                .ToList();
            _held.Release();

            (await first)[0].Seq.ShouldBe(3);
            var results = await Task.WhenAll(calls);
            results
                .Select(result => result[0].Seq!.Value)
                .Order()
                .ShouldBe(Enumerable.Range(4, Callers).Select(n => (long)n));
            results.ShouldAllBe(result =>
                result[0].Status == UsageIntake.Accepted
                && result[1].Reason == "unknown_client"
                && result[2].Status == UsageIntake.Duplicate
                && result[2].Seq == 3
            );
        }

        _held.Commits.Count.ShouldBe(2);
        (await _store.ClientAsync(Agency, Ledgering.Id("bella"), Stop))!.Balance.ShouldBe(
            Credits.Of(50 - 1 - (Callers * 0.5m))
        );
    }

    [Fact]
    public async Task The_same_event_from_two_callers_at_once_is_taken_from_one()
    {
        using (_held.Hold())
        {
            var first = UseAsync(Use("bella", "first"));
            await _held.WaitForCommitAsync(Stop);
            var twice = new[] { UseAsync(Use("bella", "x")), UseAsync(Use("bella", "x")) };
            _held.Release();

            await first;
            (await Task.WhenAll(twice))
                .Select(result => result[0].Status)
                .ShouldBe([UsageIntake.Accepted, UsageIntake.Duplicate], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task A_caller_that_gives_up_before_its_turn_leaves_nothing_and_the_others_go_on()
    {
        using var impatient = new CancellationTokenSource();
        using (_held.Hold())
        {
            var first = UseAsync(Use("bella", "first"));
            await _held.WaitForCommitAsync(Stop);
            var gone = _intake.RecordAsync(Editor, [Use("bella", "gone")], null, impatient.Token);
            var stays = UseAsync(Use("bella", "stays"));
            await impatient.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => gone);
            _held.Release();

            await first;
            (await stays)[0].Status.ShouldBe(UsageIntake.Accepted);
        }

        (await _store.UsageAsync(Agency, new UsageKey("editor", "gone"), Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_caller_that_gives_up_after_its_turn_came_is_still_told()
    {
        using var impatient = new CancellationTokenSource();
        using (_held.Hold())
        {
            var first = _intake.RecordAsync(Editor, [Use("bella", "first")], null, impatient.Token);
            await _held.WaitForCommitAsync(Stop);
            await impatient.CancelAsync();
            _held.Release();

            (await first)[0].Status.ShouldBe(UsageIntake.Accepted);
        }
    }

    [Fact]
    public async Task Where_one_client_is_damaged_the_others_of_its_round_are_recorded()
    {
        using (_held.Hold())
        {
            var first = UseAsync(Use("bella", "first"));
            await _held.WaitForCommitAsync(Stop);
            _held.Damaged = Ledgering.Id("carlo");
            var good = UseAsync(Use("bella", "good"));
            var bad = UseAsync(Use("carlo", "bad"));
            var alsoGood = UseAsync(Use("bella", "also good"));
            _held.Release();

            await first;
            (await good)[0].Status.ShouldBe(UsageIntake.Accepted);
            (await alsoGood)[0].Status.ShouldBe(UsageIntake.Accepted);
            await Should.ThrowAsync<LedgerDamagedException>(() => bad);
        }
    }

    [Fact]
    public async Task An_answer_that_is_kept_goes_into_a_commit_of_its_own()
    {
        using (_held.Hold())
        {
            var first = UseAsync(Use("bella", "first"));
            await _held.WaitForCommitAsync(Stop);
            var calls = new[] { "k-1", "k-2" }
                .Select(key =>
                    _intake.RecordAsync(
                        Editor,
                        [Use("bella", key)],
                        results => new KeptAnswer(
                            key,
                            "digest",
                            200,
                            null,
                            results[0].Status,
                            Ledgering.Start + NodaTime.Duration.FromDays(1)
                        ),
                        Stop
                    )
                )
                .ToList();
            _held.Release();

            await first;
            await Task.WhenAll(calls);
        }

        _held
            .Commits.Select(commit => commit.Answer?.Key)
            .ShouldBe([null, "k-1", "k-2"], ignoreOrder: true);
        (await _store.KeptAnswerAsync(Agency, "k-2", Stop))!.Body.ShouldBe(UsageIntake.Accepted);
    }

    private Task<IReadOnlyList<UsageResult>> UseAsync(params ReportedUsage[] events) =>
        _intake.RecordAsync(Editor, events, null, Stop);

    private static ReportedUsage Use(string client, string id, decimal credits = 1) =>
        new(new Usage("editor", id, Credits.Of(credits), null, null, null), client, null, id);
}
