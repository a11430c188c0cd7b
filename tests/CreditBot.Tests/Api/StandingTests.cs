using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Jobs;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>Clients that are paused, resumed and ended (contract.md, clients; design.md §3.12).</summary>
public sealed class StandingTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    private ApiClient Api => Bot.Api;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _bot = await HostedCreditBot.StartAsync(now: Instant.FromUtc(2026, 11, 10, 15, 0));

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task<ApiAnswer> SetAsync(
        string client,
        string state,
        string? from = null,
        string? settle = null
    ) =>
        Api.PatchAsync(
            $"/clients/{client}",
            new
            {
                state,
                stateFrom = from,
                settle,
            }
        );

    private async Task<IReadOnlyList<string>> KindsAsync(string client) =>
        [
            .. (await Api.GetAsync($"/clients/{client}/entries"))["entries"]!
                .AsArray()
                .Select(entry => (string)entry!["kind"]!),
        ];

    [Fact]
    public async Task A_client_is_paused_at_once_and_resumed_on_a_day()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        var paused = await SetAsync(client, "paused").ShouldBeAsync("200");
        ((string)paused["state"]!, (string)paused["stateFrom"]!).ShouldBe(("paused", "2026-11-10"));
        // A change of state alone changes no terms.
        (await KindsAsync(client)).ShouldBe(["opened", "reset", "paused"]);
        (await Api.GetAsync($"/clients/{client}/credits"))["resetsAt"].ShouldBeNull();
        var hold = await Api.PostAsync(
            $"/clients/{client}/holds",
            new { credits = 1, ttlSeconds = 60 }
        );
        ((string)hold["decision"]!, (string)hold["code"]!).ShouldBe(("deny", "paused"));

        Bot.Clock.Reset(Instant.FromUtc(2027, 1, 5, 12, 0));
        (await Agency.BalanceAsync(Api, client)).ShouldBe(0);
        var planned = await SetAsync(client, "active", "2027-01-12").ShouldBeAsync("200");
        ((string)planned["state"]!, (string)planned["planned"]!["stateFrom"]!).ShouldBe(
            ("paused", "2027-01-12")
        );
        Bot.Clock.Reset(Instant.FromUtc(2027, 1, 12, 5, 0));
        var credits = await Api.GetAsync($"/clients/{client}/credits");
        ((decimal)credits["balance"]!, (string)credits["resetsAt"]!).ShouldBe(
            (50m, "2027-02-12T05:00:00Z")
        );
        ((string)(await Api.GetAsync($"/clients/{client}"))["startsOn"]!).ShouldBe("2026-11-01");
    }

    [Fact]
    public async Task An_ended_client_unlinks_its_people_and_tells_them_once()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        var person = await LinkAsync(client);
        await AskAsync(client, person);
        await SetAsync(client, "ended", settle: "expire").ShouldBeAsync("200");

        (await KindsAsync(client)).ShouldBe([
            "opened",
            "reset",
            "requested",
            "ended",
            "lapsed",
            "people_left",
        ]);
        (await PersonAsync(person)).Clients.ShouldBeEmpty();
        (await StatementsAsync(client)).ShouldBe(1);
        await Bot.Service<DueJob>().RunAsync(Stop);
        (await StatementsAsync(client)).ShouldBe(1);
    }

    [Fact]
    public async Task A_planned_end_comes_with_its_day_whoever_comes_first_and_the_job_does_the_rest()
    {
        var client = await Agency.AddClientAsync(Api, overage: "invoice", startsOn: "2026-11-01");
        var person = await LinkAsync(client);
        await Api.PostAsync(
            $"/clients/{client}/grants",
            new
            {
                credits = 60,
                reason = "welcome",
                price = new { amount = "118.80", currency = "USD" },
            }
        );
        await Api.UseAsync(Agency.Use(client, "u", 70, "2026-11-10T12:00:00Z"));
        await SetAsync(client, "ended", "2026-12-01", "refund").ShouldBeAsync("200");

        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 3, 12, 0));
        var late = await Api.UseAsync(
            new[]
            {
                Agency.Use(client, "late", 1, "2026-12-01T05:00:00Z"),
                Agency.Use(client, "early", 1, "2026-12-01T04:59:59Z"),
            }
        );
        ((string)late["results"]![0]!["reason"]!).ShouldBe("ended");
        ((string)late["results"]![1]!["status"]!).ShouldBe("accepted");
        (await PersonAsync(person)).Clients.Keys.ShouldBe([client]);
        await Bot.Service<DueJob>().RunAsync(Stop);
        await Bot.Service<DueJob>().RunAsync(Stop);

        (await PersonAsync(person)).Clients.ShouldBeEmpty();
        (await StatementsAsync(client)).ShouldBe(1);
        // 40 of 60 were left: 79.20 back in December, with the line of what came late.
        var book = await Api.GetAsync("/reports/2026-12");
        ((string)book["totals"]!["oneTime"]!["amount"]!).ShouldBe("-79.20");
        ((string)book["totals"]!["overage"]!["amount"]!).ShouldBe("1.98");
        ((string)book["totals"]!["fee"]!["amount"]!).ShouldBe("0.00");
        var verified = await Api.PostAsync("/admin/verify").ShouldBeAsync("200");
        ((bool)verified["ok"]!).ShouldBeTrue(verified.Text);
    }

    [Fact]
    public async Task Nothing_is_done_for_an_ended_client_any_more()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        await SetAsync(client, "ended").ShouldBeAsync("200");
        foreach (var state in (string[])["active", "paused", "ended"])
        {
            var refused = await SetAsync(client, state).ShouldBeAsync("422 invalid");
            ((string)refused["errors"]!["state"]![0]!).ShouldContain("10 Nov 2026");
        }

        await Api.PostAsync($"/clients/{client}/grants", new { credits = 1, reason = "x" })
            .ShouldBeAsync("422 invalid");
        await Api.PutAsync(
                $"/clients/{client}/allocation",
                new { monthlyCredits = 10, effective = "now" }
            )
            .ShouldBeAsync("422 invalid");
        await Api.PostAsync($"/clients/{client}/invites", new { email = "x@bakery.example" })
            .ShouldBeAsync("422 invalid");
        // What it is called and how it is taxed may still be put right.
        await Api.PatchAsync($"/clients/{client}", new { taxCode = "US-NY" }).ShouldBeAsync("200");
    }

    [Fact]
    public async Task States_that_make_no_sense_are_told_by_their_field()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        await InvalidAsync(SetAsync(client, "gone"), "state");
        await InvalidAsync(SetAsync(client, "paused", "2026-11-09"), "stateFrom");
        await InvalidAsync(SetAsync(client, "paused", "2036-11-09"), "stateFrom");
        await InvalidAsync(SetAsync(client, "paused", settle: "refund"), "settle");
        await InvalidAsync(
            Api.PatchAsync($"/clients/{client}", new { stateFrom = "2026-12-01" }),
            "stateFrom"
        );
        (await KindsAsync(client)).ShouldBe(["opened", "reset"]);

        static async Task InvalidAsync(Task<ApiAnswer> answer, string field) =>
            (await answer.ShouldBeAsync("422 invalid"))["errors"]![field].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_client_can_be_opened_paused_and_starts_when_it_is_resumed()
    {
        var opened = await Api.PostAsync("/clients", New("sleepy", "paused")).ShouldBeAsync("201");
        ((string)opened["state"]!).ShouldBe("paused");
        (await Agency.BalanceAsync(Api, "sleepy")).ShouldBe(0);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 20, 12, 0));
        await SetAsync("sleepy", "active").ShouldBeAsync("200");
        (await Agency.BalanceAsync(Api, "sleepy")).ShouldBe(50);

        await Api.PostAsync("/clients", New("gone", "ended")).ShouldBeAsync("422 invalid");
        await Api.PostAsync("/clients", New("once", "paused", startsOn: "2026-10-01"))
            .ShouldBeAsync("422 invalid");

        static object New(string id, string state, string? startsOn = null) =>
            new
            {
                id,
                name = id,
                timeZone = "America/New_York",
                package = "Basic",
                state,
                startsOn,
            };
    }

    private async Task<string> LinkAsync(string client)
    {
        var person = await Bot.Service<People>()
            .EnsureAsync(AgencyId.Default, "Bella", $"bella@{client}.example", Stop);
        await Bot.Service<People>()
            .ChangeAsync(
                AgencyId.Default,
                person.Id,
                one => one with { Clients = one.Clients.SetItem(client, ClientRole.Requester) },
                _ => [],
                Stop
            );
        return person.Id;
    }

    private async Task AskAsync(string client, string person) =>
        await Api.PostAsync(
                $"/clients/{client}/requests",
                new
                {
                    kind = "one_time",
                    credits = 10,
                    by = person,
                }
            )
            .ShouldBeAsync("201");

    private async Task<Person> PersonAsync(string id) =>
        (await Bot.Service<People>().FindAsync(AgencyId.Default, id, Stop))!;

    private async Task<int> StatementsAsync(string client)
    {
        var count = 0;
        foreach (var state in Enum.GetValues<OutboxState>())
        {
            var messages = await Bot.Service<IStore>()
                .OutboxAsync(AgencyId.Default, state, 100, Stop);
            count += messages.Count(message =>
                message.Kind == OutboxKinds.Notice
                && message.Json.Contains("last_statement", StringComparison.Ordinal)
                && message.Json.Contains(client, StringComparison.Ordinal)
            );
        }

        return count;
    }
}
