using System.Security.Cryptography;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Commands;
using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Api;

/// <summary>Who may call what (contract.md, HTTP).</summary>
public sealed class KeysTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    public async ValueTask InitializeAsync()
    {
        _bot = await HostedCreditBot.StartAsync(
            settings:
            [
                .. Key(0, "editor", "usage-key", "usage"),
                .. Key(1, "dashboard", "read-key", "read"),
                .. Key(2, "dana", "dana-key", "decide:dana"),
                .. Key(3, "sam", "sam-key", "decide:sam"),
                .. Key(4, "second", "second-admin-key", "admin"),
            ]
        );
        await Agency.AddManagersAsync(Bot.Api);
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another-key")]
    [InlineData("an-admin-key-for-tests-onl")]
    public async Task Without_a_right_key_every_call_is_401(string? key)
    {
        var stranger = Bot.With(key);
        foreach (
            var path in (string[])
                [
                    "/clients",
                    "/clients?limit=x",
                    "/clients/acme/credits",
                    "/managers",
                    "/requests",
                    "/pool",
                    "/reports/2026-11",
                    "/reports/2026-11.xlsx",
                    "/nothing",
                    "/nothing.txt",
                ]
        )
        {
            (await stranger.GetAsync(path)).ShouldBe("401 unauthorized");
        }

        foreach (
            var path in (string[])
                [
                    "/clients",
                    "/usage",
                    "/managers",
                    "/purchases",
                    "/admin/verify",
                    "/requests/R-1/decision",
                ]
        )
        {
            (await stranger.PostAsync(path, "{}")).ShouldBe("401 unauthorized");
        }
    }

    [Theory]
    [InlineData("/clients?limit=x", "400 malformed")]
    [InlineData("/nothing", "404 not_found")]
    [InlineData("/nothing.txt", "404 not_found")]
    public async Task What_can_not_be_found_or_read_is_said_as_a_problem(
        string path,
        string outcome
    ) => (await Bot.Api.GetAsync(path)).ShouldBe(outcome);

    [Fact]
    public async Task A_usage_key_reports_usage_and_nothing_else()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        var editor = Bot.With("usage-key");
        (await editor.UseAsync(Agency.Use(client, "u-1", 1))).ShouldBe("200");
        (await editor.GetAsync($"/clients/{client}/credits")).ShouldBe("403 not_allowed");
        (
            await editor.PostAsync($"/clients/{client}/grants", new { credits = 1, reason = "x" })
        ).ShouldBe("403 not_allowed");
        (await editor.PostAsync("/admin/verify")).ShouldBe("403 not_allowed");
    }

    [Fact]
    public async Task A_read_key_reads_and_writes_nothing()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        var reader = Bot.With("read-key");
        (await reader.GetAsync($"/clients/{client}/credits")).ShouldBe("200");
        (await reader.GetAsync("/reports/2026-11")).ShouldBe("200");
        (await reader.UseAsync(Agency.Use(client, "u-1", 1))).ShouldBe("403 not_allowed");
        (await reader.PostAsync("/requests/R-1/decision", new { decision = "approve" })).ShouldBe(
            "403 not_allowed"
        );
        (await reader.PostAsync("/reports/2026-10/close")).ShouldBe("403 not_allowed");
    }

    [Fact]
    public async Task A_deciding_key_decides_as_its_manager_only()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        var request = (string)
            (
                await Bot.Api.PostAsync(
                    $"/clients/{client}/requests",
                    new
                    {
                        kind = "one_time",
                        by = "sam",
                        credits = 10,
                    }
                )
            ).ShouldBe("201")["id"]!;
        var dana = Bot.With("dana-key");
        (
            await dana.PostAsync(
                $"/requests/{request}/decision",
                new { decision = "approve", by = "sam" }
            )
        ).ShouldBe("403 not_allowed");
        (
            await dana.PostAsync($"/clients/{client}/grants", new { credits = 1, reason = "x" })
        ).ShouldBe("403 not_allowed");
        var decided = (
            await dana.PostAsync($"/requests/{request}/decision", new { decision = "approve" })
        ).ShouldBe("200");
        ((string)decided["decision"]!["by"]!).ShouldBe("dana");
    }

    [Fact]
    public async Task A_repeated_call_of_another_manager_is_another_call()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        var request = (string)
            (
                await Bot.Api.PostAsync(
                    $"/clients/{client}/requests",
                    new
                    {
                        kind = "one_time",
                        by = "sam",
                        credits = 10,
                    }
                )
            )["id"]!;
        var approve = new { decision = "approve" };
        (
            await Bot.With("dana-key").PostAsync($"/requests/{request}/decision", approve, "k-1")
        ).ShouldBe("200");
        (
            await Bot.With("sam-key").PostAsync($"/requests/{request}/decision", approve, "k-1")
        ).ShouldBe("422 idempotency_mismatch");
    }

    [Fact]
    public async Task A_second_admin_key_names_managers_as_by() =>
        (await Bot.With("second-admin-key").GetAsync("/managers")).ShouldBe("200");

    [Fact]
    public async Task A_key_made_on_the_command_line_works_once_the_server_runs_and_only_its_hash_is_kept()
    {
        var key = await Bot.StoppedAsync(settings =>
            Run.LinesAsync(output =>
                KeyCommand.RunAsync(
                    settings,
                    AgencyId.Default,
                    new NewKey("ci", "read"),
                    json: false,
                    dryRun: false,
                    output,
                    TextWriter.Null,
                    TestContext.Current.CancellationToken
                )
            )
        );
        (await Bot.With(key.Trim()).GetAsync("/clients")).ShouldBe("200");
        (await Bot.With(key.Trim()).PostAsync("/purchases", "{}")).ShouldBe("403 not_allowed");
        await Bot.StopAsync();
        Encoding
            .UTF8.GetString(
                await File.ReadAllBytesAsync(Bot.Store, TestContext.Current.CancellationToken)
            )
            .ShouldNotContain(key.Trim());
    }

    private static string[] Key(int n, string name, string key, string scope) =>
        [
            $"--Api:Keys:{n}:Name={name}",
            $"--Api:Keys:{n}:Hash={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}",
            $"--Api:Keys:{n}:Scope={scope}",
        ];
}
