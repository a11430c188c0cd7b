using CreditBot.Amounts;
using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>Credits set aside before work (contract.md, holds; design.md §3.11).</summary>
public sealed class HoldTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    private ApiClient Api => Bot.Api;

    public async ValueTask InitializeAsync() =>
        _bot = await HostedCreditBot.StartAsync(
            settings:
            [
                "--Api:Keys:0:Name=editor",
                $"--Api:Keys:0:Hash={Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("usage-key"u8))}",
                "--Api:Keys:0:Scope=usage",
            ]
        );

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static object Wanted(decimal credits, int ttlSeconds = 600) =>
        new
        {
            credits,
            action = "section",
            ttlSeconds,
        };

    private Task<ApiAnswer> HoldAsync(string client, decimal credits, int ttlSeconds = 600) =>
        Api.PostAsync($"/clients/{client}/holds", Wanted(credits, ttlSeconds));

    private Task<ApiAnswer> ReleaseAsync(string hold, string? key = null) =>
        Api.SendAsync(HttpMethod.Delete, $"/holds/{hold}", null, key);

    private async Task<(decimal Balance, decimal Available)> StandingAsync(string client)
    {
        var credits = await Api.GetAsync($"/clients/{client}/credits");
        return ((decimal)credits["balance"]!, (decimal)credits["available"]!);
    }

    private static object Use(string client, string id, decimal credits, string hold) =>
        new
        {
            specversion = "1.0",
            type = "creditbot.usage",
            source = "/editor",
            id,
            subject = client,
            data = new { credits, hold },
        };

    [Fact]
    public async Task A_hold_is_allowed_settled_by_usage_and_gone()
    {
        var client = await Agency.AddClientAsync(Api);
        var held = await HoldAsync(client, 30).ShouldBeAsync("201");
        (
            (string)held["decision"]!,
            (string)held["code"]!,
            (decimal)held["available"]!,
            (string)held["expiresAt"]!,
            (string)held["askUrl"]!
        ).ShouldBe(("allow", "ok", 20m, "2026-11-23T15:10:00Z", "http://localhost/chat"));
        (await StandingAsync(client)).ShouldBe((50m, 20m));

        var hold = (string)held["holdId"]!;
        var used = await Api.UseAsync(Use(client, "u-1", 28, hold));
        ((string)used["results"]![0]!["status"]!).ShouldBe("accepted");
        (await StandingAsync(client)).ShouldBe((22m, 22m));
        await ReleaseAsync(hold).ShouldBeAsync("404 not_found");
        (await Api.UseAsync(Use(client, "u-2", 2, hold)))["results"]![0]!["status"]!
            .GetValue<string>()
            .ShouldBe("accepted", "a settled hold refuses no usage");
        var kinds = (await Api.GetAsync($"/clients/{client}/entries"))["entries"]!
            .AsArray()
            .Select(entry => (string)entry!["kind"]!);
        kinds.ShouldBe(["opened", "reset", "held", "used", "used"]);
    }

    [Fact]
    public async Task What_is_denied_writes_nothing_and_says_what_there_is()
    {
        var client = await Agency.AddClientAsync(Api);
        await HoldAsync(client, 30).ShouldBeAsync("201");
        var version = (long)(await Api.GetAsync($"/clients/{client}/credits"))["version"]!;

        var denied = await HoldAsync(client, 20.001m).ShouldBeAsync("200");
        (
            (string)denied["decision"]!,
            (string)denied["code"]!,
            (decimal)denied["available"]!,
            denied["holdId"],
            denied["expiresAt"],
            (string)denied["askUrl"]!
        ).ShouldBe(("deny", "not_enough", 20m, null, null, "http://localhost/chat"));
        ((long)(await Api.GetAsync($"/clients/{client}/credits"))["version"]!).ShouldBe(version);
    }

    [Theory]
    [InlineData("forgive")]
    [InlineData("invoice")]
    [InlineData("carry")]
    public async Task Where_usage_may_exceed_the_credits_a_hold_may(string overage)
    {
        var client = await Agency.AddClientAsync(Api, overage);
        var held = await HoldAsync(client, 60).ShouldBeAsync("201");
        ((string)held["decision"]!, (string)held["code"]!, (decimal)held["available"]!).ShouldBe(
            ("allow", "overage", 0m)
        );
    }

    [Fact]
    public async Task A_hold_that_nobody_settles_lapses()
    {
        var client = await Agency.AddClientAsync(Api);
        var hold = (string)
            (await HoldAsync(client, 50, ttlSeconds: 1).ShouldBeAsync("201"))["holdId"]!;
        Bot.Clock.Advance(Duration.FromSeconds(1));
        (await StandingAsync(client)).ShouldBe((50m, 50m));
        await ReleaseAsync(hold).ShouldBeAsync("404 not_found");
        await HoldAsync(client, 50, ttlSeconds: 604_800).ShouldBeAsync("201");
    }

    [Fact]
    public async Task A_released_hold_is_available_at_once()
    {
        var client = await Agency.AddClientAsync(Api);
        var hold = (string)(await HoldAsync(client, 12.5m))["holdId"]!;
        var released = await ReleaseAsync(hold, "release-1").ShouldBeAsync("200");
        (
            (string)released["holdId"]!,
            (decimal)released["credits"]!,
            (decimal)released["available"]!
        ).ShouldBe((hold, 12.5m, 50m));
        (await ReleaseAsync(hold, "release-1").ShouldBeAsync("200")).Text.ShouldBe(released.Text);
        await ReleaseAsync(hold).ShouldBeAsync("404 not_found");
    }

    [Fact]
    public async Task A_repeated_call_places_one_hold_and_a_repeated_denial_stays_one()
    {
        var client = await Agency.AddClientAsync(Api);
        var path = $"/clients/{client}/holds";
        var first = await Api.PostAsync(path, Wanted(30), "hold-1").ShouldBeAsync("201");
        (await Api.PostAsync(path, Wanted(30), "hold-1").ShouldBeAsync("201")).Text.ShouldBe(
            first.Text
        );
        await Api.PostAsync(path, Wanted(31), "hold-1").ShouldBeAsync("422 idempotency_mismatch");
        var denied = await Api.PostAsync(path, Wanted(30), "hold-2").ShouldBeAsync("200");
        await ReleaseAsync((string)first["holdId"]!).ShouldBeAsync("200");
        (await Api.PostAsync(path, Wanted(30), "hold-2").ShouldBeAsync("200")).Text.ShouldBe(
            denied.Text
        );
        (await StandingAsync(client)).ShouldBe((50m, 50m));
    }

    [Fact]
    public async Task Another_agencys_hold_is_none_even_of_a_client_called_the_same()
    {
        var client = await Agency.AddClientAsync(Api);
        var ours = HoldId.Parse((string)(await HoldAsync(client, 10))["holdId"]!);
        var theirs = HoldId.Of(new AgencyId("other"), ours.Client, ours.Seq);

        await ReleaseAsync(theirs.ToString()).ShouldBeAsync("404 not_found");
        await Api.UseAsync(Use(client, "u", 1, theirs.ToString()));
        (await StandingAsync(client)).ShouldBe((49m, 39m));
    }

    [Fact]
    public async Task Usage_of_another_client_settles_no_hold()
    {
        var client = await Agency.AddClientAsync(Api);
        var other = await Agency.AddClientAsync(Api);
        var hold = (string)(await HoldAsync(client, 10))["holdId"]!;
        await Api.UseAsync(Use(other, "u", 5, hold));
        (await StandingAsync(client)).ShouldBe((50m, 40m));
        (await StandingAsync(other)).ShouldBe((45m, 45m));
    }

    [Fact]
    public async Task An_editors_key_may_hold_and_release()
    {
        var client = await Agency.AddClientAsync(Api);
        var editor = Bot.With("usage-key");
        var held = await editor
            .PostAsync($"/clients/{client}/holds", Wanted(1))
            .ShouldBeAsync("201");
        await editor
            .SendAsync(HttpMethod.Delete, $"/holds/{(string)held["holdId"]!}", null)
            .ShouldBeAsync("200");
    }

    [Theory]
    [InlineData("""{"ttlSeconds":60}""")]
    [InlineData("""{"credits":1}""")]
    [InlineData("""{"credits":0,"ttlSeconds":60}""")]
    [InlineData("""{"credits":1,"ttlSeconds":0}""")]
    [InlineData("""{"credits":1,"ttlSeconds":604801}""")]
    [InlineData("""{"credits":1,"ttlSeconds":"60"}""")]
    [InlineData("""{"credits":1,"ttlSeconds":1.5}""")]
    [InlineData("""{"credits":1,"ttlSeconds":60,"action":7}""")]
    public async Task What_is_asked_for_wrongly_is_said_by_its_field(string body)
    {
        var client = await Agency.AddClientAsync(Api);
        await Api.PostAsync($"/clients/{client}/holds", body).ShouldBeAsync("422 invalid");
    }

    [Fact]
    public async Task Where_there_is_nothing_nothing_is_held()
    {
        await HoldAsync("nobody", 1).ShouldBeAsync("404 not_found");
        foreach (var id in (string[])["x", "bella-bakery.7.000000000000", "a%2Fb"])
        {
            await ReleaseAsync(id).ShouldBeAsync("404 not_found");
        }

        var client = await Agency.AddClientAsync(Api);
        await Api.PostAsync($"/clients/{client}/holds", "[]").ShouldBeAsync("400 malformed");
    }
}
