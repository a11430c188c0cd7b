using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Dialog;

/// <summary>The last thing that people of an ended client hear (design.md §3.12).</summary>
public sealed class LastStatementTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 1, 12, 0);

    private static readonly PackageCatalog Catalog = new()
    {
        Packages = [new Package("Basic", Credits.Of(50), new Money(99m, "USD"))],
        Currency = "USD",
        Zone = DateTimeZone.Utc,
        CostPerCredit = [new DatedPrice(new LocalDate(2020, 1, 1), new Money(0.10m, "USD"))],
    };

    [Theory]
    [InlineData(
        Settlement.Refund,
        "110 credits were left and are void; for those you had paid for, $118.80 is given back."
    )]
    [InlineData(Settlement.Expire, "110 credits were left and are void.")]
    public void It_tells_what_was_left_what_is_given_back_and_the_last_lines(
        Settlement settlement,
        string left
    )
    {
        var entries = new List<ClientEntry>();
        Add(
            ClientOpening.Decide(
                new OpenClient(
                    ClientId.Parse("bella"),
                    "Bella Bakery",
                    Email: null,
                    new ClientTerms { Zone = DateTimeZone.Utc },
                    new Plan("Basic", Credits.Of(50), new Money(99m, "USD")),
                    StartsOn: null
                ),
                At(0)
            )
        );
        Add(
            Granting.Decide(
                State(),
                new GrantCredits(Credits.Of(60), "extra", Price: new Money(118.80m, "USD")),
                At(1)
            )
        );
        Add(
            StandingChanging.Decide(
                State(),
                new ChangeStanding(Standing.Ended, Settlement: settlement),
                At(10)
            )
        );

        var words = PlainText.Of(
            LastStatement.Of(
                State(),
                entries,
                new Phrases(
                    new Wording(
                        System.Globalization.CultureInfo.GetCultureInfo("en-US"),
                        DateTimeZone.Utc,
                        Start
                    )
                )
            )!
        );

        words.ShouldContain("Bella Bakery's account ended on Wed 11 Nov");
        words.ShouldContain(left);
        words.ShouldContain(
            settlement == Settlement.Refund
                ? "monthly fee $99.00, one-time credits $118.80, one-time credits −$118.80."
                : "monthly fee $99.00, one-time credits $118.80."
        );

        ClientState State() => ClientFold.Fold(ClientId.Parse("bella"), entries)!;

        void Add(LedgerAnswer answer) =>
            entries.AddRange(answer.ShouldBeOfType<LedgerAnswer.Append>().Entries);

        static ActionContext At(int days) =>
            new(Start + Duration.FromDays(days), new PersonId("dana"), "api", Catalog);
    }
}
