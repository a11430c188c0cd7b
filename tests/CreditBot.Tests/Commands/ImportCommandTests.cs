using System.Text;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Commands;
using CreditBot.Commands.Imports;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage.Checks;
using CreditBot.Storage.Memory;
using CreditBot.Tests.Hosting;
using NodaTime;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Commands;

/// <summary><c>creditbot import clients.csv</c>: clients begin with what they have left, nothing is billed twice, and a file is brought in whole or not at all.</summary>
public sealed class ImportCommandTests : IAsyncLifetime
{
    private const string Headings =
        "id,name,email,timeZone,package,monthlyCredits,monthlyFee,resetDay,usedThisPeriod,oneTimeRemaining,oneTimeExpires,oneTimePaid,billedThrough,manager";

    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 20, 12, 0));
    private readonly MemoryStore _store;

    public ImportCommandTests() => _store = new MemoryStore(_clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await _store.CommitAsync(
            Found(AgencyId.Default, _clock.GetCurrentInstant() - Duration.FromDays(1)),
            Stop
        );

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_client_begins_with_what_it_has_left_and_is_not_billed_again()
    {
        await DoneAsync(
            3,
            Headings,
            "bella,\"Bella \"\"B\"\" Bakery, Inc.\",bella@example.test,America/New_York,Basic,,,31,12.5,20,2026-12-31,39.60,2026-11-29,",
            "zoe,Zoë,,,Basic,80,120,10,90,,,,2026-11-09,",
            "plain,Plain,,,basic,,,,,,,,,"
        );

        var bella = await ClientAsync("bella");
        bella.Name.ShouldBe("Bella \"B\" Bakery, Inc.");
        bella.Current!.StartsOn.ShouldBe(new LocalDate(2026, 10, 31));
        bella.Current.EndsOn.ShouldBe(new LocalDate(2026, 11, 30));
        bella.Balance.ShouldBe(Credits.Of(57.5m), "50 less 12.5, and 20 once");
        bella.Lots[^1].ExpiresAt.ShouldBe(Instant.FromUtc(2027, 1, 1, 5, 0));
        bella.Lots[^1].IsPaid.ShouldBeTrue();
        Lines(bella)
            .ShouldBe([
                "Fee 2026-10 99.00 Paid",
                "OneTime 2026-11 39.60 Void",
                "OneTime 2026-11 -39.60 Void",
            ]);

        var zoe = await ClientAsync("zoe");
        zoe.Current!.StartsOn.ShouldBe(new LocalDate(2026, 11, 10));
        (zoe.Balance, zoe.Current.Overage).ShouldBe((Credits.Zero, Credits.Of(10)));
        Lines(zoe).ShouldBe(["Fee 2026-11 120.00 Draft"], "the old bills end the day before");

        var plain = await ClientAsync("plain");
        plain.Current!.StartsOn.ShouldBe(new LocalDate(2026, 11, 20));
        plain.Balance.ShouldBe(Credits.Of(50));

        _clock.Reset(Instant.FromUtc(2027, 1, 1, 12, 0));
        var later = DueEntries.CatchUp(bella, _clock.GetCurrentInstant()).State;
        later.Current!.StartsOn.ShouldBe(
            new LocalDate(2026, 12, 31),
            "the 31st where there is one"
        );
        later.Balance.ShouldBe(Credits.Of(50), "those once are over");
        foreach (var client in new[] { bella, zoe, plain, later })
        {
            BillingControl.Of(client).ShouldBeEmpty();
        }

        (await new StoreCheck(_store).RunAsync(null, Stop)).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("id;name;package;usedThisPeriod;monthlyFee\r\nbella;Bäcker;Basic;12,5;1234,50\r\n")]
    [InlineData(
        "\uFEFFid;name;package;usedThisPeriod;monthlyFee\nbella;\"Bäcker\";Basic;\"12.5\";1234.5"
    )]
    [InlineData(
        "ID\tName\tPACKAGE\tusedthisperiod\tmonthlyFee\nbella\tBäcker\tBasic\t12,5\t1234,5\n\n\t\t\t\t\n"
    )]
    [InlineData(
        "id,name,package,usedThisPeriod,monthlyFee\n\nbella,Bäcker,Basic,\"12,5\",\"1234,50\"\n"
    )]
    public async Task Files_of_other_countries_are_read(string csv)
    {
        (await ImportAsync(csv)).Imported.ShouldBe(1);
        var bella = await ClientAsync("bella");
        bella.Name.ShouldBe("Bäcker");
        bella.Balance.ShouldBe(Credits.Of(37.5m));
        bella.Plan.MonthlyFee.Amount.ShouldBe(1234.50m);
    }

    [Fact]
    public async Task Each_fault_is_named_by_line_and_column_and_nothing_is_done()
    {
        await DoneAsync(1, Headings, "old,Old,,,Basic,,,,,,,,,");
        var report = await ImportAsync(
            string.Join(
                '\n',
                Headings,
                "good,Good,,,Basic,,,,,,,,,",
                "Bad Id,,no-mail,Mars/Olympus,Gold,1.0001,$5,32,-1,,2026-12-31,5,yesterday,nobody",
                "good,Twice,,,Basic,,,,,,,,,",
                "old,\"Two\nlines\",,,Basic,\"1,500\",,,=1+1,,,,,",
                "over,=HYPERLINK(1),,,Basic,1000001,,,,5,2026-11-19,,,",
                "short,Short"
            )
        );

        report.Imported.ShouldBe(0);
        report
            .Faults.Select(fault => $"{fault.Line} {fault.Column}")
            .ShouldBe(["8 "], "a file whose lines don't fit its columns is said to be so first");

        report = await ImportAsync(
            string.Join(
                '\n',
                Headings,
                "good,Good,,,Basic,,,,,,,,,",
                "Bad Id,,no-mail,Mars/Olympus,Gold,1.0001,$5,32,-1,,2026-12-31,5,yesterday,nobody",
                "good,Twice,,,Basic,,,,,,,,,",
                "old,\"Two\nlines\",,,Basic,\"1,500\",,,=1+1,,,,,",
                "over,=HYPERLINK(1),,,Basic,1000001,,,,,,,,",
                "late,Late,,,Basic,,,,,5,2026-11-19,,,"
            )
        );
        report
            .Faults.Select(fault => $"{fault.Line} {fault.Column}")
            .ShouldBe([
                "3 id",
                "3 name",
                "3 email",
                "3 package",
                "3 timeZone",
                "3 manager",
                "3 monthlyCredits",
                "3 monthlyFee",
                "3 resetDay",
                "3 usedThisPeriod",
                "3 billedThrough",
                "3 oneTimeExpires",
                "3 oneTimePaid",
                "4 id",
                "5 id",
                "5 name",
                "5 monthlyCredits",
                "5 usedThisPeriod",
                "7 name",
                "7 monthlyCredits",
                "8 oneTimeExpires",
            ]);
        report
            .Faults.Single(fault => fault.Line == 4)
            .Fault.ShouldBe("'good' stands in line 2 already.");
        (await _store.ClientIdsAsync(AgencyId.Default, null, 100, Stop)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("id,name,package,colour\na,A,Basic,red", "1 colour There is no such column. ")]
    [InlineData("id,name,name,package\na,A,A,Basic", "1 name It stands there twice.")]
    [InlineData("id,name\na,A", "1 package The column is missing.")]
    [InlineData("id,name,package\na,\"A,Basic\nb,B,Basic", "2  A quotation mark stands ")]
    [InlineData("id,name,package\na,A,Basic,extra", "2  The line has 4 values, and there are 3")]
    [InlineData(
        "id;name;package;monthlyCredits\na;A;Basic;1.500",
        "2 monthlyCredits '1.500' is no"
    )]
    public async Task A_file_that_is_no_such_table_is_named(string csv, string fault)
    {
        var found = (await ImportAsync(csv)).Faults[0];
        $"{found.Line} {found.Column} {found.Fault}".ShouldStartWith(fault);
    }

    [Fact]
    public async Task What_is_no_file_of_clients_is_said_to_be_none()
    {
        (
            await Should.ThrowAsync<CommandFailedException>(() =>
                ImportAsync("client,month,used,oneTimeBought\nbella,2026-10,40,0")
            )
        ).Message.ShouldContain("history.csv");
        (
            await Should.ThrowAsync<CommandFailedException>(() => ImportAsync(Headings))
        ).Message.ShouldContain("no clients");
        Should
            .Throw<CommandFailedException>(() => CsvTable.TextOf([0xE4, 0x2C, 0x0A]))
            .Message.ShouldContain("UTF-8");
        CsvTable
            .TextOf([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("ä")])
            .ShouldBe("ä");
    }

    [Fact]
    public async Task Ten_thousand_clients_come_at_once_and_a_dry_run_brings_none()
    {
        var csv = string.Join(
            '\n',
            Enumerable
                .Range(0, 10_000)
                .Select(number => $"c{number},Client {number},,,Basic,,,1,5,1,,,2026-11-30,")
                .Prepend(Headings)
        );

        var tried = await ImportAsync(csv, dryRun: true);
        (tried.Rows, tried.Imported, tried.Faults.Count).ShouldBe((10_000, 0, 0));
        (await _store.ClientIdsAsync(AgencyId.Default, null, 10, Stop)).ShouldBeEmpty();
        (await ImportAsync(csv)).Imported.ShouldBe(10_000);
        (await ClientAsync("c9999")).Balance.ShouldBe(Credits.Of(46));
    }

    [Fact]
    public async Task Beside_a_running_server_it_runs_there()
    {
        await using var bot = await HostedCreditBot.StartAsync(url: CommandsTests.FreeUrl());
        using var folder = new TempDirectory();
        var file = folder.Of("clients.csv");
        await File.WriteAllTextAsync(file, "id,name,package\nimported,Imported,Basic\n", Stop);

        foreach (var dryRun in new[] { true, false })
        {
            var report = JsonNode.Parse(
                await Run.LinesAsync(output => ImportAsync(output, output, dryRun))
            )!;
            ((int)report["rows"]!, (int)report["imported"]!).ShouldBe((1, dryRun ? 0 : 1));
        }

        (await bot.Api.GetAsync("/clients/imported")).ShouldBe("200");
        await using var again = new StringWriter();
        (await ImportAsync(again, TextWriter.Null, dryRun: false)).ShouldBe(1);
        again.ToString().ShouldContain("There is a client");
        await using var errors = new StringWriter();
        file = folder.Of("nothing.csv");
        (await ImportAsync(TextWriter.Null, errors, dryRun: false)).ShouldBe(1);
        errors.ToString().ShouldContain("nothing.csv");

        Task<int> ImportAsync(TextWriter output, TextWriter said, bool dryRun) =>
            ImportCommand.RunAsync(
                bot.BuildForCommands,
                AgencyId.Default,
                file,
                json: true,
                dryRun,
                output,
                said,
                Stop
            );
    }

    private static string[] Lines(ClientState client) =>
        [
            .. client.Lines.Select(line =>
                FormattableString.Invariant(
                    $"{line.Kind} {line.Month:uuuu-MM} {line.Net.Amount:0.00} {line.State}"
                )
            ),
        ];

    private async Task DoneAsync(int clients, params string[] lines)
    {
        var report = await ImportAsync(string.Join('\n', lines));
        report.Faults.ShouldBeEmpty();
        report.Imported.ShouldBe(clients);
    }

    private Task<ImportReport> ImportAsync(string csv, bool dryRun = false) =>
        new ClientImport(_store, new Ledgers(_store, _clock), new People(_store)).RunAsync(
            AgencyId.Default,
            PersonId.System,
            csv,
            dryRun,
            Stop
        );

    private async Task<ClientState> ClientAsync(string id) =>
        (await _store.ClientAsync(AgencyId.Default, Id(id), Stop)).ShouldNotBeNull();
}
