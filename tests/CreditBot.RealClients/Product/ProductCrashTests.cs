using CreditBot.RealClients.Processes;

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

    private static int Rounds => Counts.Of(quick: 25, full: 500);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Nothing_acknowledged_is_lost_when_the_product_is_killed_at_any_moment() =>
        CrashAsync(
            async (bot, random, workers) =>
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
        );

    [Fact]
    public Task Nothing_acknowledged_is_lost_when_the_product_kills_itself_right_after_an_answer() =>
        CrashAsync(
            async (bot, random, workers) =>
            {
                var answers = 1 + random.Next(AnswersMost);
                await bot.RestartAsync([Repository.Crasher, "serve", $"{answers}"]);
                var working = workers.WorkAsync(bot.Url);
                await bot.WaitForEndAsync();
                await working.Gone.WaitAsync(Eventually.Patience, Stop);
                return working.Answers >= answers;
            }
        );

    /// <param name="crashOnceAsync">Says whether all answers were heard that were given.</param>
    private static async Task CrashAsync(
        Func<RunningCreditBot, Random, Workforce, Task<bool>> crashOnceAsync
    )
    {
        await using var bot = await RunningCreditBot.StartAsync();
        var onEmpty = bot.Started;
        await OpenAsync(bot);
        bot.Kill();
        await bot.WaitForEndAsync();

        var random = new Random(3);
        var editors = Workers(n => new Editor($"e{n}", Clients, new Random(n)));
        var desks = Workers(n => new Desk(Clients[n], "dana", new Random(n)));
        var everybody = new Workforce([.. editors, .. desks]);
        // Where requests are slow to be answered, as in a process that has just come up, usage alone would get through between two kills.
        var deciders = new Workforce(desks);
        var starts = new List<TimeSpan>();
        var heard = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var workers = round % 2 == 0 ? everybody : deciders;
            heard += await crashOnceAsync(bot, random, workers) ? 1 : 0;
            starts.Add(bot.Started);
        }

        // Else it died before its last answer had left, and this would be a kill at any moment.
        heard.ShouldBeGreaterThan(Rounds / 2);
        await using (var empty = await RunningCreditBot.StartAsync())
        {
            onEmpty = TimeSpan.FromTicks(Math.Max(onEmpty.Ticks, empty.Started.Ticks));
        }

        // A machine that is busy with other tests makes every start slow, one on an empty store too.
        starts
            .Order()
            .ElementAt(starts.Count / 2)
            .ShouldBeLessThan(TimeSpan.FromTicks(Math.Max(RestartMost.Ticks, 2 * onEmpty.Ticks)));

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
