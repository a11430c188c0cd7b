using System.Diagnostics;
using System.Globalization;
using CreditBot.Bench.Ledger;
using CreditBot.Bench.Turns;
using CreditBot.Tests.Storage.PostgreSql;

namespace CreditBot.Bench.Postgres;

/// <summary>Editors and people who chat, all at once, on two nodes and on one; the database on the same cores.</summary>
internal static class TwoNodes
{
    private const int Rounds = 5;
    private const int Editors = 8;
    private const int Batches = 4;
    private const int EventsInBatch = 100;
    private const int People = 8;
    private const int Turns = 25;
    private const int Events = Editors * Batches * EventsInBatch;

    public static async Task RunAsync(Figures figures, PostgresServer server)
    {
        // Each its own server, so that its load is told apart.
        await using var second = await PostgresServer.StartAsync();
        await using var connector = await Connector.StartAsync();
        await using var one = await Site.StartAsync(server, connector, nodes: 1);
        await using var two = await Site.StartAsync(second, connector, nodes: 2);
        var (alone, both) = (new List<Done>(), new List<Done>());
        for (var round = 0; round <= Rounds; round++)
        {
            var ones = await one.WorkAsync(round);
            var twos = await two.WorkAsync(round);
            if (round > 0)
            {
                alone.Add(ones);
                both.Add(twos);
            }
        }

        // With the database on the same two cores a second node has none of its own: it must not cost any either.
        figures.AtLeast(
            $"{Events} events and {People * Turns} turns: rate of two nodes",
            Samples.Ratio(alone.Select(done => done.Seconds), both.Select(done => done.Seconds)),
            1,
            $"seconds: {Show(both, done => done.Seconds, "0.00")}, one {Show(alone, done => done.Seconds, "0.00")}"
        );
        figures.Context(
            "events/s beside the turns",
            $"two {Show(both, done => Events / done.EventSeconds, "0")}, one {Show(alone, done => Events / done.EventSeconds, "0")}"
        );
        figures.Context(
            "turns/s beside the events",
            $"two {Show(both, done => People * Turns / done.TurnSeconds, "0")}, one {Show(alone, done => People * Turns / done.TurnSeconds, "0")}"
        );
        figures.Context(
            "the database's processor, µs an event (turns in it)",
            $"two {Show(both, Micros, "0")}, one {Show(alone, Micros, "0")}"
        );
        figures.Context(
            "the database's log, bytes an event (turns in it)",
            $"two {Show(both, done => done.Load.LogBytes / Events, "0")}, one {Show(alone, done => done.Load.LogBytes / Events, "0")}"
        );
    }

    private static double Micros(Done done) => done.Load.Processor.TotalMicroseconds / Events;

    private static string Show(IEnumerable<Done> all, Func<Done, double> figure, string format) =>
        new Samples(all.Select(figure)).Show(format);

    /// <param name="Seconds">Until all of it was answered.</param>
    private sealed record Done(
        double Seconds,
        double EventSeconds,
        double TurnSeconds,
        DatabaseLoad Load
    );

    /// <summary>A database with its nodes, and who works with them.</summary>
    private sealed class Site : IAsyncDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly List<ServerProcess> _nodes = [];
        private readonly PostgresServer _server;
        private IReadOnlyList<string> _clients = [];
        private List<Chatter> _people = [];

        private Site(PostgresServer server) => _server = server;

        public static async Task<Site> StartAsync(
            PostgresServer server,
            Connector connector,
            int nodes
        )
        {
            var site = new Site(server);
            var database = await server.NewDatabaseAsync();
            for (var n = 0; n < nodes; n++)
            {
                site._nodes.Add(await Bots.NodeAsync(database, site._folder.Of("")));
            }

            site._people = await Chatter.LinkedAsync(site._nodes[0], connector, People);
            site._clients = Agency.Ids(People);
            return site;
        }

        public async Task<Done> WorkAsync(int round)
        {
            var batches = Enumerable
                .Range(0, Editors)
                .Select(editor =>
                {
                    var events = new UsageEvents(_clients, (round * 100) + editor);
                    return (IReadOnlyList<byte[]>)
                        [.. Enumerable.Range(0, Batches).Select(_ => events.Batch(EventsInBatch))];
                })
                .ToList();
            var words = _people.ConvertAll(person =>
                (IReadOnlyList<byte[]>)
                    [.. Enumerable.Range(0, Turns).Select(_ => person.Says("balance"))]
            );
            var before = await DatabaseLoad.OfAsync(_server);
            var watch = Stopwatch.StartNew();
            var events = PostAsync(watch, Agency.UsagePath, UsageEvents.BatchType, batches);
            var turns = PostAsync(watch, TurnsBench.Path, TurnsBench.Json, words);
            var (eventSeconds, turnSeconds) = (await events, await turns);
            var load = await DatabaseLoad.OfAsync(_server) - before;
            return new Done(Math.Max(eventSeconds, turnSeconds), eventSeconds, turnSeconds, load);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var node in _nodes)
            {
                await node.DisposeAsync();
            }

            _folder.Dispose();
        }

        /// <summary>Each connection has a node of its own, in turn.</summary>
        private async Task<double> PostAsync(
            Stopwatch watch,
            string path,
            System.Net.Http.Headers.MediaTypeHeaderValue type,
            List<IReadOnlyList<byte[]>> bodies
        )
        {
            await Task.WhenAll(
                bodies
                    .Index()
                    .GroupBy(own => own.Index % _nodes.Count, own => own.Item)
                    .Select(own => Load.PostAsync(_nodes[own.Key], path, type, [.. own]))
            );
            return watch.Elapsed.TotalSeconds;
        }
    }
}
