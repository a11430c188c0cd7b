using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Dialog;
using NodaTime;

namespace CreditBot.Tests.Dialog;

public sealed class WordingTests
{
    private static readonly Instant SundayNoon = Instant.FromUtc(2026, 11, 22, 12, 0);
    private static readonly Wording American = In("en-US");

    [Theory]
    [InlineData("en-US", "$1,118.80")]
    [InlineData("de-DE", "1.118,80 $")]
    public void Money_is_written_as_its_reader_writes_it(string culture, string expected) =>
        In(culture).Money(new Money(1118.8m, "USD")).Replace('\u00a0', ' ').ShouldBe(expected);

    [Theory]
    [InlineData("USD", "-5", "-$5.00")]
    [InlineData("JPY", "1200", "¥1,200")]
    [InlineData("CHF", "12.5", "CHF 12.50")]
    public void Money_has_its_currency_s_sign_and_cents(
        string currency,
        string amount,
        string expected
    ) =>
        American
            .Money(new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), currency))
            .Replace('\u00a0', ' ')
            .ShouldBe(expected);

    [Theory]
    [InlineData("1", "1 credit")]
    [InlineData("60", "60 credits")]
    [InlineData("1234.5", "1,234.5 credits")]
    [InlineData("0.001", "0.001 credits")]
    public void Credits_keep_their_thousandths(string value, string expected) =>
        American
            .Credits(Credits.Of(decimal.Parse(value, CultureInfo.InvariantCulture)))
            .ShouldBe(expected);

    [Fact]
    public void A_unit_price_keeps_its_decimals() =>
        American.UnitPrice(new Money(1.995m, "USD")).ShouldBe("$1.995");

    [Fact]
    public void A_saving_is_marked_with_a_minus() =>
        American.Change(new Money(-20, "USD")).ShouldBe("−$20.00");

    [Theory]
    [InlineData(0, "today 13:00")]
    [InlineData(1, "Monday 13:00")]
    [InlineData(6, "Saturday 13:00")]
    [InlineData(7, "Sun 29 Nov 13:00")]
    public void A_moment_to_come_is_told_as_near_as_it_is(int days, string expected) =>
        American
            .Coming(SundayNoon + Duration.FromDays(days) + Duration.FromHours(1))
            .ShouldBe(expected);

    [Fact]
    public void A_date_far_away_has_its_year() =>
        American.Date(new LocalDate(2027, 11, 3)).ShouldBe("3 Nov 2027");

    [Fact]
    public void A_date_after_the_new_year_that_is_near_needs_none() =>
        American.Day(new LocalDate(2027, 1, 1)).ShouldBe("Fri 1 Jan");

    [Fact]
    public void Times_are_the_reader_s()
    {
        var far = new Wording(
            CultureInfo.GetCultureInfo("en-US"),
            DateTimeZoneProviders.Tzdb["Pacific/Auckland"],
            SundayNoon
        );
        far.Today.ShouldBe(new LocalDate(2026, 11, 23));
        far.Time(SundayNoon).ShouldBe("01:00");
    }

    private static Wording In(string culture) =>
        new(CultureInfo.GetCultureInfo(culture), DateTimeZone.Utc, SundayNoon);
}
