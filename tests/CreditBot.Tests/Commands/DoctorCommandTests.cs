using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Commands;
using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Commands;

/// <summary><c>creditbot doctor</c>: on the stopped product, and beside the running one.</summary>
public sealed class DoctorCommandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_help() =>
        (await CommandTable.RunAsync(["doctor", "--help"])).ShouldBe(0);

    [Fact]
    public async Task A_store_without_managers_is_not_well()
    {
        await using var bot = await HostedCreditBot.StartAsync();
        var (code, said) = await bot.StoppedAsync(build => LookAsync(build));

        code.ShouldBe(1);
        said.ShouldContain("FAILED managers: There are none");
        said.ShouldContain("ok     settings: The same as in the store.");
        said.ShouldContain("ok     outbox: Nothing is left undelivered.");
        said.ShouldContain("note   not configured: Bot:AppId; Teams is off.");
        said.ShouldContain(bot.Store);
    }

    [Fact]
    public async Task What_settings_say_otherwise_than_the_store_is_listed()
    {
        await using var bot = await HostedCreditBot.StartAsync();
        await Agency.AddManagersAsync(bot.Api);
        await bot.StopAsync();
        var (code, said) = await LookAsync(() =>
            bot.BuildForCommands(
                "--Agency:Name=Brightside",
                "--Agency:CostPerCredit=0.12",
                "--Agency:OnCall:0=dana",
                "--Agency:WorkingHours=Mon-Sat 08:00-16:00",
                "--Packages:0:Name=Basic",
                "--Packages:0:Credits=60",
                "--Packages:0:Fee=99",
                "--Policy:LapseAfterDays=5",
                "--Reports:Recipients:0=anna@agency.example"
            )
        );

        code.ShouldBe(0);
        said.Split(Environment.NewLine)
            .Where(line => line.Contains("differs", StringComparison.Ordinal))
            .ShouldBe([
                "note   differs: Agency:CostPerCredit: settings say 0.12 USD, the store says 0.10 USD. The store rules.",
                "note   differs: Agency:Name: settings say Brightside, the store says Brightside Web. The store rules.",
                "note   differs: Agency:OnCall: settings say dana, the store says nothing. The store rules.",
                "note   differs: Agency:WorkingHours: settings say Mon,Tue,Wed,Thu,Fri,Sat 08:00-16:00, the store says Mon,Tue,Wed,Thu,Fri 09:00-17:00. The store rules.",
                "note   differs: Packages:Basic: settings say 60 credits for 99.00 USD, the store says 50 credits for 99.00 USD. The store rules.",
                "note   differs: Packages:Enterprise: settings say nothing, the store says 500 credits for 499.00 USD. The store rules.",
                "note   differs: Packages:Professional: settings say nothing, the store says 150 credits for 199.00 USD. The store rules.",
                "note   differs: Policy:LapseAfterDays: settings say 5, the store says 7. The store rules.",
                "note   differs: Reports:Recipients: settings say anna@agency.example (all), the store says nothing. The store rules.",
            ]);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_is_told_and_one_that_is_there_too()
    {
        await using var bot = await HostedCreditBot.StartAsync();
        await Agency.AddManagersAsync(bot.Api);
        await bot.StopAsync();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        string[] mail =
        [
            "--Mail:Smtp:Host=127.0.0.1",
            $"--Mail:Smtp:Port={port}",
            "--Mail:From=reports@agency.example",
        ];
        var (there, said) = await LookAsync(() => bot.BuildForCommands(mail));
        (
            there,
            said.Contains(
                $"ok     mail: 127.0.0.1:{port} can be reached.",
                StringComparison.Ordinal
            )
        ).ShouldBe((0, true), said);

        server.Stop();
        var (away, told) = await LookAsync(() => bot.BuildForCommands(mail));
        away.ShouldBe(1);
        told.ShouldContain($"FAILED mail: 127.0.0.1:{port} can't be reached");
    }

    [Fact]
    public async Task Beside_the_running_server_it_asks_the_server()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var url = $"http://{port.LocalEndpoint}";
        port.Stop();
        await using var bot = await HostedCreditBot.StartAsync(url: url);
        await Agency.AddManagersAsync(bot.Api);
        var (code, said) = await LookAsync(bot.BuildForCommands, json: true);

        code.ShouldBe(0);
        var told = JsonNode.Parse(said)!;
        ((bool)told["ok"]!).ShouldBeTrue();
        told["checks"]!
            .AsArray()
            .Select(line => $"{line!["state"]} {line["check"]}")
            .Distinct()
            .ShouldBe([
                "ok store",
                "ok mail",
                "note not configured",
                "ok settings",
                "ok managers",
                "ok outbox",
            ]);
    }

    private static async Task<(int Code, string Said)> LookAsync(
        Func<Microsoft.AspNetCore.Builder.WebApplication> build,
        bool json = false
    )
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await DoctorCommand.RunAsync(
            build,
            AgencyId.Default,
            json,
            output,
            errors,
            Stop
        );
        errors.ToString().ShouldBeEmpty();
        return (code, output.ToString());
    }
}
