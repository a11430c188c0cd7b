using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage.PostgreSql;

/// <summary>What nobody has written yet can't be locked: of several nodes that write it first, at once, one does and the others hear of it.</summary>
public sealed class PgFirstWriteTests : IAsyncLifetime
{
    private const int Rounds = 30;
    private static readonly AgencyId Agency = AgencyId.Default;
    private readonly FakeClock _clock = new(Start);
    private readonly List<PgStore> _nodes = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        for (var n = 0; n < 3; n++)
        {
            _nodes.Add(PgStore.Open(database, _clock, NullLogger<PgStore>.Instance));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_document() =>
        await OneWinsAsync(round => WithDocument(Agency, $"d{round}", "{}", readVersion: 0));

    [Fact]
    public async Task An_answer() =>
        await OneWinsAsync(round => new Commit(Agency)
        {
            Answer = new KeptAnswer(
                $"k{round}",
                "body",
                0,
                null,
                null,
                _clock.GetCurrentInstant() + Duration.FromHours(1)
            ),
        });

    [Fact]
    public async Task A_client() =>
        await OneWinsAsync(round => Of(Agency, Open($"c{round}", _clock.GetCurrentInstant())));

    [Fact]
    public async Task An_agency() =>
        await OneWinsAsync(round => Found(new AgencyId($"a{round}"), _clock.GetCurrentInstant()));

    [Fact]
    public async Task A_message_that_one_has_sent_meanwhile_stays_sent()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var message = Message(Agency, $"m{round:D3}", _clock.GetCurrentInstant());
            await Task.WhenAll(
                _nodes.Select(
                    (node, n) =>
                        node.CommitAsync(
                            WithOutbox(
                                Agency,
                                message with
                                {
                                    State = n == 0 ? OutboxState.Sent : OutboxState.Waiting,
                                }
                            ),
                            Stop
                        )
                )
            );
        }

        (await _nodes[0].OutboxAsync(Agency, OutboxState.Waiting, 100, Stop)).ShouldBeEmpty();
        (await _nodes[0].OutboxAsync(Agency, OutboxState.Sent, 100, Stop)).Count.ShouldBe(Rounds);
    }

    private async Task OneWinsAsync(Func<int, Commit> write)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var commit = write(round);
            var outcomes = await Task.WhenAll(
                _nodes.Select(node => node.CommitAsync(commit, Stop))
            );
            outcomes.Count(outcome => outcome is CommitOutcome.Done).ShouldBe(1, $"round {round}");
        }
    }
}
