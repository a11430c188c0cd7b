using CreditBot.RealClients.Processes;
using CreditBot.Tests.Storage.PostgreSql;

namespace CreditBot.RealClients.Product;

/// <summary>
/// Kills the product while editors report usage and managers decide, in both ways that lose data differently (design.md §6):
/// what was answered is there, once, and what had no answer is settled by sending it again.
/// </summary>
public class ProductCrashTests
{
    private const int EachOfThem = 2;
    private const int AnswersMost = 12;
    private const decimal Granted = 1_000_000m;

    private static readonly string[] Clients = ["bella", "corner"];
    private static readonly TimeSpan RestartMost = TimeSpan.FromSeconds(2);

    /// <summary>Few, as nodes that are killed have a test of their own, too (<see cref="NodesTests"/>).</summary>
    private static int RoundsOnPostgreSql => Counts.Of(quick: 4, full: 1000);

    private static int Rounds => Counts.Of(quick: 25, full: 500);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Nothing_acknowledged_is_lost_when_the_product_is_killed_at_any_moment() =>
        CrashAsync(InAFileAsync, Rounds, KillAsync);

    [Fact]
    public Task Nothing_acknowledged_is_lost_when_the_product_kills_itself_right_after_an_answer() =>
        CrashAsync(InAFileAsync, Rounds, KillItselfAsync);

    [Fact]
    public Task Nor_on_PostgreSQL_when_it_is_killed_and_kills_itself_in_turn() =>
        CrashAsync(OnPostgreSqlAsync, RoundsOnPostgreSql, KillAsync, KillItselfAsync);

    private static Task<RunningCreditBot> InAFileAsync() => RunningCreditBot.StartAsync();

    private static async Task<RunningCreditBot> OnPostgreSqlAsync() =>
        await RunningCreditBot.StartAsync(
            settings:
            [
                ("Storage__Provider", "postgresql"),
                (
                    "Storage__ConnectionString",
                    await (await PostgresServer.SharedAsync()).NewDatabaseAsync()
                ),
            ]
        );

    /// <returns>Whether all answers were heard that were given.</returns>
    private static async Task<bool> KillAsync(
        RunningCreditBot bot,
        Random random,
        Workforce workers
    )
    {
        await bot.RestartAsync([Repository.Product, "serve"]);
        var working = workers.WorkAsync(bot.Url);
        await working.FirstAnswer.WaitAsync(Eventually.Patience, Stop);
        await Task.Delay(random.Next(100), Stop);
        bot.Kill();
        await bot.WaitForEndAsync();
        await working.Gone.WaitAsync(Eventually.Patience, Stop);
        return true;
    }

    /// <inheritdoc cref="KillAsync"/>
    private static async Task<bool> KillItselfAsync(
        RunningCreditBot bot,
        Random random,
        Workforce workers
    )
    {
        var answers = 1 + random.Next(AnswersMost);
        await bot.RestartAsync([Repository.Crasher, "serve", $"{answers}"]);
        var working = workers.WorkAsync(bot.Url);
        await bot.WaitForEndAsync();
        await working.Gone.WaitAsync(Eventually.Patience, Stop);
        return working.Answers >= answers;
    }

    private static async Task CrashAsync(
        Func<Task<RunningCreditBot>> startAsync,
        int rounds,
        params IReadOnlyList<Func<RunningCreditBot, Random, Workforce, Task<bool>>> ways
    )
    {
        await using var bot = await startAsync();
        var onEmpty = bot.Started;
        await OpenAsync(bot);
        var random = new Random(3);
        var editors = Workers(n => new Editor($"e{n}", Clients, new Random(n)));
        var desks = Workers(n => new Desk(Clients[n], "dana", new Random(n)));
        var everybody = new Workforce([.. editors, .. desks]);
        // Where requests are slow to be answered, as in a process that has just come up, usage alone would get through between two kills.
        var deciders = new Workforce(desks);
        // Where others might be at it a call that was cut off is theirs for a while, and deciders alone would wait for that.
        var isAlone = ways.Count == 1;
        await DecideOnceAsync(bot, everybody);

        var starts = new List<TimeSpan>();
        var heard = 0;
        for (var round = 0; round < rounds; round++)
        {
            var workers = isAlone && round % 2 == 1 ? deciders : everybody;
            heard += await ways[round % ways.Count](bot, random, workers) ? 1 : 0;
            starts.Add(bot.Started);
        }

        // Else it died before its last answer had left, and this would be a kill at any moment.
        heard.ShouldBeGreaterThan(rounds / 2);
        if (isAlone)
        {
            await StartsAreQuickAsync(starts, onEmpty, startAsync);
        }

        await bot.RestartAsync();
        await everybody.SettleAsync(bot.Api, Stop);
        foreach (var editor in editors)
        {
            await editor.ReportAllAgainAsync(bot.Api, Stop);
        }

        await Books.AgreeAsync(bot, editors, desks, Granted);
        bot.Kill();
        await bot.WaitForEndAsync();
        (await bot.RunAsync("verify")).ShouldBeDone().Output.ShouldContain("All is well");
    }

    private static async Task StartsAreQuickAsync(
        IReadOnlyList<TimeSpan> starts,
        TimeSpan onEmpty,
        Func<Task<RunningCreditBot>> startAsync
    )
    {
        await using (var empty = await startAsync())
        {
            onEmpty = TimeSpan.FromTicks(Math.Max(onEmpty.Ticks, empty.Started.Ticks));
        }

        // A machine that is busy with other tests makes every start slow, one on an empty store too.
        starts
            .Order()
            .ElementAt(starts.Count / 2)
            .ShouldBeLessThan(TimeSpan.FromTicks(Math.Max(RestartMost.Ticks, 2 * onEmpty.Ticks)));
    }

    /// <summary>Works until each desk has asked and decided, and dies then.</summary>
    private static async Task DecideOnceAsync(RunningCreditBot bot, Workforce workers)
    {
        const int AskedAndDecided = 2;
        var working = workers.WorkAsync(bot.Url);
        await Eventually.SeeAsync(
            () => working.Fewest >= AskedAndDecided ? working : null,
            "everybody to be answered twice"
        );
        bot.Kill();
        await bot.WaitForEndAsync();
        await working.Gone.WaitAsync(Eventually.Patience, Stop);
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

    private static IReadOnlyList<T> Workers<T>(Func<int, T> make) =>
        [.. Enumerable.Range(0, EachOfThem).Select(make)];
}
