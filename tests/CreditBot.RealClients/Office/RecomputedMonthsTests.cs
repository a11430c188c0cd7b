using System.Globalization;
using System.Text.Json;
using CreditBot.RealClients.Processes;
using CreditBot.Reports;
using CreditBot.Reports.Tests;

namespace CreditBot.RealClients.Office;

/// <summary>Random months, worked out again from the raw entries by a reader that shares nothing with the product, not a cent off.</summary>
public sealed class RecomputedMonthsTests : IDisposable
{
    private static readonly ReportStyle English = new(
        CultureInfo.GetCultureInfo("en-US"),
        Books.Berlin
    );

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task An_independent_reader_comes_to_the_same_figures_from_the_entries()
    {
        var wanted = Counts.Of(quick: 15, full: 1000);
        var (months, compared) = (0, 0);
        for (var seed = 1; months < wanted; seed++)
        {
            var folder = _folder.Of($"agency-{seed}");
            new RandomAgency(seed).Save(folder, English);

            var said = await ReadAsync(folder);

            said.Faults.ShouldBeEmpty($"seed {seed}");
            months += said.Months;
            compared += said.Compared;
            Directory.Delete(folder, recursive: true);
        }

        // Enough of each month was looked at: some twenty figures a client.
        compared.ShouldBeGreaterThan(wanted * 20);
    }

    [Fact]
    public async Task The_reader_would_see_one_credit_too_many_and_a_price_that_is_a_cent_off()
    {
        var folder = _folder.Of("agency");
        new RandomAgency(1).Save(folder, English);
        var file = Path.Combine(folder, "agency.json");
        var raw = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        foreach (
            var (was, changed) in new[]
            {
                ("\"price\":\"0.10\"", "\"price\":\"0.11\""),
                ("\"net\":\"99.00\"", "\"net\":\"99.01\""),
                ("\"graceDays\":3", "\"graceDays\":9"),
            }
        )
        {
            raw.ShouldContain(was);
            await File.WriteAllTextAsync(
                file,
                raw.Replace(was, changed, StringComparison.Ordinal),
                TestContext.Current.CancellationToken
            );

            (await ReadAsync(folder)).Faults.ShouldNotBeEmpty(changed);
        }
    }

    [Fact]
    public async Task Random_months_are_all_OK_when_LibreOffice_calculates_them()
    {
        var left = Counts.Of(quick: 2, full: 50);
        for (var seed = 5000; left > 0; seed++)
        {
            var folder = _folder.Of($"agency-{seed}");
            // The last full month of each agency has the most behind it.
            var file = new RandomAgency(seed).Save(folder, English)[^1];

            var written = await WorkbookProbe.ReadAsync(file);
            Directory.CreateDirectory(_folder.Of("again"));
            var again = await WorkbookProbe.ReadAsync(
                await LibreOffice.RecalculateAsync(file, _folder.Of("again"))
            );

            Recalculated.Compare(written, again).ShouldBeGreaterThan(50, $"seed {seed}");
            again["Control"]["A3"].Text!.ShouldStartWith("All ", Case.Sensitive, $"seed {seed}");
            Directory.Delete(folder, recursive: true);
            left--;
        }
    }

    [Fact]
    public async Task One_figure_changed_in_a_random_month_is_seen_by_Control()
    {
        var left = Counts.Of(quick: 1, full: 50);
        for (var seed = 7000; left > 0; seed++)
        {
            var folder = _folder.Of($"agency-{seed}");
            var file = new RandomAgency(seed).Save(folder, English)[^1];
            var where = Tampering.Once(file, new Random(seed));

            Directory.CreateDirectory(_folder.Of("again"));
            var again = await WorkbookProbe.ReadAsync(
                await LibreOffice.RecalculateAsync(file, _folder.Of("again"))
            );

            again["Control"]
                ["A3"]
                .Text!.ShouldEndWith("differ (Control)", Case.Sensitive, $"seed {seed}: {where}");
            again["Control"]
                .Cells.Where(cell =>
                    cell.Key.StartsWith('D') && cell.Value.Value.ValueKind == JsonValueKind.Number
                )
                .ShouldNotBeEmpty(where);
            Directory.Delete(folder, recursive: true);
            left--;
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<Said> ReadAsync(string folder)
    {
        var finished = await ChildProcess.RunAsync(
            "/usr/bin/python3",
            [
                "-W",
                "ignore",
                Repository.Of("tests/CreditBot.RealClients/Office/recompute.py"),
                folder,
            ],
            limit: TimeSpan.FromMinutes(5)
        );
        return JsonSerializer.Deserialize<Said>(
            finished.ShouldBeDone().Output,
            JsonSerializerOptions.Web
        )!;
    }

    private sealed record Said(int Months, int Compared, IReadOnlyList<string> Faults);
}
