using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Channels;
using CreditBot.Demo;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.RealClients.Processes;
using CreditBot.RealClients.Product;
using CreditBot.Requests;
using CreditBot.Settings;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using CreditBot.StoreCrasher;
using CreditBot.Tests.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CreditBot.RealClients.Storage;

/// <summary>Nodes race for the jobs of one database while they are killed, paused and restarted with clocks 30 seconds apart: each reset, report and reminder is one (design.md §6).</summary>
[Collection(AllOfTheMachine.Name)]
public sealed class JobRaceTests : IAsyncLifetime
{
    private const int Nodes = 3;
    private static readonly AgencyId Agency = AgencyId.Default;
    private static readonly ClientId[] Clients =
    [
        ClientId.Parse("bella"),
        ClientId.Parse("corner"),
        ClientId.Parse("acme"),
    ];

    private readonly TempFolder _folder = new();
    private readonly Random _random = new(7);
    private readonly List<ChildProcess> _nodes = [];
    private PostgresServer _server = null!;
    private RaceNode _race = null!;
    private string _database = "";
    private int _disruptions;

    // A month a round: three moments each, and something happens to a node at every one.
    private static int Rounds => Counts.Of(quick: 8, full: 170);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Sent => _folder.Of("sent");

    private IStore Store => _race.Store;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.SharedAsync();
        _database = await _server.NewDatabaseAsync();
        _race = RaceNode.Open(_database, Sent, Duration.Zero);
        Directory.CreateDirectory(Sent);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _race.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_reset_report_and_reminder_is_one_whatever_happens_to_the_nodes()
    {
        var first = new YearMonth(2027, 1);
        await FoundAsync(first);
        for (var n = 0; n < Nodes; n++)
        {
            await StartAsync();
        }

        var reminders = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            var month = first.PlusMonths(round);
            await MomentAsync(month.OnDayOfMonth(1), 12, ResetAsync);
            // Past the grace of the month before; asked on a Monday to Thursday, so that the reminder is due the day after.
            var asking = month.OnDayOfMonth(5);
            while (asking.DayOfWeek > IsoDayOfWeek.Thursday)
            {
                asking = asking.PlusDays(1);
            }

            await MomentAsync(asking, 12, () => ClosedAsync(month.PlusMonths(-1)));
            reminders += await AskAsync(Clients[round % Clients.Length]) ? 1 : 0;
            await MomentAsync(asking.PlusDays(1), 16, () => Task.FromResult(true));
        }

        await EverythingLeavesAsync();
        foreach (var node in _nodes)
        {
            node.Kill();
        }

        await ResetsAreOnceAsync(first);
        reminders.ShouldBe(Rounds);
        await DeliveriesAreOnceAsync(first, reminders);
        var report = await new StoreCheck((TableStore)Store).RunAsync(null, Stop);
        report.Faults.ShouldBeEmpty();
    }

    /// <summary>The clock goes on, something happens to a node, and what is due by then gets done all the same.</summary>
    private async Task MomentAsync(LocalDate day, int hour, Func<Task<bool>> isDone)
    {
        await SetTimeAsync(day.At(new LocalTime(hour, 0)).InUtc().ToInstant());
        await Task.Delay(_random.Next(40), Stop);
        var place = _random.Next(_nodes.Count);
        var node = _nodes[place];
        switch (_random.Next(3))
        {
            case 0:
                node.Kill();
                _disruptions++;
                _nodes.RemoveAt(place);
                await node.DisposeAsync();
                await StartAsync();
                break;
            case 1:
                node.Freeze();
                _disruptions++;
                // Long enough for the others to do it all; then it goes on where it stood.
                await DoneAsync(isDone);
                node.GoOn();
                break;
            default:
                break;
        }

        await DoneAsync(isDone);
    }

    private static Task DoneAsync(Func<Task<bool>> isDone) =>
        Eventually.GetAsync(
            async () => await isDone() ? "done" : null,
            "the jobs of the moment to be done",
            TimeSpan.FromMinutes(1)
        );

    private async Task StartAsync()
    {
        var skew = (_random.Next(3) - 1) * 30;
        var node = ChildProcess.Start(
            "dotnet",
            [
                Repository.Crasher,
                "race",
                _database,
                Sent,
                skew.ToString(CultureInfo.InvariantCulture),
            ]
        );
        _nodes.Add(node);
        if (_nodes.Count < Nodes)
        {
            await node.WaitForLineAsync(line => line == "racing", "a node to start");
        }
    }

    private Task SetTimeAsync(Instant now)
    {
        _race.Clock.Set(now);
        return Store.CommitAsync(
            new Commit(Agency)
            {
                Documents =
                [
                    new DocumentWrite(
                        RaceNode.TimeKind,
                        RaceNode.TimeKey,
                        Instants.ToUnixTimeMicroseconds(now).ToString(CultureInfo.InvariantCulture)
                    ),
                ],
            },
            Stop
        );
    }

    private async Task FoundAsync(YearMonth first)
    {
        var services = _race.App.Services;
        var now = first.OnDayOfMonth(1).AtMidnight().InUtc().ToInstant();
        _race.Clock.Set(now);
        var ledgers = services.GetRequiredService<Ledgers>();
        var terms = services.GetRequiredService<HostSettings>().Agencies[Agency].Terms;
        await AgencySeed.WriteTermsAsync(ledgers, Agency, terms, Stop);
        var people = services.GetRequiredService<People>();
        await people.AddManagerAsync(Agency, "dana", "Dana", "dana@agency.test", Stop);
        var package = terms.Catalog.Packages[0];
        foreach (var client in Clients)
        {
            await ledgers.OpenAsync(
                new Actor(Agency, new PersonId("dana"), ChannelNames.Api),
                new OpenClient(
                    client,
                    client.Value,
                    null,
                    new ClientTerms { Zone = DateTimeZone.Utc, Manager = new PersonId("dana") },
                    new Plan(package.Name, package.Credits, package.Fee),
                    now.InUtc().Date
                ),
                null,
                Stop
            );
        }

        await SetTimeAsync(now);
    }

    private async Task<bool> AskAsync(ClientId client)
    {
        var services = _race.App.Services;
        var ledgers = services.GetRequiredService<Ledgers>();
        var state = await ledgers.ReadAsync(Agency, client, Stop);
        var catalog = (await ledgers.AgencyAsync(Agency, Stop)).Terms.Catalog;
        var sent = await services
            .GetRequiredService<RequestDesk>()
            .SendAsync(
                new Actor(Agency, new PersonId("dana"), ChannelNames.Api),
                client,
                RequestTermsPricing.Extra(state!, catalog, RequestKind.OneTime, Credits.Of(5)),
                "a race",
                null,
                null,
                null,
                Stop
            );
        return sent is LedgerResult.Done;
    }

    /// <summary>Nobody has anything due, whatever is in the outbox; a node whose clock is behind leaves it to the others.</summary>
    private async Task<bool> ResetAsync() =>
        (await Store.DueAsync(Agency, _race.Clock.GetCurrentInstant(), 1, Stop)).Count == 0;

    private async Task<bool> ClosedAsync(YearMonth month) =>
        await Store.AgencyAsync(Agency, Stop) is { } state && state.IsClosed(month);

    private async Task EverythingLeavesAsync()
    {
        // What a killed node held is free when its lease ends: time passes.
        await using (var source = Npgsql.NpgsqlDataSource.Create(_database))
        {
            await using var command = source.CreateCommand(
                "update outbox_lanes set until = now() - interval '1 second'"
            );
            await command.ExecuteNonQueryAsync(Stop);
        }

        await Eventually.GetAsync(
            async () =>
                (await Store.OutboxAsync(Agency, OutboxState.Waiting, 1000, Stop)).Any(message =>
                    message.DueAt <= _race.Clock.GetCurrentInstant()
                )
                    ? null
                    : "nothing",
            "everything to leave",
            TimeSpan.FromMinutes(2),
            () => string.Join("\n", _nodes.Select(node => node.Output))
        );
    }

    private async Task ResetsAreOnceAsync(YearMonth first)
    {
        foreach (var client in Clients)
        {
            var entries = await Store.EntriesAsync(Agency, client, 0, 10_000, Stop);
            entries
                .Select(stored => stored.Entry)
                .OfType<ClientEntry.PeriodStarted>()
                .Select(started => started.Period.Start)
                .ShouldBe(
                    Enumerable
                        .Range(0, Rounds + 1)
                        .Select(n =>
                            first.PlusMonths(n).OnDayOfMonth(1).AtMidnight().InUtc().ToInstant()
                        )
                );
        }

        var own = await Store.AgencyEntriesAsync(Agency, 0, 10_000, Stop);
        own.Select(stored => stored.Entry)
            .OfType<AgencyEntry.MonthClosed>()
            .Select(closed => closed.Month)
            .ShouldBe(Enumerable.Range(0, Rounds).Select(first.PlusMonths));
        var seals = own.Select(stored => stored.Entry).OfType<AgencyEntry.Sealed>().ToList();
        seals.ShouldNotBeEmpty();
        seals.Select(day => day.At).ShouldBeUnique();
    }

    private async Task DeliveriesAreOnceAsync(YearMonth first, int reminders)
    {
        var byId = Directory
            .EnumerateFiles(Sent, "*.sent")
            .Select(File.ReadAllText)
            .CountBy(id => id)
            .ToDictionary();
        var sent = await Store.OutboxAsync(Agency, OutboxState.Sent, 10_000, Stop);
        byId.Keys.Order(StringComparer.Ordinal)
            .ShouldBe(sent.Select(message => message.Id).Order(StringComparer.Ordinal));
        (await Store.OutboxAsync(Agency, OutboxState.Dead, 10, Stop)).ShouldBeEmpty();
        // A node that dies or is paused between the receiver's word and its own mark repeats that one message and no other.
        byId.Values.ShouldAllBe(times => times <= 2);
        byId.Values.Count(times => times == 2).ShouldBeLessThanOrEqualTo(_disruptions);

        byId.Keys.Count(id => id.EndsWith("/waits", StringComparison.Ordinal)).ShouldBe(reminders);
        var reports = byId
            .Keys.Where(id => id.StartsWith("report/", StringComparison.Ordinal))
            .ToList();
        for (var n = 0; n < Rounds; n++)
        {
            var month = first.PlusMonths(n);
            reports
                .Count(id =>
                    id.Contains($"{month.Year:D4}-{month.Month:D2}", StringComparison.Ordinal)
                )
                .ShouldBeInRange(1, 2, $"{month}");
        }

        reports.ShouldAllBe(id => id.EndsWith("/0", StringComparison.Ordinal));
    }
}
