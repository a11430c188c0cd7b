using System.Text.Json.Nodes;
using CreditBot.Channels.Teams.Peers;
using CreditBot.Tests.Hosting;

namespace CreditBot.Channels.Teams;

/// <summary>Clients sit outside the agency's tenant: guests, people of another tenant, shared channels (issue 8). No amount is said where another client reads.</summary>
public sealed class OutsidersTests : IAsyncLifetime
{
    private const string Personal = "personal";
    private const string Shared = "19:shared@thread.tacv2";
    private const string OtherTenant = "11111111-2222-3333-4444-555555555555";

    private TeamsScene? _scene;
    private FakeConnector? _connector;

    private HostedCreditBot Bot => _scene!.Bot;

    public async ValueTask InitializeAsync()
    {
        _scene = await TeamsScene.StartAsync();
        _connector = await FakeConnector.StartAsync();
        await Agency.AddManagersAsync(Bot.Api);
        foreach (
            var (id, name) in ((string, string)[])
                [("bella", "Bella Bakery"), ("corner", "Corner Café")]
        )
        {
            await Bot
                .Api.PostAsync(
                    "/clients",
                    new
                    {
                        id,
                        name,
                        timeZone = "America/New_York",
                        package = "Basic",
                    }
                )
                .ShouldBeAsync("201");
            await Bot
                .Api.PostAsync(
                    $"/clients/{id}/grants",
                    new { credits = 37.5, reason = "so that the balance is known by sight" }
                )
                .ShouldBeAsync("201");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_scene?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_connector?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task A_guest_is_known_by_tenant_and_object_in_every_chat_and_hears_amounts_in_their_own_only()
    {
        await LinkAsync("bella", "object-of-bella");

        (await SaidAsync(Personal, "object-of-bella", "balance")).ShouldContain("87.5");
        var shared = await SaidAsync(Shared, "object-of-bella", "<at>CreditBot</at> balance");
        shared.ShouldNotBeEmpty();
        shared.ShouldNotContain("87.5");
        shared.ShouldNotContain("Bella Bakery");
    }

    [Fact]
    public async Task In_a_shared_channel_nobody_reads_of_another_client()
    {
        await LinkAsync("bella", "object-of-bella");
        await LinkAsync("corner", "object-of-corner");

        foreach (var who in (string[])["object-of-bella", "object-of-corner", "object-of-nobody"])
        {
            foreach (
                var words in (string[])
                    [
                        "balance",
                        "history",
                        "status",
                        "60 credits once for the menu by nov 30",
                        "how is Corner Café doing?",
                    ]
            )
            {
                var said = await SaidAsync(Shared, who, $"<at>CreditBot</at> {words}");
                said.ShouldNotContain("87.5", customMessage: words);
                said.ShouldNotContain("$", customMessage: words);
                said.ShouldNotContain("Bella Bakery", customMessage: words);
                said.ShouldNotContain("Corner Caf", customMessage: words);
            }
        }
    }

    [Fact]
    public async Task The_same_object_of_another_tenant_is_somebody_else()
    {
        await LinkAsync("bella", "object-of-bella");

        var said = await SaidAsync(Personal, "object-of-bella", "balance", OtherTenant);
        said.ShouldNotBeEmpty();
        said.ShouldNotContain("87.5");
        said.ShouldNotContain("Bella Bakery");
    }

    [Fact]
    public async Task A_code_that_others_can_read_links_nobody()
    {
        var code = await CodeAsync("bella");
        await SaidAsync(Shared, "object-of-mallory", $"<at>CreditBot</at> link {code}");

        (await SaidAsync(Personal, "object-of-mallory", "balance")).ShouldNotContain("87.5");
    }

    private async Task<string> CodeAsync(string client) =>
        (string)
            (
                await Bot
                    .Api.PostAsync($"/clients/{client}/invites", new { name = client })
                    .ShouldBeAsync("201")
            )["code"]!;

    private async Task LinkAsync(string client, string who) =>
        await SaidAsync(Personal, who, $"link {await CodeAsync(client)}");

    /// <summary>Writes, and gives everything that was said in that conversation to it.</summary>
    private async Task<string> SaidAsync(
        string where,
        string who,
        string words,
        string tenant = Activities.Tenant
    )
    {
        var before = _connector!.Heard.Count;
        var activity = Activities.Text(words, _connector.ServiceUrl);
        activity["from"] = new JsonObject
        {
            ["id"] = $"29:{who}",
            ["name"] = who,
            ["aadObjectId"] = who,
        };
        activity["conversation"] = new JsonObject
        {
            ["id"] = where == Personal ? $"a:{who}@{tenant}" : where,
            ["conversationType"] = where == Personal ? "personal" : "channel",
            ["isGroup"] = where != Personal,
            ["tenantId"] = tenant,
        };
        activity["channelData"] = new JsonObject
        {
            ["tenant"] = new JsonObject { ["id"] = tenant },
        };
        activity["entities"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "mention",
                ["text"] = "<at>CreditBot</at>",
                ["mentioned"] = new JsonObject { ["id"] = "28:bot", ["name"] = "CreditBot" },
            }
        );
        (await Bot.With(null).PostAsync("/api/messages", activity)).Status.ShouldBe(200);
        var conversation = Uri.EscapeDataString((string)activity["conversation"]!["id"]!);
        return string.Join(
            '\n',
            _connector
                .Heard.Skip(before)
                .Where(call =>
                    call.Target.Contains($"/{conversation}/", StringComparison.OrdinalIgnoreCase)
                    && call.Body?["type"]?.GetValue<string>() == "message"
                )
                .Select(call =>
                    call.Body!.ToJsonString(
                        new System.Text.Json.JsonSerializerOptions
                        {
                            Encoder = System
                                .Text
                                .Encodings
                                .Web
                                .JavaScriptEncoder
                                .UnsafeRelaxedJsonEscaping,
                        }
                    )
                )
        );
    }
}
