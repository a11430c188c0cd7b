using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ClosedXML.Excel;
using CreditBot.Amounts;
using CreditBot.Commands;
using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Commands;

/// <summary>The command line: 0 done, 1 failed, 2 wrong usage; beside a running server a command runs in it (contract.md, Command line).</summary>
public sealed class CommandsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--help")]
    [InlineData("serve --help")]
    [InlineData("report --help")]
    [InlineData("verify --help")]
    [InlineData("balance --help")]
    [InlineData("simulate --help")]
    [InlineData("simulate --seed 1 --operations 40 --json")]
    [InlineData("explain --help")]
    [InlineData("backup --help")]
    [InlineData("restore --help")]
    [InlineData("rebuild --help")]
    [InlineData("move --help")]
    [InlineData("import --help")]
    [InlineData("understand --help")]
    [InlineData("converse --help")]
    [InlineData("chat --help")]
    [InlineData("manifest teams --help")]
    [InlineData("manifest slack --help")]
    [InlineData("manifest check --help")]
    [InlineData("key create --help")]
    public async Task Every_command_has_help(string line) =>
        (await CommandTable.RunAsync(line.Split(' '))).ShouldBe(0);

    [Theory]
    [InlineData("report")]
    [InlineData("report --month 2026-11")]
    [InlineData("report --month 2026-13 --out x")]
    [InlineData("report --month november --out x")]
    [InlineData("report --month 2026-11 --out x --colour blue")]
    [InlineData("key")]
    [InlineData("key create --name ci")]
    [InlineData("key create --name ci --scope everything")]
    [InlineData("verify everything")]
    [InlineData("balance")]
    [InlineData("balance Nobody!")]
    [InlineData("simulate --operations 0")]
    [InlineData("balance nobody --at yesterday")]
    [InlineData("balance nobody --known later")]
    [InlineData("explain nobody --month november")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("restore one two")]
    [InlineData("rebuild everything")]
    [InlineData("move")]
    [InlineData("move --to oracle")]
    [InlineData("import")]
    [InlineData("understand --today tomorrow")]
    [InlineData("chat")]
    [InlineData("manifest")]
    [InlineData("manifest teams --host credits.example.com")]
    [InlineData("manifest teams --app-id x --host credits.example.com")]
    [InlineData("manifest slack --host https://credits.example.com")]
    [InlineData("vefiry")]
    public async Task Wrong_usage_is_2(string line) =>
        (await CommandTable.RunAsync(line.Split(' '))).ShouldBe(2);

    [Fact]
    public void What_writes_can_be_tried_and_everything_answers_as_json()
    {
        foreach (
            var command in Leaves(CommandTable.Create()).Where(command => command.Name != "serve")
        )
        {
            command.Options.ShouldContain(option => option.Name == "--json", command.Name);
        }

        foreach (
            var name in (string[])
                [
                    "report",
                    "create",
                    "backup",
                    "restore",
                    "rebuild",
                    "move",
                    "set",
                    "teams",
                    "slack",
                ]
        )
        {
            Leaves(CommandTable.Create())
                .Single(command => command.Name == name)
                .Options.ShouldContain(option => option.Name == "--dry-run");
        }
    }

    [Fact]
    public async Task A_report_is_written_by_the_stopped_product_and_beside_the_running_one()
    {
        await using var bot = await HostedCreditBot.StartAsync(url: FreeUrl());
        await Agency.AddClientAsync(bot.Api);
        var beside = bot.Folder.Of("beside");
        var answer = JsonNode.Parse(
            await Run.LinesAsync(output =>
                ReportAsync(bot, "2026-11", beside, json: true, dryRun: false, output)
            )
        )!;
        var path = (string)answer["file"]!;
        ((string)answer["month"]!, (string)answer["state"]!, (bool)answer["written"]!).ShouldBe(
            ("2026-11", "open", true)
        );
        new FileInfo(path).Length.ShouldBe((long)answer["bytes"]!);
        using (var workbook = new XLWorkbook(path))
        {
            workbook.Worksheets.ShouldContain(sheet => sheet.Name == "Control");
        }

        var tried = await Run.LinesAsync(output =>
            ReportAsync(bot, "2026-11", bot.Folder.Of("tried"), json: false, dryRun: true, output)
        );
        tried.ShouldContain("dry run");
        Directory.Exists(bot.Folder.Of("tried")).ShouldBeFalse();
        await bot.StopAsync();
        var alone = (
            await Run.LinesAsync(output =>
                ReportAsync(
                    bot,
                    "2026-11",
                    bot.Folder.Of("alone"),
                    json: false,
                    dryRun: false,
                    output
                )
            )
        ).Trim();
        Path.GetFileName(alone).ShouldBe(Path.GetFileName(path));
        Directory.EnumerateFiles(bot.Folder.Of("alone")).ShouldBe([alone]);
    }

    [Fact]
    public async Task A_month_without_figures_is_1_here_and_there()
    {
        await using var bot = await HostedCreditBot.StartAsync(url: FreeUrl());
        await using var errors = new StringWriter();
        (
            await ReportAsync(
                bot,
                "2020-01",
                bot.Folder.Path,
                json: false,
                dryRun: false,
                TextWriter.Null,
                errors
            )
        ).ShouldBe(1);
        await bot.StopAsync();
        (
            await ReportAsync(
                bot,
                "2020-01",
                bot.Folder.Path,
                json: false,
                dryRun: false,
                TextWriter.Null,
                errors
            )
        ).ShouldBe(1);
        errors
            .ToString()
            .Split('\n')
            .Count(line =>
                line.Contains("There are no figures for 2020-01", StringComparison.Ordinal)
            )
            .ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_never_ran_has_no_report()
    {
        await using var bot = await HostedCreditBot.StartAsync();
        await bot.StopAsync();
        File.Delete(bot.Store);
        await using var errors = new StringWriter();
        (
            await ReportAsync(
                bot,
                "2026-11",
                bot.Folder.Path,
                json: false,
                dryRun: false,
                TextWriter.Null,
                errors
            )
        ).ShouldBe(1);
        errors.ToString().ShouldContain("The store holds no agency yet");
    }

    [Fact]
    public async Task A_key_made_beside_the_running_server_works_at_once()
    {
        await using var bot = await HostedCreditBot.StartAsync(url: FreeUrl());
        var made = JsonNode.Parse(
            await Run.LinesAsync(output =>
                KeyCommand.RunAsync(
                    bot.BuildForCommands,
                    AgencyId.Default,
                    new NewKey("ci", "read"),
                    json: true,
                    dryRun: false,
                    output,
                    TextWriter.Null,
                    Stop
                )
            )
        )!;
        ((string)made["name"]!, (string)made["scope"]!).ShouldBe(("ci", "read"));
        (await bot.With((string)made["key"]!).GetAsync("/clients")).ShouldBe("200");
    }

    [Fact]
    public async Task A_key_tried_is_no_key()
    {
        await using var bot = await HostedCreditBot.StartAsync(url: FreeUrl());
        var made = JsonNode.Parse(
            await Run.LinesAsync(output =>
                KeyCommand.RunAsync(
                    bot.BuildForCommands,
                    AgencyId.Default,
                    new NewKey("ci", "read"),
                    json: true,
                    dryRun: true,
                    output,
                    TextWriter.Null,
                    Stop
                )
            )
        )!;
        made["key"].ShouldBeNull();
    }

    [Fact]
    public async Task A_holder_that_does_not_know_our_key_is_named()
    {
        await using var bot = await HostedCreditBot.StartAsync(url: FreeUrl());
        await using var errors = new StringWriter();
        var code = await VerifyCommand.RunAsync(
            () => bot.BuildForCommands("--Api:AdminKey=another-key"),
            json: false,
            TextWriter.Null,
            errors,
            Stop
        );
        code.ShouldBe(1);
        errors
            .ToString()
            .ShouldContain(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Verify_runs_beside_the_running_server()
    {
        await using var bot = await HostedCreditBot.StartAsync(url: FreeUrl());
        await Agency.AddClientAsync(bot.Api);
        var report = JsonNode.Parse(
            await Run.LinesAsync(output =>
                VerifyCommand.RunAsync(
                    bot.BuildForCommands,
                    json: true,
                    output,
                    TextWriter.Null,
                    Stop
                )
            )
        )!;
        ((bool)report["ok"]!, (int)report["clients"]!).ShouldBe((true, 1));
    }

    [Fact]
    public async Task The_past_is_told_in_words_beside_the_running_server_and_without_it()
    {
        await using var bot = await HostedCreditBot.StartAsync(url: FreeUrl());
        var client = await Agency.AddClientAsync(bot.Api, startsOn: "2026-11-01");
        await bot.Api.UseAsync(Agency.Use(client, "u", 46, "2026-11-20T15:00:00Z"));

        var balance = await Past(bot, PastCommand.Balance, client, at: "2026-11-20");
        balance.ShouldContain($"{client} had 50 credits on 2026-11-20 00:00:00 America/New_York");
        var why = await Past(bot, PastCommand.Explain, client);
        why.ShouldContain("−46");
        why.ShouldContain("recorded 2026-11-23 10:00:00 America/New_York");
        (await Past(bot, PastCommand.Explain, client, month: "2026-11")).ShouldContain(
            "46 × 0.10 USD"
        );
        var json = JsonNode.Parse(
            await Past(bot, PastCommand.Balance, client, at: "2026-11-20T16:00:00Z", json: true)
        )!;
        ((decimal)json["balance"]!).ShouldBe(4);
        await using var errors = new StringWriter();
        (
            await PastAsync(bot, PastCommand.Balance, new("nobody", null, null, null), errors)
        ).ShouldBe(1);
        await bot.StopAsync();
        (await Past(bot, PastCommand.Balance, client, at: "2026-11-20")).ShouldBe(balance);
        (
            await PastAsync(bot, PastCommand.Balance, new("nobody", null, null, null), errors)
        ).ShouldBe(1);
        errors
            .ToString()
            .Split('\n')
            .Count(line => line.Contains("There is no client 'nobody'", StringComparison.Ordinal))
            .ShouldBe(2);
    }

    private static Task<string> Past(
        HostedCreditBot bot,
        string name,
        string client,
        string? at = null,
        string? month = null,
        bool json = false
    ) =>
        Run.LinesAsync(output =>
            PastCommand.RunAsync(
                bot.BuildForCommands,
                AgencyId.Default,
                name,
                new WantedPast(client, at, null, month),
                json,
                output,
                TextWriter.Null,
                Stop
            )
        );

    private static Task<int> PastAsync(
        HostedCreditBot bot,
        string name,
        WantedPast wanted,
        TextWriter errors
    ) =>
        PastCommand.RunAsync(
            bot.BuildForCommands,
            AgencyId.Default,
            name,
            wanted,
            json: false,
            TextWriter.Null,
            errors,
            Stop
        );

    [Fact]
    public async Task A_backup_is_made_beside_the_running_server_and_restored_when_it_is_stopped()
    {
        await using var bot = await HostedCreditBot.StartAsync(url: FreeUrl());
        var kept = await Agency.AddClientAsync(bot.Api);
        var file = bot.Folder.Of("backups/monday.db");
        var made = JsonNode.Parse(
            await Run.LinesAsync(output =>
                BackupCommand.RunAsync(
                    bot.BuildForCommands,
                    file,
                    json: true,
                    dryRun: false,
                    output,
                    TextWriter.Null,
                    Stop
                )
            )
        )!;
        ((string)made["file"]!, (bool)made["check"]!["ok"]!).ShouldBe((file, true));
        new FileInfo(file).Length.ShouldBe((long)made["bytes"]!);
        var later = await Agency.AddClientAsync(bot.Api);

        await using var errors = new StringWriter();
        (await BackupAsync(file, errors)).ShouldBe(1);
        errors.ToString().ShouldContain("exists already");
        (await RestoreAsync(file, TextWriter.Null, errors)).ShouldBe(1);
        errors
            .ToString()
            .ShouldContain(
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
                customMessage: "who has the store open is named"
            );
        (await bot.Api.GetAsync($"/clients/{later}")).ShouldBe("200");

        var restored = await bot.StoppedAsync(_ =>
            Run.LinesAsync(output => RestoreAsync(file, output, TextWriter.Null))
        );
        restored.ShouldContain("The store that was there lies in");
        (await bot.Api.GetAsync($"/clients/{kept}")).ShouldBe("200");
        (await bot.Api.GetAsync($"/clients/{later}")).ShouldBe("404 not_found");

        Task<int> BackupAsync(string to, TextWriter said) =>
            BackupCommand.RunAsync(
                bot.BuildForCommands,
                to,
                json: false,
                dryRun: false,
                TextWriter.Null,
                said,
                Stop
            );

        Task<int> RestoreAsync(string from, TextWriter output, TextWriter said) =>
            RestoreCommand.RunAsync(
                bot.BuildForCommands,
                from,
                json: false,
                dryRun: false,
                output,
                said,
                Stop
            );
    }

    private static Task<int> ReportAsync(
        HostedCreditBot bot,
        string month,
        string folder,
        bool json,
        bool dryRun,
        TextWriter output,
        TextWriter? errors = null
    ) =>
        ReportCommand.RunAsync(
            bot.BuildForCommands,
            AgencyId.Default,
            month,
            new DirectoryInfo(folder),
            json,
            dryRun,
            output,
            errors ?? TextWriter.Null,
            Stop
        );

    private static IEnumerable<System.CommandLine.Command> Leaves(
        System.CommandLine.Command command
    ) => command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);

    internal static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
