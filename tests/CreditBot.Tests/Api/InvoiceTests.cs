using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>Invoice lines over REST (contract.md, GET /invoices and PATCH /invoices/{id}).</summary>
public sealed class InvoiceTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    private ApiClient Api => Bot.Api;

    public async ValueTask InitializeAsync()
    {
        _bot = await HostedCreditBot.StartAsync(now: Instant.FromUtc(2026, 11, 2, 15, 0));
        await Agency.AddManagersAsync(Api);
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<string[]> ToldAsync(string query) =>
        [
            .. (await Api.GetAsync($"/invoices{query}").ShouldBeAsync("200"))["invoices"]!
                .AsArray()
                .Select(line =>
                    $"{line!["id"]} {line["month"]} {line["what"]} {line["net"]!["amount"]} {line["state"]}"
                ),
        ];

    private Task<ApiAnswer> MoveAsync(string id, string state, string? key = null) =>
        Api.SendAsync(HttpMethod.Patch, $"/invoices/{id}", new { state }, key);

    /// <summary>An approved request for 60 credits once: the last entry of the client.</summary>
    private async Task<(string Client, string Request, string Line)> BoughtAsync()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        var request = await Api.PostAsync(
                $"/clients/{client}/requests",
                new
                {
                    kind = "one_time",
                    by = "dana",
                    credits = 60,
                }
            )
            .ShouldBeAsync("201");
        var id = (string)request["id"]!;
        var decided = await DecideAsync(id, "approve").ShouldBeAsync("200");
        return (client, id, $"{client}.{decided["entrySeq"]}.1");
    }

    private Task<ApiAnswer> DecideAsync(string request, string decision) =>
        Api.PostAsync($"/requests/{request}/decision", new { decision, by = "dana" });

    [Fact]
    public async Task A_fee_and_an_approved_request_are_lines_that_name_their_entries()
    {
        var (client, request, id) = await BoughtAsync();

        (await ToldAsync($"?month=2026-11&client={client}")).ShouldBe([
            $"{client}.2.1 2026-11 fee 99.00 draft",
            $"{id} 2026-11 one_time 118.80 draft",
        ]);
        var line = (await Api.GetAsync($"/invoices?client={client}"))["invoices"]![1]!;
        (
            (string)line["client"]!,
            (long)line["entrySeq"]!,
            (string)line["request"]!,
            (string)line["text"]!
        ).ShouldBe((client, 5L, request, "60 credits once"));
        (await ToldAsync("?month=2026-10")).ShouldBeEmpty();
        (await ToldAsync("?client=nobody")).ShouldBeEmpty();
        (await ToldAsync("?state=issued")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_is_issued_once_and_then_its_request_is_not_undone()
    {
        var (client, request, id) = await BoughtAsync();

        var moved = await MoveAsync(id, "issued", key: "k").ShouldBeAsync("200");
        ((string)moved["id"]!, (string)moved["state"]!).ShouldBe((id, "issued"));
        (await MoveAsync(id, "issued", key: "k").ShouldBeAsync("200")).Text.ShouldBe(moved.Text);
        await MoveAsync(id, "issued").ShouldBeAsync("200");
        await DecideAsync(request, "undo").ShouldBeAsync("409 not_undoable");

        await MoveAsync(id, "draft").ShouldBeAsync("422 invalid");
        await MoveAsync(id, "paid").ShouldBeAsync("200");
        var refused = await MoveAsync(id, "void").ShouldBeAsync("422 invalid");
        ((string)refused["errors"]!["state"]![0]!).ShouldContain(id);

        var entries = (await Api.GetAsync($"/clients/{client}/entries?after=5"))["entries"]!;
        entries
            .AsArray()
            .Select(entry => $"{entry!["kind"]} {entry["credits"]} {entry["by"]}")
            .ShouldBe(["lines_marked 0 key:admin", "lines_marked 0 key:admin"]);
    }

    [Fact]
    public async Task An_undo_voids_the_line_and_a_void_takes_it_out_of_the_revenue()
    {
        var (client, request, id) = await BoughtAsync();
        await DecideAsync(request, "undo").ShouldBeAsync("200");
        (await ToldAsync($"?client={client}&state=void")).ShouldBe([
            $"{id} 2026-11 one_time 118.80 void",
            $"{client}.6.1 2026-11 one_time -118.80 void",
        ]);

        await MoveAsync($"{client}.2.1", "void").ShouldBeAsync("200");
        var totals = (await Api.GetAsync("/reports/2026-11"))["totals"]!;
        (
            (string)totals["fee"]!["amount"]!,
            (string)totals["oneTime"]!["amount"]!,
            (string)totals["revenue"]!["amount"]!
        ).ShouldBe(("0.00", "0.00", "0.00"));
    }

    [Fact]
    public async Task A_line_of_a_closed_month_counts_in_the_earliest_open_one()
    {
        var (client, _, id) = await BoughtAsync();
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 6, 12, 0));
        await Api.PostAsync($"/clients/{client}/reversals", new { seq = 5, reason = "refund" })
            .ShouldBeAsync("201");

        (await ToldAsync("?month=2026-11")).ShouldBe([
            $"{client}.2.1 2026-11 fee 99.00 draft",
            $"{id} 2026-11 one_time 118.80 draft",
        ]);
        var december = (await Api.GetAsync("/invoices?month=2026-12"))["invoices"]!.AsArray();
        december
            .Select(line => $"{line!["what"]} {line["net"]!["amount"]} {line["forMonth"]}")
            .ShouldBe(["fee 99.00 2026-12", "one_time -118.80 2026-11"]);
        ((string)december[1]!["of"]!).ShouldBe(id);
        var totals = (await Api.GetAsync("/reports/2026-12"))["totals"]!;
        ((string)totals["revenue"]!["amount"]!, (string)totals["adjustments"]!["amount"]!).ShouldBe(
            ("99.00", "-118.80")
        );
    }

    [Fact]
    public async Task What_is_not_there_or_makes_no_sense_is_refused()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        foreach (
            var id in (string[])[$"{client}.9.1", $"{client}.1.1", "nobody.2.1", client, "x", "1.1"]
        )
        {
            await MoveAsync(id, "issued").ShouldBeAsync("404 not_found");
        }

        await MoveAsync($"{client}.2.1", "sent").ShouldBeAsync("422 invalid");
        await Api.SendAsync(HttpMethod.Patch, $"/invoices/{client}.2.1", new { })
            .ShouldBeAsync("422 invalid");
        foreach (
            var query in (string[])
                ["month=2026-13", "state=sent", "client=A.b", "after=x", "limit=0", "limit=1001"]
        )
        {
            await Api.GetAsync($"/invoices?{query}").ShouldBeAsync("422 invalid");
        }
    }

    [Fact]
    public async Task Pages_give_every_line_once_and_csv_gives_them_all()
    {
        for (var i = 0; i < 5; i++)
        {
            var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
            await Api.PostAsync(
                    $"/clients/{client}/grants",
                    new
                    {
                        credits = 10,
                        reason = "extra",
                        price = new { amount = "19.80" },
                    }
                )
                .ShouldBeAsync("201");
        }

        var all = await ToldAsync("");
        all.Length.ShouldBe(10);
        var paged = new List<string>();
        for (string? after = null; ; )
        {
            var page = await Api.GetAsync(
                $"/invoices?limit=3{(after is null ? "" : $"&after={after}")}"
            );
            paged.AddRange(page["invoices"]!.AsArray().Select(line => (string)line!["id"]!));
            after = (string?)page["next"];
            if (after is null)
            {
                break;
            }
        }

        paged.ShouldBe(all.Select(line => line.Split(' ')[0]));

        var csv = await CsvAsync("?month=2026-11");
        csv.Count(line => line == '\n').ShouldBe(11);
    }

    [Fact]
    public async Task Csv_has_tax_and_gross_and_nothing_that_a_client_typed_becomes_a_formula()
    {
        await Api.PostAsync(
                "/clients",
                new
                {
                    id = "evil",
                    name = "=cmd|' /C calc'!A1, \"Inc\"",
                    timeZone = "America/New_York",
                    package = "Basic",
                    startsOn = "2026-11-01",
                    taxCode = "+S",
                    taxRate = 0.19,
                }
            )
            .ShouldBeAsync("201");

        (await CsvAsync("?client=evil")).ShouldBe(
            "id,client,name,month,forMonth,what,text,net,currency,taxCode,taxRate,tax,gross,state,request,entrySeq\r\n"
                + "evil.2.1,evil,\"'=cmd|' /C calc'!A1, \"\"Inc\"\"\",2026-11,2026-11,fee,\"Monthly fee Basic, 1–30 Nov 2026\","
                // 99 × 0.19 = 18.81
                + "99.00,USD,'+S,0.19,18.81,117.81,draft,,2\r\n"
        );
    }

    private async Task<string> CsvAsync(string query)
    {
        var answer = await Api.SendAsync(
            HttpMethod.Get,
            $"/invoices{query}",
            body: null,
            accept: "text/csv"
        );
        answer.ShouldBe("200").Type.ShouldBe("text/csv");
        return answer.Text;
    }
}
