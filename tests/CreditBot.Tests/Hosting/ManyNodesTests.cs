using System.Net;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Tests.Api;
using CreditBot.Tests.Storage.PostgreSql;
using Microsoft.AspNetCore.DataProtection;

namespace CreditBot.Tests.Hosting;

/// <summary>Two whole hosts on one database (design.md §6): what one of them remembers is not all there is.</summary>
public sealed class ManyNodesTests : IAsyncLifetime
{
    private readonly List<HostedCreditBot> _nodes = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        for (var n = 0; n < 2; n++)
        {
            _nodes.Add(
                await HostedCreditBot.StartAsync(
                    settings:
                    [
                        "--Storage:Provider=postgresql",
                        $"--Storage:ConnectionString={database}",
                    ]
                )
            );
        }

        await Agency.AddManagersAsync(_nodes[0].Api);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_call_that_comes_to_several_nodes_at_once_has_one_effect_and_one_answer()
    {
        var client = await Agency.AddClientAsync(_nodes[0].Api);
        for (var round = 0; round < 10; round++)
        {
            var answers = await Task.WhenAll(
                Enumerable
                    .Range(0, 6)
                    .Select(n =>
                        PostAsync(
                            _nodes[n % 2],
                            $"/clients/{client}/invites",
                            """{"name":"Bella","email":"bella@example.org"}""",
                            $"key-{round}"
                        )
                    )
            );

            answers
                .Select(answer => answer.Status)
                .ShouldAllBe(status =>
                    status == HttpStatusCode.Created || status == HttpStatusCode.Conflict
                );
            answers
                .Where(answer => answer.Status == HttpStatusCode.Created)
                .Select(answer => answer.Body)
                .Distinct()
                .ShouldHaveSingleItem();
            (
                await PostAsync(_nodes[1], $"/clients/{client}/invites", "{}", $"key-{round}")
            ).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
    }

    [Fact]
    public async Task A_call_that_failed_may_be_sent_again_to_another_node()
    {
        var client = await Agency.AddClientAsync(_nodes[0].Api);
        var grant = $"/clients/{client}/grants";
        (
            await PostAsync(_nodes[0], grant, """{"credits":0,"reason":"sorry"}""", "refused")
        ).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await PostAsync(_nodes[1], grant, """{"credits":0,"reason":"sorry"}""", "refused")
        ).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var first = await PostAsync(_nodes[0], grant, """{"credits":5,"reason":"sorry"}""", "k");
        var again = await PostAsync(_nodes[1], grant, """{"credits":5,"reason":"sorry"}""", "k");

        first.Status.ShouldBe(HttpStatusCode.Created);
        again.ShouldBe(first);
    }

    [Fact]
    public async Task What_one_node_protects_another_reads_also_when_both_make_the_first_key_at_once()
    {
        var made = await Task.WhenAll(
            _nodes.Select(node =>
                Task.Run(() => Protector(node).Protect($"by {_nodes.IndexOf(node)}"), Stop)
            )
        );

        Protector(_nodes[1]).Unprotect(made[0]).ShouldBe("by 0");
        Protector(_nodes[0]).Unprotect(made[1]).ShouldBe("by 1");
        (
            await _nodes[0]
                .Service<IStore>()
                .DocumentsAsync(AgencyId.Default, "secret", "data-protection|", null, 10, Stop)
        ).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task On_one_node_keys_are_kept_in_its_store_and_those_of_before_are_still_known()
    {
        await using var bot = await HostedCreditBot.StartAsync();
        var text = Protector(bot).Protect("kept");
        await bot.RestartAsync();
        Protector(bot).Unprotect(text).ShouldBe("kept");
        Directory.Exists(bot.Folder.Of("keys")).ShouldBeFalse();

        var before = DataProtectionProvider.Create(
            Directory.CreateDirectory(bot.Folder.Of("keys")),
            keys => keys.SetApplicationName("creditbot")
        );
        var old = before.CreateProtector("tests").Protect("old");
        await bot.RestartAsync();
        Protector(bot).Unprotect(old).ShouldBe("old");
    }

    private static IDataProtector Protector(HostedCreditBot bot) =>
        bot.Service<IDataProtectionProvider>().CreateProtector("tests");

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(
        HostedCreditBot node,
        string path,
        string body,
        string key
    )
    {
        using var http = node.Raw();
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/api/v1{path}");
        call.Content = new StringContent(body, null, "application/json");
        call.Headers.Authorization = new("Bearer", HostedCreditBot.AdminKey);
        call.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(call, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }
}
