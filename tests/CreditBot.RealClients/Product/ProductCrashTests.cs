using CreditBot.RealClients.Processes;

namespace CreditBot.RealClients.Product;

/// <summary>Kills the product while editors report usage to it (design.md §6).</summary>
public class UsageCrashTests
{
    private const int Editors = 4;
    private const decimal Granted = 1_000_000m;

    // The process that kills itself right after an answer is Storage/StoreCrashTests'.
    private static readonly string[] Clients = ["bella", "corner"];

    private static int Rounds => Counts.Of(quick: 20, full: 100);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_acknowledged_event_is_there_once_after_kills_at_random_moments()
    {
        await using var bot = await RunningCreditBot.StartAsync();
        foreach (var client in Clients)
        {
            await bot.OpenClientAsync(client, "Basic");
            await bot.SendAsync(
                $"clients/{client}/grants",
                new { credits = Granted, reason = "to be used up" }
            );
        }

        var random = new Random(3);
        var booked = new Dictionary<UsageEvent, long>();
        for (var round = 0; round < Rounds; round++)
        {
            var editors = await CrashAsync(bot, round, random);
            await bot.WaitForEndAsync();
            await bot.RestartAsync();
            foreach (var (used, seq) in await BookedAsync(bot, editors))
            {
                booked.Add(used, seq);
            }

            await SumsAgreeAsync(bot, booked);
        }

        bot.Kill();
        await bot.WaitForEndAsync();
        (await bot.RunAsync("verify")).ShouldBeDone().Output.ShouldContain("All is well");
    }

    private static async Task<IReadOnlyList<Editor>> CrashAsync(
        RunningCreditBot bot,
        int round,
        Random random
    )
    {
        var editors = Enumerable
            .Range(0, Editors)
            .Select(n => new Editor(bot.Url, $"r{round}e{n}", Clients, new Random(random.Next())))
            .ToList();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reporting = Task.WhenAll(
            editors.Select(editor =>
                editor.ReportUntilGoneAsync(() => answered.TrySetResult(), Stop)
            )
        );
        await answered.Task.WaitAsync(Eventually.Patience, Stop);
        // Every second time right after an answer, else anywhere between two.
        await Task.Delay(round % 2 == 0 ? 0 : random.Next(250), Stop);
        bot.Kill();
        await reporting.WaitAsync(Eventually.Patience, Stop);
        return editors;
    }

    /// <summary>Sends everything again: what was acknowledged is known, and what was in doubt is settled either way.</summary>
    private static async Task<IReadOnlyDictionary<UsageEvent, long>> BookedAsync(
        RunningCreditBot bot,
        IReadOnlyList<Editor> editors
    )
    {
        var booked = editors.SelectMany(editor => editor.Acknowledged).ToDictionary();
        booked.ShouldNotBeEmpty();
        foreach (var batch in booked.Keys.Chunk(1000))
        {
            foreach (
                var (used, result) in batch.Zip(await UsageEvent.PostAsync(bot.Api, batch, Stop))
            )
            {
                result["status"]!.GetValue<string>().ShouldBe("duplicate", used.Id);
                result["seq"]!.GetValue<long>().ShouldBe(booked[used], used.Id);
            }
        }

        var doubtful = editors.SelectMany(editor => editor.InDoubt).ToList();
        foreach (
            var (used, result) in doubtful.Zip(await UsageEvent.PostAsync(bot.Api, doubtful, Stop))
        )
        {
            result["status"]!.GetValue<string>().ShouldBeOneOf("accepted", "duplicate");
            booked[used] = result["seq"]!.GetValue<long>();
        }

        foreach (var editor in editors)
        {
            editor.Dispose();
        }

        return booked;
    }

    private static async Task SumsAgreeAsync(
        RunningCreditBot bot,
        IReadOnlyDictionary<UsageEvent, long> booked
    )
    {
        (await bot.SendAsync("admin/verify"))["ok"]!.GetValue<bool>().ShouldBeTrue();
        foreach (var client in Clients)
        {
            var used = booked.Where(pair => pair.Key.Client == client).ToList();
            var credits = await bot.ReadAsync($"clients/{client}/credits");
            var left = credits["balance"]!.GetValue<decimal>();
            // The package's own 50 come on top.
            left.ShouldBe(Granted + 50m - used.Sum(pair => pair.Key.Credits));

            var entries = await EntriesAsync(bot, client);
            entries.Sum(entry => entry.Credits).ShouldBe(left);
            entries
                .Where(entry => entry.Kind == "used")
                .Select(entry => entry.Seq)
                .ShouldBe(used.Select(pair => pair.Value).Order());
        }
    }

    private static async Task<IReadOnlyList<(long Seq, string Kind, decimal Credits)>> EntriesAsync(
        RunningCreditBot bot,
        string client
    )
    {
        var entries = new List<(long, string, decimal)>();
        long? after = 0;
        while (after is not null)
        {
            var page = await bot.ReadAsync($"clients/{client}/entries?after={after}&limit=1000");
            entries.AddRange(
                page["entries"]!
                    .AsArray()
                    .Select(entry =>
                        (
                            entry!["seq"]!.GetValue<long>(),
                            entry["kind"]!.GetValue<string>(),
                            entry["credits"]!.GetValue<decimal>()
                        )
                    )
            );
            after = page["next"]?.GetValue<long>();
        }

        return entries;
    }
}
