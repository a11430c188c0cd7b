using System.Globalization;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Tests.Hosting;
using CreditBot.Webhooks;
using Microsoft.AspNetCore.Http;
using NodaTime;
using StandardWebhooks;

namespace CreditBot.Tests.Webhooks;

/// <summary>Other systems are told what happens (contract.md, /webhooks), over HTTP to a receiver of its own; signatures are compared with the Standard Webhooks library's.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;
    private Receiver? _receiver;

    private HostedCreditBot Bot => _bot!;

    private Receiver Other => _receiver!;

    private ApiClient Api => Bot.Api;

    public async ValueTask InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _bot = await HostedCreditBot.StartAsync(
            settings: ["--environment=Development", "--Seed:Demo=false"]
        );
        await Agency.AddManagersAsync(Api);
    }

    public async ValueTask DisposeAsync()
    {
        await (_bot?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_receiver?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<(string Id, string Secret)> ListenAsync(params string[] events)
    {
        var made = await Api.PostAsync("/webhooks", new { url = Other.Url, events })
            .ShouldBeAsync("201");
        return ((string)made["id"]!, (string)made["secret"]!);
    }

    private Task DeliverAsync() =>
        Bot.Service<OutboxDispatcher>().RunOnceAsync(TestContext.Current.CancellationToken);

    private IEnumerable<string> Told() =>
        Other.Got.Select(got => (string)JsonNode.Parse(got.Body)!["type"]!);

    private async Task<string> AskAsync(string client) =>
        (string)
            (
                await Api.PostAsync(
                        $"/clients/{client}/requests",
                        new
                        {
                            kind = "one_time",
                            by = "dana",
                            credits = 60,
                        }
                    )
                    .ShouldBeAsync("201")
            )["id"]!;

    [Fact]
    public async Task What_happens_to_a_request_is_told_once_in_order_and_signed()
    {
        var (_, secret) = await ListenAsync("request.*", "credits.granted");
        var client = await Agency.AddClientAsync(Api);
        var id = await AskAsync(client);
        await Api.PostAsync($"/requests/{id}/decision", new { decision = "approve", by = "sam" })
            .ShouldBeAsync("200");

        await DeliverAsync();
        await DeliverAsync();

        Told().ShouldBe(["request.created", "request.approved", "credits.granted"]);
        Other.Got.Select(got => got.Headers["webhook-id"]).ShouldBeUnique();
        var approved = Other.Got.ElementAt(1);
        var data = JsonNode.Parse(approved.Body)!["data"]!;
        ((string)data["id"]!, (string)data["client"]!, (string)data["state"]!).ShouldBe(
            (id, client, "approved")
        );
        var granted = JsonNode.Parse(Other.Got.ElementAt(2).Body)!["data"]!;
        (
            (string)granted["clientId"]!,
            (decimal)granted["credits"]!,
            (decimal)granted["balance"]!
        ).ShouldBe((client, 60m, 110m));
        foreach (var got in Other.Got)
        {
            got.Headers["content-type"].ShouldStartWith("application/json");
            var at = DateTimeOffset.FromUnixTimeSeconds(
                long.Parse(got.Headers["webhook-timestamp"], CultureInfo.InvariantCulture)
            );
            at.ShouldBe(Bot.Clock.GetCurrentInstant().ToDateTimeOffset());
            got.Headers["webhook-signature"]
                .ShouldBe(
                    new StandardWebhook(secret).Sign(got.Headers["webhook-id"], at, got.Body)
                );
        }
    }

    [Fact]
    public async Task Running_low_and_out_and_being_let_in_again_is_told()
    {
        await ListenAsync("credits.low", "credits.exhausted", "client.blocked", "client.available");
        var client = await Agency.AddClientAsync(Api, overage: "block");
        foreach (var (id, credits) in ((string, int)[])[("a", 10), ("b", 30), ("c", 20), ("d", 5)])
        {
            await Api.UseAsync(Agency.Use(client, id, credits));
        }

        await Api.PostAsync($"/clients/{client}/grants", new { credits = 5, reason = "goodwill" })
            .ShouldBeAsync("201");
        await DeliverAsync();

        Told().ShouldBe(["credits.low", "credits.exhausted", "client.blocked", "client.available"]);
        var low = JsonNode.Parse(Other.Got.First().Body)!["data"]!;
        ((decimal)low["used"]!, (decimal)low["allocation"]!, (decimal)low["balance"]!).ShouldBe(
            (40m, 50m, 10m)
        );
    }

    [Fact]
    public async Task A_close_is_told()
    {
        await ListenAsync("month.closed");
        await Agency.AddClientAsync(Api, startsOn: "2026-10-01");
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 12, 0));
        await Api.PostAsync("/reports/2026-11/close").ShouldBeAsync("200");
        await DeliverAsync();

        Told().ShouldAllBe(type => type == "month.closed");
        Other
            .Got.Select(got => (string)JsonNode.Parse(got.Body)!["data"]!["month"]!)
            .ShouldContain("2026-11");
    }

    [Fact]
    public async Task Who_is_away_is_told_later_under_the_same_id_and_who_is_gone_no_more()
    {
        await ListenAsync("request.*");
        var client = await Agency.AddClientAsync(Api);
        Other.Answer = answer =>
        {
            answer.StatusCode = StatusCodes.Status503ServiceUnavailable;
            answer.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        };
        var id = await AskAsync(client);
        await DeliverAsync();
        Bot.Clock.AdvanceSeconds(119);
        await DeliverAsync();
        Other.Got.Count.ShouldBe(1);

        Other.Answer = _ => Task.CompletedTask;
        Bot.Clock.AdvanceSeconds(1);
        await DeliverAsync();
        Told().ShouldBe(["request.created", "request.created"]);
        Other.Got.Select(got => got.Headers["webhook-id"]).Distinct().ShouldHaveSingleItem();
        Other.Got.Select(got => got.Body).Distinct().ShouldHaveSingleItem();

        Other.Answer = answer =>
        {
            answer.StatusCode = StatusCodes.Status410Gone;
            return Task.CompletedTask;
        };
        await Api.PostAsync(
                $"/requests/{id}/decision",
                new
                {
                    decision = "decline",
                    by = "sam",
                    reason = "no",
                }
            )
            .ShouldBeAsync("200");
        await DeliverAsync();
        var dead = await Bot.Service<IStore>()
            .OutboxAsync(
                AgencyId.Default,
                OutboxState.Dead,
                10,
                TestContext.Current.CancellationToken
            );
        dead.ShouldHaveSingleItem().Error!.ShouldContain("410");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await ListenAsync("request.*");
        var client = await Agency.AddClientAsync(Api);
        Other.Answer = answer =>
        {
            answer.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await AskAsync(client);
        await DeliverAsync();

        Other.Got.ShouldHaveSingleItem().Path.ShouldBe("/hooks");
    }

    [Fact]
    public async Task A_webhook_is_listed_without_its_secret_and_told_nothing_once_removed()
    {
        var (id, secret) = await ListenAsync("request.*");
        secret.ShouldStartWith("whsec_");
        var listed = (await Api.GetAsync("/webhooks").ShouldBeAsync("200"))["webhooks"]!
            .AsArray()
            .ShouldHaveSingleItem()!;
        ((string)listed["id"]!, (string)listed["url"]!, listed["secret"]).ShouldBe(
            (id, Other.Url, null)
        );

        await Api.SendAsync(HttpMethod.Delete, $"/webhooks/{id}", null).ShouldBeAsync("200");
        await Api.SendAsync(HttpMethod.Delete, $"/webhooks/{id}", null)
            .ShouldBeAsync("404 not_found");
        await AskAsync(await Agency.AddClientAsync(Api));
        await DeliverAsync();
        Other.Got.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no url")]
    [InlineData("/hooks")]
    [InlineData("ftp://example.com/hooks")]
    [InlineData("http://example.com/hooks")]
    [InlineData("https://user:secret@example.com/hooks")]
    [InlineData("https://example.com/hooks#part")]
    [InlineData("https://10.0.0.1/hooks")]
    [InlineData("https://[fd00::1]/hooks")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    public async Task Another_address_is_refused_with_the_reason(string url) =>
        (
            (string?)
                (
                    await Api.PostAsync("/webhooks", new { url, events = new[] { "request.*" } })
                        .ShouldBeAsync("422 invalid")
                )["errors"]!["url"]![0]
        ).ShouldNotBeNullOrEmpty();

    [Fact]
    public async Task An_event_that_there_is_not_is_refused()
    {
        foreach (
            var events in (string[][])
                [
                    [],
                    ["request.everything"],
                ]
        )
        {
            var refused = await Api.PostAsync("/webhooks", new { url = Other.Url, events })
                .ShouldBeAsync("422 invalid");
            ((string)refused["errors"]!["events"]![0]!).ShouldContain("month.closed");
        }
    }
}
