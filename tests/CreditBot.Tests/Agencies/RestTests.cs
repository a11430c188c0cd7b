using System.Text;
using System.Text.RegularExpressions;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Outbox;
using CreditBot.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CreditBot.Tests.Agencies;

/// <summary>The key decides the agency: every call acts in it alone, and what is another's answers as what doesn't exist (contract.md, Common).</summary>
public partial class RestTests : IAsyncLifetime
{
    private const string Never = "never-was";
    private static readonly AgencyId Acme = ThreeAgencies.Acme;

    private ThreeAgencies? _agencies;

    private ThreeAgencies Agencies => _agencies!;

    private ApiClient Api => Agencies.Api(Acme);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The settings that say where everything is kept.</summary>
    protected virtual Task<string[]> StoreAsync() => Task.FromResult<string[]>([]);

    public async ValueTask InitializeAsync()
    {
        _agencies = await ThreeAgencies.StartAsync(await StoreAsync());
        await Agencies.SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_agencies?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }

    /// <summary>Every route with what is sent to it; <c>{id}</c> is what another agency alone has.</summary>
    private static readonly (string Call, string Body)[] Routes =
    [
        ("GET /agency/cost-per-credit", ""),
        ("PUT /agency/cost-per-credit", """{"from":"2026-11-20","price":{"amount":"0.125"}}"""),
        ("GET /agency/report-recipients", ""),
        ("PUT /agency/report-recipients", """{"recipients":[{"email":"new@acme.example"}]}"""),
        (
            "POST /clients",
            """{"id":"fresh","name":"Fresh","timeZone":"Europe/Berlin","package":"Basic"}"""
        ),
        ("GET /clients", ""),
        ("GET /clients/{id}", ""),
        ("PATCH /clients/{id}", """{"name":"Renamed"}"""),
        ("GET /clients/{id}/credits", ""),
        ("GET /clients/{id}/entries", ""),
        ("GET /clients/{id}/explain", ""),
        ("POST /clients/{id}/grants", """{"credits":5,"reason":"x"}"""),
        ("PUT /clients/{id}/allocation", """{"monthlyCredits":80,"effective":"now"}"""),
        ("PUT /clients/{id}/package", """{"package":"Professional","effective":"now"}"""),
        ("POST /clients/{id}/reversals", """{"seq":3,"reason":"x"}"""),
        ("POST /clients/{id}/holds", """{"credits":1,"ttlSeconds":600}"""),
        ("DELETE /holds/{hold}", ""),
        ("POST /usage", "{usage}"),
        ("POST /managers", """{"id":"lee","name":"Lee","email":"lee@brightside.example"}"""),
        ("GET /managers", ""),
        ("POST /managers/{manager}/invites", "{}"),
        ("POST /clients/{id}/invites", """{"name":"Zoe","email":"zoe@bella.example"}"""),
        (
            "POST /clients/{id}/requests",
            """{"kind":"upgrade","by":"dana","package":"Enterprise"}"""
        ),
        ("GET /requests", ""),
        ("GET /requests/{request}", ""),
        ("POST /requests/{request}/decision", """{"decision":"approve","by":"dana"}"""),
        ("POST /purchases", """{"credits":100,"price":{"amount":"9.00"}}"""),
        ("GET /pool", ""),
        ("GET /reports/{month}", ""),
        ("GET /reports/{month}.xlsx", ""),
        ("POST /reports/{month}/close", ""),
        ("POST /reports/{month}/send", ""),
        ("GET /invoices", ""),
        ("PATCH /invoices/{line}", """{"state":"issued"}"""),
        ("GET /webhooks", ""),
        ("POST /webhooks", """{"url":"https://acme.example/hook","events":["request.*"]}"""),
        ("DELETE /webhooks/{hook}", ""),
        ("POST /admin/verify", "{}"),
        ("POST /admin/backup", """{"file":"/tmp/never-written.db"}"""),
        (
            "POST /admin/import",
            """{"csv":"id,name,email,timeZone,package,monthlyCredits,monthlyFee,resetDay,usedThisPeriod,oneTimeRemaining,oneTimeExpires,oneTimePaid,billedThrough,manager\nbrought,Brought,,UTC,Basic,50,99,1,0,0,,,,\n","dryRun":true}"""
        ),
        ("POST /admin/doctor", "{}"),
        ("POST /admin/balance", """{"client":"{id}"}"""),
        ("POST /admin/explain", """{"client":"{id}"}"""),
        ("POST /admin/report", """{"month":"2026-11"}"""),
        ("POST /admin/key-create", """{"name":"editor","scope":"usage"}"""),
        ("POST /admin/policy-show", "{}"),
        ("POST /admin/policy-set", """{"policy":"{\"Policy\":{\"UndoMinutes\":7}}"}"""),
        ("POST /admin/policy-test", """{"month":"2026-11"}"""),
        ("POST /admin/outbox-list", "{}"),
        ("POST /admin/outbox-resend", "{}"),
    ];

    [Fact]
    public void Every_route_is_in_the_table() =>
        Agencies
            .Bot.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route =>
                route.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal)
                && !route.RoutePattern.RawText.Contains("**", StringComparison.Ordinal)
            )
            .SelectMany(route =>
                route
                    .Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(method =>
                        $"{method} {Named(route.RoutePattern.RawText![7..].TrimEnd('/'))}"
                    )
            )
            .Order(StringComparer.Ordinal)
            .ShouldBe(Routes.Select(route => Named(route.Call)).Order(StringComparer.Ordinal));

    [Fact]
    public async Task What_is_another_agency_s_answers_as_what_does_not_exist_and_nothing_of_it_changes()
    {
        var theirs = await OnlyAsync(AgencyId.Default);
        foreach (var (call, body) in Routes)
        {
            // The same call twice: once it names what agency default has, once what nobody has.
            var named = await Agencies.AloneAsync(Acme, () => SendAsync(call, body, theirs));
            var unknown = await SendAsync(call, body, Nobodys);
            if (
                call.Contains('{', StringComparison.Ordinal)
                && !call.Contains("{month}", StringComparison.Ordinal)
            )
            {
                named.Code.ShouldBe("not_found", call);
            }

            if (
                call.Contains('{', StringComparison.Ordinal)
                || body.Contains('{' + "id}", StringComparison.Ordinal)
            )
            {
                Plain(named, theirs).ShouldBe(Plain(unknown, Nobodys), call);
            }

            ThreeAgencies.ShouldBeOf(Acme, Plain(named, theirs), call);
        }
    }

    [Fact]
    public async Task What_bears_the_same_id_in_all_is_each_agency_s_own()
    {
        var ours = new Ids(
            "bella",
            "dana",
            "R-1",
            await HoldAsync(Acme),
            "bella.2.1",
            await HookAsync(Acme)
        );
        foreach (var (call, body) in Routes)
        {
            if (call == "POST /reports/{month}/close")
            {
                Agencies.Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 15, 0));
                // Sending wakes the outbox, which is the host's and delivers what is due in any agency.
                await Agencies.Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
            }

            var answer = await Agencies.AloneAsync(Acme, () => SendAsync(call, body, ours));
            var expected = call is "POST /admin/verify" or "POST /admin/backup" ? 403 : 200;
            (answer.Status is 200 or 201 ? 200 : answer.Status).ShouldBe(
                expected,
                $"{call}: {answer.Text}"
            );
            ThreeAgencies.ShouldBeOf(Acme, Encoding.UTF8.GetString(answer.Bytes), call);
        }
    }

    [Fact]
    public async Task An_Idempotency_Key_is_each_agency_s_own()
    {
        var body = new { credits = 5, reason = "x" };
        var first = await Api.PostAsync("/clients/bella/grants", body, "the same");
        var other = await Agencies.AloneAsync(
            ThreeAgencies.Blue,
            () =>
                Agencies
                    .Api(ThreeAgencies.Blue)
                    .PostAsync(
                        "/clients/bella/grants",
                        new { credits = 7, reason = "y" },
                        "the same"
                    )
        );
        first.ShouldBe("201");
        ((decimal)other.ShouldBe("201")["balance"]!).ShouldBe(46);
        (await Api.PostAsync("/clients/bella/grants", body, "the same")).Text.ShouldBe(first.Text);
    }

    [Fact]
    public async Task A_key_that_is_made_opens_its_own_agency()
    {
        foreach (var agency in ThreeAgencies.All)
        {
            var made = (string)
                (
                    await Agencies
                        .Api(agency)
                        .PostAsync("/admin/key-create", new { name = "n", scope = "read" })
                        .ShouldBeAsync("201")
                )["key"]!;
            var listed = await Agencies.Bot.With(made).GetAsync("/clients").ShouldBeAsync("200");
            listed.Text.ShouldContain($"bella of {agency}");
            ThreeAgencies.ShouldBeOf(agency, listed.Text, made);
        }
    }

    [Fact]
    public async Task A_key_under_another_agency_s_name_is_nobody_s()
    {
        var key = await Agencies.Bot.Service<ApiKeys>().CreateAsync(Acme, "n", "admin", Stop);
        var secret = key.Split('_')[1];
        foreach (
            var forged in (string[])
                [
                    secret,
                    $"blue_{secret}",
                    $"default_{secret}",
                    $"ACME_{secret}",
                    $"_{secret}",
                    $"acme/blue_{secret}",
                    $"../acme_{secret}",
                    $"acme\u0000_{secret}",
                    $"{new string('a', 70)}_{secret}",
                    $"nobody_{secret}",
                    $"{key}_",
                    $"acme_{key}",
                    "acme_",
                    "_",
                ]
        )
        {
            (await Agencies.Bot.Service<ApiKeys>().WhoIsAsync(forged, Stop)).ShouldBeNull(forged);
        }

        (await Agencies.Bot.Service<ApiKeys>().WhoIsAsync(key, Stop))!.Agency.ShouldBe(Acme);
    }

    [Theory]
    [InlineData("default%2Fbella")]
    [InlineData("..%2Fdefault%2Fbella")]
    [InlineData("@")]
    [InlineData("BELLA")]
    public async Task An_id_reaches_over_into_no_other_agency(string id) =>
        (
            await Agencies.AloneAsync(Acme, () => Api.GetAsync($"/clients/{id}/credits"))
        ).Code.ShouldBe("not_found");

    [Fact]
    public async Task Documents_of_hostile_ids_stay_in_their_agency()
    {
        // The person's e-mail, id and chat are keys of rows as they are.
        foreach (
            var email in (string[])
                ["a/b@x.example", "../default@x.example", "default/person/dana@x.example"]
        )
        {
            var answer = await Agencies.AloneAsync(
                Acme,
                () => Api.PostAsync("/clients/bella/invites", new { name = email, email })
            );
            answer.Status.ShouldBeOneOf(201, 422);
        }
    }

    private static readonly Ids Nobodys = new(
        Never,
        Never,
        "R-99",
        "never.was.1",
        "never-was.2.1",
        "whk_never"
    );

    /// <summary>Makes things in an agency that no other has.</summary>
    private async Task<Ids> OnlyAsync(AgencyId agency)
    {
        var id = $"only-{agency}";
        await Agencies.AddClientAsync(agency, id);
        await Agencies
            .Api(agency)
            .PostAsync(
                "/managers",
                new
                {
                    id,
                    name = id,
                    email = $"{id}@brightside.example",
                }
            )
            .ShouldBeAsync("201");
        var request = await Agencies.AskAsync(agency, id);
        return new Ids(
            id,
            id,
            request,
            await HoldAsync(agency, id),
            $"{id}.2.1",
            await HookAsync(agency)
        );
    }

    private async Task<string> HoldAsync(AgencyId agency, string client = "bella") =>
        (string)
            (
                await Agencies
                    .Api(agency)
                    .PostAsync($"/clients/{client}/holds", new { credits = 2, ttlSeconds = 900 })
                    .ShouldBeAsync("201")
            )["holdId"]!;

    private async Task<string> HookAsync(AgencyId agency) =>
        (string)
            (
                await Agencies
                    .Api(agency)
                    .PostAsync(
                        "/webhooks",
                        new
                        {
                            url = $"https://{agency}.example/hook",
                            events = (string[])["month.closed"],
                        }
                    )
                    .ShouldBeAsync("201")
            )["id"]!;

    private Task<ApiAnswer> SendAsync(string call, string body, Ids ids)
    {
        var (method, path) = (call.Split(' ')[0], ids.In(call.Split(' ')[1]));
        return body == "{usage}"
            ? Api.UseAsync(Agency.Use(ids.Client, "e-99", 3))
            : Api.SendAsync(HttpMethod.Parse(method), path, body.Length == 0 ? null : ids.In(body));
    }

    /// <summary>An answer without the ids that were asked for.</summary>
    private static string Plain(ApiAnswer answer, Ids ids) =>
        $"{answer.Outcome} {ids.Out(answer.Text)}";

    private static string Named(string call) => Parameter().Replace(call, "{}");

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    private sealed record Ids(
        string Client,
        string Manager,
        string Request,
        string Hold,
        string Line,
        string Hook
    )
    {
        private IEnumerable<(string Name, string Id)> All =>
            [
                ("{id}", Client),
                ("{manager}", Manager),
                ("{request}", Request),
                ("{hold}", Hold),
                ("{line}", Line),
                ("{hook}", Hook),
                ("{month}", "2026-11"),
            ];

        public string In(string text) =>
            All.Aggregate(text, (t, one) => t.Replace(one.Name, one.Id, StringComparison.Ordinal));

        public string Out(string text) =>
            All.OrderByDescending(one => one.Id.Length)
                .Aggregate(text, (t, one) => t.Replace(one.Id, "(it)", StringComparison.Ordinal));
    }
}
