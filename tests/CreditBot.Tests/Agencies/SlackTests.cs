using CreditBot.Amounts;
using CreditBot.Channels.Slack.Peers;
using CreditBot.Channels.Slack.Turns;
using CreditBot.Outbox;
using CreditBot.Settings;
using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Agencies;

/// <summary>The workspace decides the agency, and a call counts for it only when its own app has signed it.</summary>
public sealed class SlackTests : IAsyncLifetime
{
    private const string OwnSecret = "the-secret-of-an-app-of-default-alone";
    private const string SharedSecret = "the-secret-of-an-app-that-two-have";
    private const string Bo = "UBO";
    private const string Dana = "UDANA";

    private FakeSlack? _slack;
    private ThreeAgencies? _agencies;

    private ThreeAgencies Agencies => _agencies!;

    private FakeSlack Slack => _slack!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _agencies = await ThreeAgencies.StartAsync([
            $"--Slack:ApiBaseUrl={_slack.ApiBaseUrl}",
            $"--Slack:SigningSecret={OwnSecret}",
            "--Slack:BotToken=xoxb-default",
            $"--Agencies:acme:Slack:SigningSecret={SharedSecret}",
            "--Agencies:acme:Slack:Workspaces:0:Team=TACME",
            "--Agencies:acme:Slack:Workspaces:0:BotToken=xoxb-acme",
            $"--Agencies:blue:Slack:SigningSecret={SharedSecret}",
            "--Agencies:blue:Slack:Workspaces:0:Team=TBLUE",
            "--Agencies:blue:Slack:Workspaces:0:BotToken=xoxb-blue",
        ]);
        await Agencies.SettleAsync();
        await DeliverAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_agencies?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_slack?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task The_same_people_and_ids_in_three_workspaces_see_and_change_their_own_agency_only()
    {
        foreach (var agency in ThreeAgencies.All)
        {
            await LinkAsync(agency, Bo, "/clients/bella/invites", "bo@bella.example");
            await LinkAsync(agency, Dana, "/managers/dana/invites", null);
        }

        foreach (var agency in ThreeAgencies.All)
        {
            var there = Of(agency);
            foreach (var words in (string[])["balance", "history", "status", "help"])
            {
                await HeardAsync(agency, () => there.EventAsync(there.Message(Bo, words)));
            }

            await HeardAsync(agency, () => there.CommandAsync(Bo, "balance"));
            await HeardAsync(agency, () => there.CommandAsync(Bo, ""));
            await HeardAsync(agency, () => there.EventAsync(there.Opened(Bo, "home")));
            await HeardAsync(agency, () => there.EventAsync(there.Mention(Bo, "balance")));
            var pending = await HeardAsync(
                agency,
                () => there.EventAsync(there.Message(Dana, "pending"))
            );
            var card = pending.Last(call => call.Method == "chat.postMessage");
            card.Body.ToJsonString().ShouldContain($"bella of {agency}");
            await HeardAsync(
                agency,
                () => there.InteractionAsync(there.Press(Dana, card, "Approve"))
            );
            var request = await Agencies.Api(agency).GetAsync("/requests/R-1");
            ((string)request["state"]!).ShouldBe("approved");
        }
    }

    [Theory]
    [InlineData("TACME", OwnSecret)]
    [InlineData("TBLUE", OwnSecret)]
    [InlineData("TNOBODY", SharedSecret)]
    [InlineData("tacme", SharedSecret)]
    [InlineData("", SharedSecret)]
    public async Task What_an_app_signs_for_another_s_workspace_or_nobody_s_is_passed_over(
        string team,
        string secret
    )
    {
        await LinkAsync(ThreeAgencies.Acme, Dana, "/managers/dana/invites", null);
        var before = await WholeAsync();
        var heard = Slack.Heard.Count;
        var there = new Workspace(Agencies.Bot, Slack, team, secret);

        (await there.EventAsync(there.Message(Dana, "pending"))).Status.ShouldBe(200);
        (await there.EventAsync(there.Opened(Dana, "home"))).Status.ShouldBe(200);
        (await there.EventAsync(there.Mention(Dana, "pending"))).Status.ShouldBe(200);
        var told = await there.CommandAsync(Dana, "pending");
        await SettleAsync();

        told.Status.ShouldBe(team.Length == 0 ? 400 : 200);
        if (team.Length > 0)
        {
            told.Body.ShouldBe(
                "This workspace isn't connected to CreditBot yet. Please ask your agency."
            );
        }

        Slack.Heard.Count.ShouldBe(heard);
        (await WholeAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_press_on_a_card_of_another_agency_does_nothing()
    {
        await LinkAsync(ThreeAgencies.Acme, Dana, "/managers/dana/invites", null);
        await LinkAsync(ThreeAgencies.Blue, Dana, "/managers/dana/invites", null);
        var acme = Of(ThreeAgencies.Acme);
        var card = (
            await HeardAsync(
                ThreeAgencies.Acme,
                () => acme.EventAsync(acme.Message(Dana, "pending"))
            )
        ).Last(call => call.Method == "chat.postMessage");

        // The same button, pressed by the same user id, from the workspace of another agency: it means that agency's own R-1.
        var blue = Of(ThreeAgencies.Blue);
        await HeardAsync(
            ThreeAgencies.Blue,
            () => blue.InteractionAsync(blue.Press(Dana, card, "Approve"))
        );
        (
            (string)(await Agencies.Api(ThreeAgencies.Acme).GetAsync("/requests/R-1"))["state"]!
        ).ShouldBe("open");

        // And as if it came from there, with a signature that is not that app's.
        var forged = new Workspace(Agencies.Bot, Slack, "TACME", OwnSecret);
        var before = await WholeAsync();
        (await forged.InteractionAsync(forged.Press(Dana, card, "Approve"))).Status.ShouldBe(200);
        await SettleAsync();
        (await WholeAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_code_of_one_agency_links_nobody_in_another()
    {
        var code = await CodeAsync(ThreeAgencies.Acme, "/managers/dana/invites", null);
        var blue = Of(ThreeAgencies.Blue);
        await HeardAsync(
            ThreeAgencies.Blue,
            () => blue.EventAsync(blue.Message(Dana, $"link {code}"))
        );
        var said = await HeardAsync(
            ThreeAgencies.Blue,
            () => blue.EventAsync(blue.Message(Dana, "pending"))
        );
        said.ShouldAllBe(call => !call.Body.ToJsonString().Contains("bella"));
    }

    [Fact]
    public async Task What_waited_at_a_crash_goes_on_in_its_own_agency()
    {
        await LinkAsync(ThreeAgencies.Acme, Bo, "/clients/bella/invites", "bo@bella.example");
        var inbox = Agencies.Bot.Service<SlackInbox>();
        await inbox.KeepAsync(
            ThreeAgencies.Acme,
            new SlackInput.Said("Ev-crash", "TACME", "TACME", Bo, "DBO", null, "balance"),
            Stop
        );
        await Agencies.AloneAsync(
            ThreeAgencies.Acme,
            async () =>
            {
                await Agencies.Bot.RestartAsync();
                await SettleAsync();
                return true;
            }
        );
        Slack.Heard[^1].Authorization.ShouldBe("Bearer xoxb-acme");
        Slack.Heard[^1].Body.ToJsonString().ShouldContain("39");
    }

    private Workspace Of(AgencyId agency) =>
        new(
            Agencies.Bot,
            Slack,
            $"T{agency.Value.ToUpperInvariant()}",
            agency == AgencyId.Default ? OwnSecret : SharedSecret
        );

    private async Task<string> CodeAsync(AgencyId agency, string invites, string? email) =>
        (string)
            (
                await Agencies
                    .Api(agency)
                    .PostAsync(invites, new { name = $"Bo of {agency}", email })
                    .ShouldBeAsync("201")
            )["code"]!;

    private async Task LinkAsync(AgencyId agency, string user, string invites, string? email)
    {
        var there = Of(agency);
        var code = await CodeAsync(agency, invites, email);
        await HeardAsync(agency, () => there.EventAsync(there.Message(user, $"link {code}")));
    }

    /// <summary>What Slack heard of it: by the agency's own token, with words of its own alone, and nothing of the others changed.</summary>
    private async Task<IReadOnlyList<SlackCall>> HeardAsync(
        AgencyId agency,
        Func<Task<SlackReply>> act
    )
    {
        var before = Slack.Heard.Count;
        await Agencies.AloneAsync(
            agency,
            async () =>
            {
                (await act()).Status.ShouldBe(200);
                await SettleAsync();
                return true;
            }
        );
        var heard = Slack.Heard.Skip(before).ToList();
        foreach (var call in heard)
        {
            call.Authorization.ShouldBeOneOf(
                call.Method == "response_url" ? "" : $"Bearer xoxb-{agency}"
            );
            ThreeAgencies.ShouldBeOf(agency, call.Body.ToJsonString(), call.Method);
        }

        return heard;
    }

    private async Task SettleAsync()
    {
        await Agencies.Bot.Service<SlackWork>().WhenIdleAsync();
        await DeliverAsync();
    }

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
