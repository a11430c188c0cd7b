using ClosedXML.Excel;
using CreditBot.Amounts;
using CreditBot.Jobs;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Reporting;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CreditBot.Tests.Jobs;

/// <summary>Heads are sealed once a day in the agency's own stream, and on the report's Control sheet (design.md §3.1).</summary>
public sealed class SealTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private HostedCreditBot Bot => _bot!;

    public async ValueTask InitializeAsync() => _bot = await HostedCreditBot.StartAsync();

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task What_moved_is_sealed_once_a_day_however_often_and_late_the_job_runs()
    {
        var one = await Agency.AddClientAsync(Bot.Api);
        var other = await Agency.AddClientAsync(Bot.Api);
        await SealAsync();
        await SealAsync();
        (await Bot.Api.UseAsync(Agency.Use(one, "1", 1))).ShouldBe("200");
        await SealAsync();

        var first = (await SealsAsync()).ShouldHaveSingleItem();
        first.Heads.Keys.ShouldBe(new[] { one, other }.Order(StringComparer.Ordinal));
        // Monday begins at 05:00 UTC in New York.
        first.At.ShouldBe(Instant.FromUtc(2026, 11, 23, 5, 0));
        first.Heads[other].ShouldBe(await HeadAsync(other));
        first.Heads[one].ShouldNotBe(await HeadAsync(one), "it moved on since");

        // A minute before midnight in New York it is still Monday; three days later only what moved is sealed.
        Bot.Clock.Reset(Instant.FromUtc(2026, 11, 24, 4, 59));
        await SealAsync();
        (await SealsAsync()).Count.ShouldBe(1);
        Bot.Clock.Reset(Instant.FromUtc(2026, 11, 27, 4, 59));
        await Bot.RestartAsync();
        await Task.WhenAll(SealAsync(), SealAsync());

        var both = await SealsAsync();
        both.Count.ShouldBe(2);
        both[1].At.ShouldBe(Instant.FromUtc(2026, 11, 26, 5, 0));
        both[1].Heads.Single().ShouldBe(KeyValuePair.Create(one, await HeadAsync(one)));

        Bot.Clock.Advance(Duration.FromDays(1));
        await SealAsync();
        (await SealsAsync()).Count.ShouldBe(2, "nothing moved");
        var check = (await Bot.Api.PostAsync("/admin/verify")).ShouldBe("200");
        ((bool)check["ok"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_report_says_on_its_control_sheet_which_ledgers_it_was_made_from()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        (await Bot.Api.UseAsync(Agency.Use(client, "1", 1))).ShouldBe("200");
        var head = await HeadAsync(client);
        var made = (
            await Bot.Service<MonthFiles>()
                .MakeAsync(AgencyId.Default, new YearMonth(2026, 11), Stop)
        ).ShouldNotBeNull();

        using var workbook = new XLWorkbook(new MemoryStream(made.Workbook));
        var rows = workbook
            .Worksheet("Control")
            .RowsUsed()
            .Where(row => !row.Cell(1).HasFormula && !row.Cell(3).HasFormula)
            .Select(row =>
                (row.Cell(1).GetString(), row.Cell(2).GetString(), row.Cell(3).GetString())
            )
            .ToList();
        rows.ShouldContain(($"The {client}", $"{head.Seq}", head.Hash));
        var agency = (
            await Bot.Service<IStore>().AgencyEntriesAsync(AgencyId.Default, 0, 100, Stop)
        )[^1];
        rows.ShouldContain(("Brightside Web", $"{agency.Entry.Seq}", agency.Hash));
        rows.ShouldContain(row => row.Item1 == "Ledgers behind these figures");
    }

    [Fact]
    public async Task A_closed_book_keeps_the_seals_that_it_was_closed_with()
    {
        var client = await Agency.AddClientAsync(Bot.Api);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 10, 15, 0));
        var books = Bot.Service<BookKeeper>();
        await books.CloseDueAsync(AgencyId.Default, Stop);
        var closed = (
            await books.ReadAsync(AgencyId.Default, new YearMonth(2026, 11), Stop)
        ).ShouldNotBeNull();
        var seal = closed.Seals.Single(seal => seal.Client is not null);
        (seal.Client, seal.Seq, seal.Hash).ShouldBe(
            (ClientId.Parse(client), (await HeadAsync(client)).Seq, (await HeadAsync(client)).Hash)
        );

        (await Bot.Api.UseAsync(Agency.Use(client, "1", 1, "2026-12-10T14:00:00Z"))).ShouldBe(
            "200"
        );
        var again = await books.ReadAsync(AgencyId.Default, new YearMonth(2026, 11), Stop);
        again!.Seals.ShouldBe(closed.Seals);
    }

    private Task SealAsync() =>
        new SealJob(
            Bot.Service<IStore>(),
            Bot.Service<DailySeals>(),
            NullLogger<SealJob>.Instance
        ).RunAsync(Stop);

    private async Task<IReadOnlyList<AgencyEntry.Sealed>> SealsAsync() =>
        [
            .. (await Bot.Service<IStore>().AgencyEntriesAsync(AgencyId.Default, 0, 100, Stop))
                .Select(stored => stored.Entry)
                .OfType<AgencyEntry.Sealed>(),
        ];

    private async Task<StreamSeal> HeadAsync(string client)
    {
        var last = (
            await Bot.Service<IStore>()
                .EntriesAsync(AgencyId.Default, ClientId.Parse(client), 0, 1000, Stop)
        )[^1];
        return new StreamSeal(last.Entry.Seq, last.Hash);
    }
}
