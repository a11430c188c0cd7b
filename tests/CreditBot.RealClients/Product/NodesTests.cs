using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CreditBot.RealClients.Processes;
using CreditBot.RealClients.Teams;

namespace CreditBot.RealClients.Product;

/// <summary>Nodes that share a database, while they are killed and the database is restarted: nothing acknowledged is lost, nothing counts twice.</summary>
[Collection(AllOfTheMachine.Name)]
public class NodesTests
{
    private const decimal Granted = 1_000_000m;
    private static readonly string[] Clients = ["bella", "corner"];

    public static TheoryData<int> NodeCounts { get; } = Counts.Full ? [2, 4] : [2];

    private static int Rounds => Counts.Of(quick: 4, full: 200);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(NodeCounts))]
    public async Task Nothing_is_lost_or_doubled_while_nodes_are_killed_and_the_database_restarts(
        int count
    )
    {
        await using var nodes = await Nodes.StartAsync(count);
        await OpenAsync(nodes[0]);
        var random = new Random(count);
        var editors = Enumerable
            .Range(0, 2)
            .Select(n => new Editor($"e{n}", Clients, new Random(n)))
            .ToList();
        var desks = Clients.Select((client, n) => new Desk(client, "dana", new Random(n))).ToList();
        IWorker[] workers = [.. editors, .. desks];
        // A call that was cut off runs, for the other nodes, until the mark of the dead one ends: editors have none.
        var untilHeard = editors.Count;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var answers = new int[workers.Length];
        var working = workers
            .Select((worker, n) => WorkAsync(nodes, worker, n, answers, over.Token))
            .ToList();

        for (var round = 0; round < Rounds; round++)
        {
            await HeardAsync(answers, untilHeard, working);
            switch (round % 3)
            {
                case 0 or 1:
                    var node = nodes[random.Next(count)];
                    node.Kill();
                    await node.WaitForEndAsync();
                    await HeardAsync(answers, untilHeard, working);
                    await node.RestartAsync();
                    break;
                default:
                    await nodes.Server.RestartAsync(crash: round % 2 == 0);
                    break;
            }
        }

        await HeardAsync(answers, workers.Length, working);
        await over.CancelAsync();
        await Task.WhenAll(working);
        using var caller = nodes.Caller(0);
        await new Workforce(workers).SettleAsync(caller, Stop);
        foreach (var editor in editors)
        {
            await editor.ReportAllAgainAsync(nodes[0].Api, Stop);
        }

        await Books.AgreeAsync(nodes[count - 1], editors, desks, Granted);
        (await nodes[0].RunAsync("verify")).ShouldBeDone().Output.ShouldContain("All is well");
    }

    [Fact]
    public async Task A_conversation_on_nodes_that_are_killed_opens_each_request_once_and_goes_on()
    {
        await using var nodes = await Nodes.StartAsync(2);
        await OpenAsync(nodes[0]);
        await using var teams = await ConnectorPeer.StartAsync([
            .. nodes.All.Select(node => node.Messages),
        ]);
        var people = Clients.Select(client => teams.Person($"29:{client}", client)).ToList();
        foreach (var (client, person) in Clients.Zip(people))
        {
            var invite = await nodes[0].SendAsync($"clients/{client}/invites");
            await person.SayAsync($"link {invite["code"]!.GetValue<string>()}");
        }

        var talkers = Clients.Zip(people, (client, one) => new Talker(one, client)).ToList();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var talking = Task.WhenAll(talkers.Select(talker => talker.TalkAsync(over.Token)));
        var random = new Random(11);
        for (var round = 0; round < Counts.Of(quick: 2, full: 100); round++)
        {
            var before = talkers.Select(talker => talker.Dialogs).ToList();
            var node = nodes[random.Next(nodes.All.Count)];
            await Task.Delay(random.Next(300), Stop);
            node.Kill();
            await node.WaitForEndAsync();
            await node.RestartAsync();
            await Eventually.SeeAsync(
                () =>
                    talking.IsFaulted
                    || talkers.Zip(before).All(pair => pair.First.Dialogs > pair.Second)
                        ? talkers
                        : null,
                "the conversations to go on",
                TimeSpan.FromSeconds(90)
            );
        }

        await over.CancelAsync();
        await talking;
        foreach (var (client, talker) in Clients.Zip(talkers))
        {
            // In quiet it goes as with one node that never died.
            var last = await talker.AskAsync();
            var made = await RequestsAsync(nodes[1], client);
            var reasons = made.ConvertAll(request => request["reason"]?.GetValue<string>());
            reasons.ShouldContain(last);
            reasons.ShouldBeUnique();
            talker
                .Told.Except(made.Select(request => request["id"]!.GetValue<string>()))
                .ShouldBeEmpty();
            talker.Told.ShouldNotBeEmpty();
        }

        (await nodes[0].RunAsync("verify")).ShouldBeDone().Output.ShouldContain("All is well");
    }

    [Fact]
    public async Task Of_managers_who_decide_at_once_on_several_nodes_one_wins_and_the_others_hear_who()
    {
        await using var nodes = await Nodes.StartAsync(2);
        await OpenAsync(nodes[0]);
        await nodes[1]
            .SendAsync(
                "managers",
                new
                {
                    id = "mia",
                    name = "Mia",
                    email = "mia@agency.example",
                }
            );
        var granted = 0m;
        foreach (var n in Enumerable.Range(0, Counts.Of(quick: 40, full: 10_000)))
        {
            var asked = await nodes[n % 2]
                .SendAsync(
                    "clients/bella/requests",
                    new
                    {
                        kind = "one_time",
                        credits = 3,
                        reason = "a launch",
                        by = "dana",
                    }
                );
            var path = $"requests/{asked["id"]!.GetValue<string>()}/decision";
            var answers = await Task.WhenAll(
                from node in nodes.All
                from manager in new[] { "dana", "mia" }
                select DecideAsync(node, path, manager, manager == "mia" ? "decline" : "approve")
            );

            var won = answers
                .Where(answer => answer.Status == HttpStatusCode.OK)
                .ShouldHaveSingleItem();
            granted += won.Decision == "approve" ? 3 : 0;
            foreach (var (status, _, said) in answers.Where(answer => answer != won))
            {
                status.ShouldBe(HttpStatusCode.Conflict, said.ToJsonString());
                said["code"]!.GetValue<string>().ShouldBe("already_decided");
                said["decision"]!["by"]!.GetValue<string>().ShouldBe(won.Manager);
            }
        }

        (await nodes[1].ReadAsync("clients/bella/credits"))["balance"]!
            .GetValue<decimal>()
            .ShouldBe(Granted + 50 + granted);
        (await nodes[0].RunAsync("verify")).ShouldBeDone();
    }

    [Fact]
    public async Task Usage_that_is_sent_to_several_nodes_at_once_counts_once()
    {
        await using var nodes = await Nodes.StartAsync(2);
        await OpenAsync(nodes[0]);
        var random = new Random(7);
        var events = new List<UsageEvent>();
        for (var n = 0; n < Counts.Of(quick: 4_000, full: 100_000); n++)
        {
            // One in ten is sent a second time, in whatever batch that falls.
            events.Add(
                events.Count > 0 && random.Next(10) == 0
                    ? events[random.Next(events.Count)]
                    : new UsageEvent(Clients[random.Next(2)], $"n{n}", random.Next(1, 50) / 1000m)
            );
        }

        var batches = events.Chunk(250).ToList();
        var taken = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async sender =>
                {
                    for (int n; (n = Interlocked.Increment(ref taken) - 1) < batches.Count; )
                    {
                        var node = nodes[sender % 2];
                        var results = await UsageEvent.PostAsync(node.Api, batches[n], Stop);
                        foreach (var result in results)
                        {
                            result["status"]!
                                .GetValue<string>()
                                .ShouldBeOneOf("accepted", "duplicate");
                        }
                    }
                })
        );

        foreach (var client in Clients)
        {
            var used = events
                .Where(sent => sent.Client == client)
                .Distinct()
                .Sum(sent => sent.Credits);
            (await nodes[1].ReadAsync($"clients/{client}/credits"))["balance"]!
                .GetValue<decimal>()
                .ShouldBe(Granted + 50 - used);
        }

        (await nodes[0].RunAsync("verify")).ShouldBeDone();
    }

    private static async Task<List<JsonNode>> RequestsAsync(RunningCreditBot node, string client)
    {
        var requests = new List<JsonNode>();
        var after = "";
        while (true)
        {
            var page = await node.ReadAsync($"requests?client={client}&limit=500{after}");
            requests.AddRange(page["requests"]!.AsArray().Select(request => request!));
            if (page["next"]?.GetValue<string>() is not { } next)
            {
                return requests;
            }

            after = $"&after={next}";
        }
    }

    private static async Task<Answer> DecideAsync(
        RunningCreditBot node,
        string path,
        string manager,
        string decision
    )
    {
        using var answer = await node.Api.PostAsJsonAsync(
            Calls.At(path),
            new
            {
                decision,
                by = manager,
                reason = "as agreed",
            },
            Stop
        );
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
        return new Answer(answer.StatusCode, manager, said) { Decision = decision };
    }

    /// <summary>Works until it is over, over any number of nodes that go; what is in doubt is sent again first.</summary>
    private static async Task WorkAsync(
        Nodes nodes,
        IWorker worker,
        int first,
        int[] answers,
        CancellationToken over
    )
    {
        using var caller = nodes.Caller(first);
        while (!over.IsCancellationRequested)
        {
            try
            {
                await worker.WorkAsync(
                    caller,
                    () => Interlocked.Increment(ref answers[first]),
                    over
                );
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                // Killed, or without its database: on to the next one, in a moment.
                await Task.Delay(20, CancellationToken.None);
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Waits until the first so many were answered twice more.</summary>
    private static async Task HeardAsync(int[] answers, int workers, IReadOnlyList<Task> working)
    {
        var before = answers.ToArray();
        await Eventually.GetAsync(
            async () =>
            {
                if (working.FirstOrDefault(one => one.IsFaulted) is { } wrong)
                {
                    // It heard what it should not have.
                    await wrong;
                }

                return answers.Zip(before).Take(workers).All(pair => pair.First >= pair.Second + 2)
                    ? answers
                    : null;
            },
            "answers to everybody",
            TimeSpan.FromSeconds(90),
            () => $"Heard: {string.Join(", ", answers)}; before: {string.Join(", ", before)}."
        );
    }

    private static async Task OpenAsync(RunningCreditBot bot)
    {
        await bot.SendAsync(
            "managers",
            new
            {
                id = "dana",
                name = "Dana",
                email = "dana@agency.example",
            }
        );
        foreach (var client in Clients)
        {
            await bot.OpenClientAsync(client, "Basic");
            await bot.SendAsync(
                $"clients/{client}/grants",
                new { credits = Granted, reason = "to be used up" }
            );
        }
    }

    private sealed record Answer(HttpStatusCode Status, string Manager, JsonNode Said)
    {
        public string Decision { get; init; } = "";
    }
}
