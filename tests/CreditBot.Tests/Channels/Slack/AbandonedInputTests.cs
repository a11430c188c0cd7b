using CreditBot.Amounts;
using CreditBot.Channels.Slack.Turns;
using CreditBot.Storage.Memory;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Channels.Slack;

/// <summary>What a node took on from Slack and didn't answer, another one answers: one, and not before its time.</summary>
public sealed class AbandonedInputTests : IAsyncDisposable
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 23, 15, 0));
    private readonly MemoryStore _store;

    public AbandonedInputTests() => _store = new MemoryStore(_clock, isShared: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task It_is_one_node_s_after_a_minute()
    {
        var (first, second, third) = (Inbox(), Inbox(), Inbox());
        (await first.KeepAsync(AgencyId.Default, Input("Ev1"), Stop)).ShouldBeTrue();
        (await second.KeepAsync(AgencyId.Default, Input("Ev1"), Stop)).ShouldBeFalse();
        await first.KeepAsync(AgencyId.Default, Input("Ev2"), Stop);
        await first.DoneAsync(AgencyId.Default, Input("Ev2"), Stop);
        (await AbandonedAsync(second)).ShouldBeEmpty();

        _clock.Advance(Duration.FromMinutes(1));
        var taken = await Task.WhenAll(AbandonedAsync(second), AbandonedAsync(third));
        taken.SelectMany(ids => ids).ShouldBe(["Ev1"]);

        _clock.Advance(Duration.FromSeconds(59));
        (await AbandonedAsync(first)).ShouldBeEmpty();
        _clock.Advance(Duration.FromSeconds(1));
        (await AbandonedAsync(first)).ShouldBe(["Ev1"]);
        await first.DoneAsync(AgencyId.Default, Input("Ev1"), Stop);
        _clock.Advance(Duration.FromHours(1));
        (await AbandonedAsync(second)).ShouldBeEmpty();
    }

    private SlackInbox Inbox() => new(_store, _clock);

    private static async Task<IEnumerable<string>> AbandonedAsync(SlackInbox inbox) =>
        (await inbox.AbandonedAsync(AgencyId.Default, Stop)).Select(input => input.Id);

    private static SlackInput Input(string id) =>
        new SlackInput.Said(id, "T1", "T1", "U1", "D1", null, "balance");
}
