using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>A write may be sent again: it has one effect and one answer (contract.md, Common).</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    public async ValueTask InitializeAsync()
    {
        _bot = await HostedCreditBot.StartAsync();
        await Agency.AddManagersAsync(Bot.Api);
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task The_same_call_again_has_the_same_answer_and_no_second_effect()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        (string Path, HttpMethod Method, string Body)[] calls =
        [
            (
                "/clients",
                HttpMethod.Post,
                """{"id":"again","name":"Again","timeZone":"UTC","package":"Basic"}"""
            ),
            ($"/clients/{client}", HttpMethod.Patch, """{"name":"Renamed"}"""),
            ($"/clients/{client}/grants", HttpMethod.Post, """{"credits":5,"reason":"sorry"}"""),
            (
                $"/clients/{client}/allocation",
                HttpMethod.Put,
                """{"monthlyCredits":60,"effective":"now"}"""
            ),
            (
                $"/clients/{client}/package",
                HttpMethod.Put,
                """{"package":"Professional","effective":"next_reset"}"""
            ),
            (
                $"/clients/{client}/requests",
                HttpMethod.Post,
                """{"kind":"one_time","by":"dana","credits":10}"""
            ),
            (
                $"/clients/{client}/invites",
                HttpMethod.Post,
                """{"name":"Bella","email":"bella@example.org"}"""
            ),
            ("/managers", HttpMethod.Post, """{"name":"Kim","email":"kim@brightside.example"}"""),
            ("/managers/dana/invites", HttpMethod.Post, "{}"),
            ("/purchases", HttpMethod.Post, """{"credits":100,"price":{"amount":"8"}}"""),
            ("/requests/R-1/decision", HttpMethod.Post, """{"decision":"approve","by":"dana"}"""),
            // Refusals are kept as well.
            ($"/clients/{client}/grants", HttpMethod.Post, """{"credits":0,"reason":"sorry"}"""),
            (
                "/requests/R-1/decision",
                HttpMethod.Post,
                """{"decision":"decline","by":"dana","reason":"no"}"""
            ),
            ("/clients/nobody/grants", HttpMethod.Post, """{"credits":1,"reason":"x"}"""),
            ("/clients", HttpMethod.Post, "not json"),
        ];
        var n = 0;
        var first = new List<ApiAnswer>();
        foreach (var (path, method, body) in calls)
        {
            first.Add(await Bot.Api.SendAsync(method, path, body, $"key-{n++}"));
        }

        first.ShouldAllBe(answer => answer.Status < 500);
        var entries = (await Bot.Api.GetAsync($"/clients/{client}/entries")).Text;
        await Bot.RestartAsync();
        n = 0;
        foreach (var (path, method, body) in calls)
        {
            var again = await Bot.Api.SendAsync(method, path, body, $"key-{n}");
            (again.Status, again.Type, again.Text).ShouldBe(
                (first[n].Status, first[n].Type, first[n].Text),
                path
            );
            (await Bot.Api.SendAsync(method, path, body + " ", $"key-{n}")).ShouldBe(
                "422 idempotency_mismatch"
            );
            n++;
        }

        (await Bot.Api.GetAsync($"/clients/{client}/entries")).Text.ShouldBe(entries);
    }

    [Fact]
    public async Task A_batch_of_usage_sent_again_is_answered_as_the_first_time()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        var batch = new[] { Agency.Use(client, "b-1", 1), Agency.Use(client, "b-2", 2) };
        var first = await Bot.Api.UseAsync(batch, "batch-1");
        var again = await Bot.Api.UseAsync(batch, "batch-1");
        again.Text.ShouldBe(first.Text);
        ((string)again["results"]![0]!["status"]!).ShouldBe("accepted");
        (await Agency.BalanceAsync(Bot.Api, client)).ShouldBe(47);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_24_hours()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        var grant = new { credits = 5, reason = "sorry" };
        var first = (await Bot.Api.PostAsync($"/clients/{client}/grants", grant, "k")).ShouldBe(
            "201"
        );
        Bot.Clock.Advance(Duration.FromHours(24) - Duration.FromSeconds(1));
        (await Bot.Api.PostAsync($"/clients/{client}/grants", grant, "k")).Text.ShouldBe(
            first.Text
        );
        (
            await Bot.Api.PostAsync(
                $"/clients/{client}/grants",
                new { credits = 6, reason = "sorry" },
                "k"
            )
        ).ShouldBe("422 idempotency_mismatch");
        Bot.Clock.Advance(Duration.FromSeconds(1));
        (
            await Bot.Api.PostAsync(
                $"/clients/{client}/grants",
                new { credits = 6, reason = "sorry" },
                "k"
            )
        ).ShouldBe("201");
        (await Agency.BalanceAsync(Bot.Api, client)).ShouldBe(61);
    }

    [Theory]
    [InlineData(255, "201")]
    [InlineData(256, "422 invalid")]
    public async Task A_key_has_255_characters_at_most(int length, string outcome)
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        (
            await Bot.Api.PostAsync(
                $"/clients/{client}/grants",
                new { credits = 5, reason = "sorry" },
                new string('/', length)
            )
        ).ShouldBe(outcome);
    }

    [Fact]
    public async Task Fifty_at_once_have_one_effect()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        var api = Bot.Api;
        var grant = new { credits = 5, reason = "sorry" };
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Task.Run(() => api.PostAsync($"/clients/{client}/grants", grant, "fifty"))
                )
        );
        answers
            .Select(answer => answer.Outcome)
            .Distinct()
            .ShouldBeSubsetOf(["201", "409 in_flight"]);
        answers
            .Where(answer => answer.Status == 201)
            .Select(answer => answer.Text)
            .Distinct()
            .ShouldHaveSingleItem();
        (await Agency.BalanceAsync(api, client)).ShouldBe(55);
    }

    [Fact]
    public async Task Fifty_decisions_at_once_give_one()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        var api = Bot.Api;
        var id = (string)
            (
                await api.PostAsync(
                    $"/clients/{client}/requests",
                    new
                    {
                        kind = "one_time",
                        by = "dana",
                        credits = 10,
                    }
                )
            )["id"]!;
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(n =>
                    Task.Run(() =>
                        api.PostAsync(
                            $"/requests/{id}/decision",
                            new { decision = "approve", by = n % 2 == 0 ? "dana" : "sam" },
                            $"decision-{n}"
                        )
                    )
                )
        );
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers
            .Where(answer => answer.Status != 200)
            .ShouldAllBe(answer => answer.Outcome == "409 already_decided");
        (await Agency.BalanceAsync(api, client)).ShouldBe(60);
        // A refusal that came after a lost race is kept too.
        var lost = Array.FindIndex(answers, answer => answer.Status != 200);
        (
            await api.PostAsync(
                $"/requests/{id}/decision",
                new { decision = "approve", by = lost % 2 == 0 ? "dana" : "sam" },
                $"decision-{lost}"
            )
        ).Text.ShouldBe(answers[lost].Text);
    }
}
