using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Storage.Checks;

/// <summary>Closed months against the entries that made them (design.md §3.8, §3.14).</summary>
public sealed class BookCheckTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;
    private string _a = "";
    private string _b = "";

    private HostedCreditBot Bot => _bot!;

    private ApiClient Api => Bot.Api;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Two clients live through November and December, with all that may move a closed month if it were done wrongly.</summary>
    public async ValueTask InitializeAsync()
    {
        _bot = await HostedCreditBot.StartAsync(now: Instant.FromUtc(2026, 11, 2, 15, 0));
        await BuyAsync(40, "2.00");
        await BuyAsync(60, "9.00");
        _a = await Agency.AddClientAsync(Api, "invoice", startsOn: "2026-11-01");
        _b = await Agency.AddClientAsync(Api, startsOn: "2026-09-20");
        var grant = await Api.PostAsync(
                $"/clients/{_b}/grants",
                new
                {
                    credits = 20,
                    reason = "top-up",
                    price = new { amount = "39.60" },
                }
            )
            .ShouldBeAsync("201");
        Bot.Clock.Reset(Instant.FromUtc(2026, 11, 20, 15, 0));
        await Api.UseAsync(Agency.Use(_a, "u-1", 30, "2026-11-10T15:00:00Z"));
        await Api.UseAsync(Agency.Use(_b, "u-2", 35, "2026-11-10T16:00:00Z"));
        await Api.UseAsync(Agency.Use(_a, "u-3", 45, "2026-11-19T16:00:00Z"));
        // The host stands still until long after the grace; what comes then counts in December.
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 9, 15, 0));
        await Api.UseAsync(Agency.Use(_b, "late", 7, "2026-11-25T15:00:00Z"));
        await Api.UseAsync(Agency.Use(_a, "u-4", 12, "2026-12-08T15:00:00Z"));
        await Api.PostAsync(
                $"/clients/{_b}/reversals",
                new { seq = (long)grant["seq"]!, reason = "by mistake" }
            )
            .ShouldBeAsync("201");
        await Api.GetAsync("/reports/2026-12").ShouldBeAsync("200");
        Bot.Clock.Reset(Instant.FromUtc(2027, 1, 5, 15, 0));
        await BuyAsync(500, "1.00");
        await Api.GetAsync("/reports/2027-01").ShouldBeAsync("200");
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task BuyAsync(decimal credits, string amount) =>
        await Api.PostAsync("/purchases", new { credits, price = new { amount } })
            .ShouldBeAsync("201");

    private async Task<IReadOnlyList<string>> FaultsAsync() =>
        [
            .. (
                await new StoreCheck(Bot.Service<TableStore>()).RunAsync(progress: null, Stop)
            ).Faults.Select(fault => fault.Fault),
        ];

    private async Task<MonthBook> BookAsync(string month) =>
        BookJson.Read(
            (
                await Bot.Service<IStore>()
                    .DocumentAsync(AgencyId.Default, DocumentKinds.Book, month, Stop)
            )!
        );

    private async Task WriteAsync(string month, string? json) =>
        (
            await Bot.Service<IStore>()
                .CommitAsync(
                    new Commit(AgencyId.Default)
                    {
                        Documents = [new DocumentWrite(DocumentKinds.Book, month, json)],
                    },
                    Stop
                )
        ).ShouldBeOfType<CommitOutcome.Done>();

    private async Task ChangeAsync(string month, Func<ClientBook, ClientBook> change)
    {
        var book = await BookAsync(month);
        List<ClientBook> clients =
        [
            .. book.Clients.Select(client => client.Id.Value == _a ? change(client) : client),
        ];
        await WriteAsync(
            month,
            BookJson.Write(
                book with
                {
                    Clients = clients,
                    Totals = MonthBooks.Sum(clients.Select(client => client.Totals), "USD"),
                }
            )
        );
    }

    [Fact]
    public async Task Books_say_what_their_entries_give_whatever_came_after()
    {
        (await FaultsAsync()).ShouldBeEmpty();
        var november = await BookAsync("2026-11");
        (november.Totals.Used, november.Totals.Unpurchased).ShouldBe(
            (Credits.Of(110), Credits.Of(10))
        );
        string Cost(string client) =>
            november
                .Clients.Single(book => book.Id.Value == client)
                .Totals.PurchaseCost!.Value.Digits();
        // a: 30 × 0.05, then 35 × 0.15 + 10 × 0.10. b, between the two: 10 × 0.05 + 25 × 0.15.
        (Cost(_a), Cost(_b)).ShouldBe(("7.75", "4.25"));
    }

    [Fact]
    public async Task A_figure_that_was_changed_is_named_with_its_client()
    {
        await ChangeAsync(
            "2026-11",
            client =>
                client with
                {
                    Totals = client.Totals with { Cost = new Money(7.49m, "USD") },
                    Closing = client.Closing + Credits.Of(1),
                }
        );
        (await FaultsAsync()).ShouldBe([
            $"The closed month 2026-11 of {_a}: cost is 7.49 in the book and 7.50 by the entries.",
            $"The closed month 2026-11 of {_a}: closing balance is 1 in the book and 0 by the entries.",
        ]);
    }

    [Fact]
    public async Task A_client_that_was_taken_out_is_named()
    {
        var book = await BookAsync("2026-12");
        var taken = book.Clients[0];
        await WriteAsync(
            "2026-12",
            BookJson.Write(book with { Clients = [.. book.Clients.Skip(1)] })
        );
        var faults = await FaultsAsync();
        faults.ShouldContain("The totals of the book of 2026-12 are not the sum of its clients.");
        faults.ShouldContain(
            $"The closed month 2026-12 of {taken.Id}: fee is 0 in the book and 99.00 by the entries."
        );
    }

    [Fact]
    public async Task A_book_that_is_gone_or_unreadable_is_named()
    {
        await WriteAsync("2026-11", null);
        await WriteAsync("2026-12", "{}");
        var faults = await FaultsAsync();
        faults.ShouldContain("The month 2026-11 is closed, but its book is not there.");
        faults.ShouldContain(fault =>
            fault.StartsWith("The book of 2026-12 can't be read", StringComparison.Ordinal)
        );
    }
}
