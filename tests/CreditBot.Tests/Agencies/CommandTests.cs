using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Channels.Terminal;
using CreditBot.Commands;
using CreditBot.Outbox;
using CreditBot.Tests.Hosting;
using Microsoft.AspNetCore.Builder;

namespace CreditBot.Tests.Agencies;

/// <summary><c>--agency</c>: each command acts in the agency that it names, here or in the server that holds the store.</summary>
public sealed class CommandTests
{
    private static readonly AgencyId Acme = ThreeAgencies.Acme;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_command_acts_in_the_agency_that_it_names(bool isRunning)
    {
        await using var agencies = await ThreeAgencies.StartAsync(
            url: isRunning ? FreePort.Url() : null
        );
        var bot = agencies.Bot;
        await agencies.SettleAsync();
        await bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
        var policy = bot.Folder.Of("policy.json");
        await File.WriteAllTextAsync(policy, """{"Policy":{"UndoMinutes":7}}""", Stop);
        await agencies
            .Api(Acme)
            .PostAsync("/clients/bella/grants", new { credits = 3, reason = "x" });
        var key = "";

        await agencies.AloneAsync(
            Acme,
            async () =>
            {
                if (!isRunning)
                {
                    await bot.StopAsync();
                }

                (await SaidAsync(PastCommand.RunAsync, PastCommand.Balance)).ShouldContain("42");
                (await SaidAsync(PastCommand.RunAsync, PastCommand.Explain)).ShouldContain("42");
                (
                    await RunAsync(
                        (build, output, errors) =>
                            DoctorCommand.RunAsync(build, Acme, false, output, errors, Stop)
                    )
                ).ShouldSatisfyAllConditions(
                    said => said.ShouldContain("dana of acme"),
                    said => said.ShouldNotContain("creditbot.db"),
                    said => ThreeAgencies.ShouldBeOf(Acme, said, "doctor")
                );
                (
                    await RunAsync(
                        (build, output, errors) =>
                            ReportCommand.RunAsync(
                                build,
                                Acme,
                                "2026-11",
                                new DirectoryInfo(bot.Folder.Of("reports")),
                                false,
                                false,
                                output,
                                errors,
                                Stop
                            )
                    )
                ).ShouldContain("acme", Case.Insensitive);
                (
                    await RunAsync(
                        (build, output, errors) =>
                            OutboxCommand.ListAsync(build, Acme, false, output, errors, Stop)
                    )
                ).ShouldContain("Nothing is stuck");
                await RunAsync(
                    (build, output, errors) =>
                        PolicyCommand.SetAsync(
                            build,
                            Acme,
                            policy,
                            false,
                            false,
                            output,
                            errors,
                            Stop
                        )
                );
                JsonNode.Parse(
                    await RunAsync(
                        (build, output, errors) =>
                            PolicyCommand.ShowAsync(build, Acme, true, output, errors, Stop)
                    )
                )!["Policy"]!["UndoMinutes"]!
                    .GetValue<int>()
                    .ShouldBe(7);
                await RunAsync(
                    (build, output, errors) =>
                        PolicyCommand.TestAsync(
                            build,
                            Acme,
                            "2026-11",
                            policy,
                            false,
                            output,
                            errors,
                            Stop
                        )
                );
                key = await RunAsync(
                    (build, output, errors) =>
                        KeyCommand.RunAsync(
                            build,
                            Acme,
                            new NewKey("editor", "read"),
                            false,
                            false,
                            output,
                            errors,
                            Stop
                        )
                );
                if (!isRunning)
                {
                    await bot.OpenAgainAsync();
                }

                return true;
            }
        );

        key.ShouldStartWith("acme_");
        (
            await bot.With(key.Trim()).GetAsync("/clients/bella").ShouldBeAsync("200")
        ).Text.ShouldContain("bella of acme");
        (
            await agencies.Api(AgencyId.Default).PostAsync("/admin/policy-show", "{}")
        ).Text.ShouldNotContain("UndoMinutes\\\": 7");

        Task<string> SaidAsync(
            Func<
                Func<WebApplication>,
                AgencyId,
                string,
                WantedPast,
                bool,
                TextWriter,
                TextWriter,
                CancellationToken,
                Task<int>
            > run,
            string name
        ) =>
            RunAsync(
                (build, output, errors) =>
                    run(
                        build,
                        Acme,
                        name,
                        new WantedPast("bella", null, null, null),
                        false,
                        output,
                        errors,
                        Stop
                    )
            );

        async Task<string> RunAsync(
            Func<Func<WebApplication>, TextWriter, TextWriter, Task<int>> run
        )
        {
            await using var output = new StringWriter();
            await using var errors = new StringWriter();
            (await run(bot.BuildForCommands, output, errors)).ShouldBe(0, errors.ToString());
            return output.ToString();
        }
    }

    [Fact]
    public async Task Doctor_lists_what_differs_in_the_agency_by_its_whole_path_and_who_is_left_out()
    {
        await using var agencies = await ThreeAgencies.StartAsync();
        await agencies.SettleAsync();
        await agencies.Bot.StopAsync();
        (await DoctorAsync(Acme, "--Agencies:acme:Agency:CostPerCredit=0.12")).ShouldContain(
            "differs: Agencies:acme:Agency:CostPerCredit: settings say 0.12 USD, the store says 0.10 USD."
        );
        (
            await DoctorAsync(ThreeAgencies.Blue, "--Agencies:acme:Agency:CostPerCredit=0.12")
        ).ShouldContain("ok     settings: The same as in the store.");
        (await DoctorAsync(AgencyId.Default)).ShouldNotContain("don't name it");
        await using var alone = await HostedCreditBot.StartAsync(
            settings: [$"--Storage:Path={agencies.Bot.Store}"]
        );
        await using var output = new StringWriter();
        await alone.StopAsync();
        await DoctorCommand.RunAsync(
            alone.BuildForCommands,
            AgencyId.Default,
            false,
            output,
            TextWriter.Null,
            Stop
        );
        output
            .ToString()
            .ShouldContain("The store holds agency acme, and the settings don't name it");

        async Task<string> DoctorAsync(AgencyId agency, params string[] settings)
        {
            await using var said = new StringWriter();
            await DoctorCommand.RunAsync(
                () => agencies.Bot.BuildForCommands(settings),
                agency,
                false,
                said,
                TextWriter.Null,
                Stop
            );
            return said.ToString();
        }
    }

    [Fact]
    public async Task A_chat_in_the_terminal_is_with_the_agency_that_it_names()
    {
        await using var agencies = await ThreeAgencies.StartAsync();
        await agencies.SettleAsync();
        await agencies.Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
        await using var output = new StringWriter();
        await agencies.AloneAsync(
            Acme,
            async () =>
            {
                await agencies.Bot.StopAsync();
                (
                    await TerminalCommand.RunAsync(
                        change => agencies.Bot.BuildForCommands(change),
                        Acme,
                        "dana",
                        new TerminalChannel(new StringReader("pending"), output, false),
                        TextWriter.Null,
                        Stop
                    )
                ).ShouldBe(0);
                await agencies.Bot.OpenAgainAsync();
                return true;
            }
        );
        output.ToString().ShouldContain("bella of acme");
        ThreeAgencies.ShouldBeOf(Acme, output.ToString(), "the terminal");
    }

    [Fact]
    public async Task An_agency_that_is_not_there_is_said_to_be_none()
    {
        await using var agencies = await ThreeAgencies.StartAsync();
        await agencies.Bot.StopAsync();
        await using var errors = new StringWriter();
        var code = await KeyCommand.RunAsync(
            agencies.Bot.BuildForCommands,
            new AgencyId("nobody"),
            new NewKey("n", "read"),
            json: false,
            dryRun: false,
            TextWriter.Null,
            errors,
            Stop
        );
        code.ShouldBe(1);
        errors
            .ToString()
            .Trim()
            .ShouldBe(
                "The store holds no agency 'nobody'. The server makes those of the settings (Agencies:nobody) when it starts."
            );
        await agencies.Bot.OpenAgainAsync();
        (await agencies.ContentsAsync(new AgencyId("nobody"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_key_of_its_own_the_running_server_is_named()
    {
        await using var bot = await HostedCreditBot.StartAsync(
            settings: ["--Agencies:acme:Agency:Name=Acme"],
            url: FreePort.Url()
        );
        await using var errors = new StringWriter();
        (
            await KeyCommand.RunAsync(
                bot.BuildForCommands,
                Acme,
                new NewKey("n", "read"),
                json: false,
                dryRun: false,
                TextWriter.Null,
                errors,
                Stop
            )
        ).ShouldBe(1);
        errors.ToString().ShouldContain("Agencies:acme:Api:AdminKey");
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("report --month 2026-11 --out x")]
    [InlineData("key create --name n --scope read")]
    [InlineData("balance bella")]
    [InlineData("explain bella")]
    [InlineData("policy show")]
    [InlineData("policy set --policy x")]
    [InlineData("policy test --month 2026-11")]
    [InlineData("outbox list")]
    [InlineData("outbox resend")]
    [InlineData("chat --as dana")]
    public void What_acts_in_an_agency_takes_it_by_id(string command)
    {
        CommandTable.Create().Parse($"{command} --agency acme").Errors.ShouldBeEmpty();
        CommandTable
            .Create()
            .Parse($"{command} --agency ../acme")
            .Errors.ShouldHaveSingleItem()
            .Message.ShouldBe("--agency: '../acme' is no agency id: a to z, 0 to 9 and -.");
    }
}
