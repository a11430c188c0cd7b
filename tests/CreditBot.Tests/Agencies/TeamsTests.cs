using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Channels.Teams.Peers;
using CreditBot.Channels.Teams.Security;
using CreditBot.Outbox;
using CreditBot.Settings;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBot.Tests.Agencies;

/// <summary>App and tenant decide the agency: one has a bot to itself, two are tenants of one bot. Person, chat and request bear the same ids in all.</summary>
public sealed class TeamsTests : IAsyncLifetime
{
    private const string Own = "11111111-aaaa-4c52-9d8e-0a7b1c2d3e4f";
    private const string SharedApp = "22222222-bbbb-4c52-9d8e-0a7b1c2d3e4f";
    private const string Nobodys = "99999999-0000-0000-0000-000000000000";
    private const string NotConnected =
        "This bot isn't connected to your organization yet. Please ask your agency.";

    private static readonly JsonSerializerOptions AsRead = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private TokenServer? _tokens;
    private FakeConnector? _connector;
    private ThreeAgencies? _agencies;

    private ThreeAgencies Agencies => _agencies!;

    private FakeConnector Connector => _connector!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _tokens = await TokenServer.StartAsync();
        _connector = await FakeConnector.StartAsync();
        _agencies = await ThreeAgencies.StartAsync([
            "--environment=Development",
            "--Seed:Demo=false",
            $"--Bot:AppId={Own}",
            "--Bot:AppPassword=own-secret",
            $"--Bot:TenantId={TenantOf(AgencyId.Default)}",
            $"--Bot:OpenIdMetadata={_tokens.Metadata}",
            $"--Bot:TokenEndpoint={_tokens.TokenEndpoint}",
            "--Bot:ServiceHosts=localhost",
            $"--Agencies:acme:Bot:AppId={SharedApp}",
            "--Agencies:acme:Bot:AppPassword=shared-secret",
            $"--Agencies:acme:Bot:TenantId={TenantOf(ThreeAgencies.Acme)}",
            $"--Agencies:blue:Bot:AppId={SharedApp}",
            "--Agencies:blue:Bot:AppPassword=shared-secret",
            $"--Agencies:blue:Bot:TenantId={TenantOf(ThreeAgencies.Blue)}",
        ]);
        await Agencies.SettleAsync();
        await DeliverAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_agencies?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_connector?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_tokens?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task The_same_people_and_chats_in_three_tenants_see_and_change_their_own_agency_only()
    {
        foreach (var agency in ThreeAgencies.All)
        {
            await LinkAsync(agency, "bo", "/clients/bella/invites", "bo@bella.example");
            await LinkAsync(agency, "dana", "/managers/dana/invites", null);
        }

        foreach (var agency in ThreeAgencies.All)
        {
            foreach (var words in (string[])["balance", "history", "status", "help"])
            {
                (await HeardAsync(agency, Text("bo", words))).ShouldNotBeEmpty();
            }

            var pending = await HeardAsync(agency, Text("dana", "pending"));
            pending[^1].ToJsonString(AsRead).ShouldContain($"bella of {agency}");
            await HeardAsync(agency, Text("dana", "approve R-1"));
            await HeardAsync(agency, Text("dana", "yes"));
            ((string)(await Agencies.Api(agency).GetAsync("/requests/R-1"))["state"]!).ShouldBe(
                "approved"
            );
        }

        // Answers went out by the agency's own bot: the shared one asks for its tokens where no tenant alone would give them.
        Connector
            .Heard.Select(call => AskedFor(call.Authorization))
            .Distinct()
            .ShouldBe(
                [
                    $"{TenantOf(AgencyId.Default)} {Own} own-secret",
                    $"botframework.com {SharedApp} shared-secret",
                ],
                ignoreOrder: true
            );
    }

    [Theory]
    [InlineData(Own, "acme")]
    [InlineData(Own, Nobodys)]
    [InlineData(SharedApp, "default", true)]
    [InlineData(SharedApp, Nobodys, true)]
    [InlineData(SharedApp, "", true)]
    public async Task A_tenant_that_is_not_the_bot_s_is_refused_and_nothing_is_read_or_written(
        string app,
        string tenant,
        bool isTold = false
    )
    {
        await LinkAsync(ThreeAgencies.Acme, "dana", "/managers/dana/invites", null);
        await LinkAsync(AgencyId.Default, "dana", "/managers/dana/invites", null);
        var named = ThreeAgencies.All.Any(agency => agency.Value == tenant)
            ? TenantOf(new AgencyId(tenant))
            : tenant;
        var before = await WholeAsync();
        foreach (
            var activity in (JsonObject[])
                [
                    Text("dana", "pending"),
                    Activities.Execute("help", [], Connector.ServiceUrl),
                    Joined("dana"),
                ]
        )
        {
            var heard = Connector.Heard.Count;
            var answer = await PostAsync(Of(activity, named), app);

            answer.Status.ShouldBe(isTold ? 200 : 401);
            var said = string.Join(
                '\n',
                Connector.Heard.Skip(heard).Select(call => $"{call.Body}")
            );
            var told = $"{said}{answer.Body}";
            if (isTold && (string?)activity["type"] is "message" or "invoke")
            {
                told.ShouldContain("connected to your organization yet");
            }

            told.ShouldNotContain("bella of");
            told.ShouldNotContain("dana of");
        }

        await DeliverAsync();
        (await WholeAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Two_tenants_in_one_activity_are_nobody_s()
    {
        await LinkAsync(ThreeAgencies.Acme, "dana", "/managers/dana/invites", null);
        var before = await WholeAsync();
        var activity = Of(Text("dana", "pending"), TenantOf(ThreeAgencies.Acme));
        activity["channelData"]!["tenant"]!["id"] = TenantOf(ThreeAgencies.Blue);

        (await PostAsync(activity, SharedApp)).Status.ShouldBe(200);
        Connector.Messages[^1]["text"]!.GetValue<string>().ShouldBe(NotConnected);
        (await WholeAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_same_activity_in_two_tenants_is_two_turns()
    {
        foreach (var agency in (AgencyId[])[ThreeAgencies.Acme, ThreeAgencies.Blue])
        {
            await LinkAsync(agency, "bo", "/clients/bella/invites", "bo@bella.example");
        }

        var activity = Text("bo", "balance");
        foreach (var agency in (AgencyId[])[ThreeAgencies.Acme, ThreeAgencies.Blue])
        {
            (await HeardAsync(agency, activity)).ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task A_code_of_one_agency_links_nobody_in_another()
    {
        var code = await CodeAsync(ThreeAgencies.Acme, "/managers/dana/invites", null);
        await HeardAsync(ThreeAgencies.Blue, Text("dana", $"link {code}"));
        foreach (var said in await HeardAsync(ThreeAgencies.Blue, Text("dana", "pending")))
        {
            said.ToJsonString(AsRead).ShouldNotContain("bella");
        }
    }

    [Fact]
    public async Task Without_an_app_in_Development_a_tenant_decides_and_the_rest_is_the_flat_agency_s()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var agencies = await ThreeAgencies.StartAsync(
            [
                "--environment=Development",
                "--Seed:Demo=false",
                $"--Agencies:acme:Bot:TenantId={TenantOf(ThreeAgencies.Acme)}",
            ],
            url: FreePort.Url()
        );
        await agencies.SettleAsync();
        await agencies.Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
        foreach (
            var (tenant, agency) in ((string, AgencyId)[])
                [
                    (TenantOf(ThreeAgencies.Acme), ThreeAgencies.Acme),
                    (Nobodys, AgencyId.Default),
                    ("", AgencyId.Default),
                ]
        )
        {
            var code = (string)
                (
                    await agencies
                        .Api(agency)
                        .PostAsync("/managers/dana/invites")
                        .ShouldBeAsync("201")
                )["code"]!;
            foreach (var words in (string[])[$"link {code}", "pending"])
            {
                var activity = Of(
                    By(Activities.Text(words, connector.ServiceUrl), $"dana-{agency}"),
                    tenant
                );
                await agencies.AloneAsync(
                    agency,
                    () => agencies.Bot.With(null).PostAsync("/api/messages", activity)
                );
            }

            connector.Messages[^1].ToJsonString(AsRead).ShouldContain($"bella of {agency}");
        }
    }

    [Fact]
    public void A_tenant_alone_shares_the_flat_bot() =>
        CreditBotHost
            .BuildForCommands(
                [
                    "--environment=Production",
                    "--Bot:AppId=a",
                    "--Bot:AppPassword=p",
                    "--Bot:TenantId=t",
                    "--Agencies:acme:Bot:TenantId=u",
                    "--Agencies:blue:Agency:Name=Blue",
                ],
                _ => { }
            )
            .Services.ShouldSatisfyAllConditions(
                services => BotOf(services, "acme").Options.AppId.ShouldBe("a"),
                services => BotOf(services, "acme").ShouldBe(BotOf(services, "default")),
                services => BotOf(services, "acme").IsShared.ShouldBeTrue(),
                services => BotOf(services, "blue").Options.HasApp.ShouldBeFalse()
            );

    private static BotApp BotOf(IServiceProvider services, string agency) =>
        services.GetRequiredService<Bots>().Of(new AgencyId(agency));

    private static string TenantOf(AgencyId agency) => $"tenant-of-the-agency-{agency}";

    private static string AppOf(AgencyId agency) => agency == AgencyId.Default ? Own : SharedApp;

    private JsonObject Text(string who, string words)
    {
        var activity = Activities.Text(words, Connector.ServiceUrl);
        return By(activity, who);
    }

    private JsonObject Joined(string who)
    {
        var activity = Activities.Of("conversationUpdate", Connector.ServiceUrl);
        activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = $"29:{who}" });
        return By(activity, who);
    }

    private static JsonObject By(JsonObject activity, string who)
    {
        activity["from"] = new JsonObject
        {
            ["id"] = $"29:{who}",
            ["name"] = who,
            ["aadObjectId"] = $"object-of-{who}",
        };
        activity["conversation"]!["id"] = $"a:{who}";
        return activity;
    }

    private static JsonObject Of(JsonObject activity, string tenant)
    {
        var copy = activity.DeepClone().AsObject();
        copy["conversation"]!["tenantId"] = tenant;
        copy["channelData"]!["tenant"]!["id"] = tenant;
        return copy;
    }

    private async Task<BotAnswer> PostAsync(JsonObject activity, string app)
    {
        var now = Agencies.Bot.Clock.GetCurrentInstant().ToUnixTimeSeconds();
        var token = new Token(_tokens!) { Audience = app }
            .With("nbf", now - 60)
            .With("exp", now + 3_600);
        using var http = Agencies.Bot.Raw();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages");
        request.Content = JsonContent.Create(activity);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            token.Bearer(Connector.ServiceUrl)
        );
        using var response = await http.SendAsync(request, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        return new BotAnswer(
            (int)response.StatusCode,
            text.Length == 0 ? null : JsonNode.Parse(text)
        );
    }

    private async Task<string> CodeAsync(AgencyId agency, string invites, string? email) =>
        (string)
            (
                await Agencies
                    .Api(agency)
                    .PostAsync(invites, new { name = $"Bo of {agency}", email })
                    .ShouldBeAsync("201")
            )["code"]!;

    private async Task LinkAsync(AgencyId agency, string who, string invites, string? email) =>
        await HeardAsync(agency, Text(who, $"link {await CodeAsync(agency, invites, email)}"));

    /// <summary>What was said of it in Teams: with words of the agency alone, and nothing of the others changed.</summary>
    private async Task<IReadOnlyList<JsonNode>> HeardAsync(AgencyId agency, JsonObject activity)
    {
        var before = Connector.Messages.Count;
        await Agencies.AloneAsync(
            agency,
            async () =>
            {
                (await PostAsync(Of(activity, TenantOf(agency)), AppOf(agency))).Status.ShouldBe(
                    200
                );
                await DeliverAsync();
                return true;
            }
        );
        var heard = Connector.Messages.Skip(before).ToList();
        foreach (var message in heard)
        {
            ThreeAgencies.ShouldBeOf(agency, message.ToJsonString(AsRead), "said in Teams");
        }

        return heard;
    }

    /// <summary>Tenant, app and secret with which the token of a call was asked for.</summary>
    private string AskedFor(string authorization) =>
        string.Join(
            ' ',
            _tokens!
                .Asked[
                    int.Parse(authorization["Bearer token-".Length..], CultureInfo.InvariantCulture)
                        - 1
                ]
                .Split(' ')
                .Take(3)
        );

    private Task DeliverAsync() => Agencies.Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);

    private async Task<IReadOnlyList<string>> WholeAsync()
    {
        var rows = new List<string>();
        foreach (var agency in ThreeAgencies.All)
        {
            rows.AddRange(await Agencies.ContentsAsync(agency));
        }

        return rows;
    }
}
