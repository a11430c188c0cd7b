using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Tests.Understanding;

public class SlotTests
{
    [Theory]
    [InlineData("55 credits once for the atlas, no deadline", true)]
    [InlineData("we need 55 credits, no rush", true)]
    [InlineData("55 credits please, whenever", true)]
    [InlineData("55 credits by friday, no rush", false)]
    [InlineData("55 credits asap", false)]
    [InlineData("we need 55 credits whenever we launch something", false)]
    public void That_no_date_matters_is_read_wherever_it_is_said(string text, bool said) =>
        Reading.Client(text).NoDeadline.ShouldBe(said);

    [Theory]
    [InlineData("55 credits, just this once", RequestKind.OneTime)]
    [InlineData("a one-off top up of 55", RequestKind.OneTime)]
    [InlineData("not monthly, only once: 55 credits", RequestKind.OneTime)]
    [InlineData("55 extra credits from now on", RequestKind.Ongoing)]
    [InlineData("55 extra credits, permanently", RequestKind.Ongoing)]
    [InlineData("we'd like a larger package", RequestKind.Upgrade)]
    [InlineData("please put us on Professional", RequestKind.Upgrade)]
    [InlineData("no upgrade please, only 55 credits", null)]
    [InlineData("we run out each month, we need 55 credits", null)]
    [InlineData("55 credits once we launch", null)]
    public void The_kind_is_read_only_when_it_is_said_and_not_denied(
        string text,
        RequestKind? kind
    ) => Reading.Client(text).Kind.ShouldBe(kind);

    [Theory]
    [InlineData("switch us to pro", "Professional")]
    [InlineData("we want the $499 plan", "Enterprise")]
    [InlineData("move us from Basic to Professional", "Professional")]
    [InlineData("we'd like Professional, not Enterprise", "Professional")]
    [InlineData("60 credits for professional photos", null)]
    public void A_package_is_read_by_name_nickname_or_price(string text, string? package) =>
        Reading.Client(text).Package.ShouldBe(package);

    [Fact]
    public void Work_is_counted_by_kind()
    {
        var work = Reading
            .Client(
                "how many credits for 4 landing pages, a dozen photos, two blog posts and a form"
            )
            .Work;

        work.ShouldNotBeNull();
        work.ShouldBe(
            new Dictionary<WorkKind, decimal>
            {
                [WorkKind.Pages] = 4,
                [WorkKind.Images] = 12,
                [WorkKind.Posts] = 2,
                [WorkKind.Forms] = 1,
            },
            ignoreOrder: true
        );
    }

    [Theory]
    [InlineData("withdraw R-7", "R-7")]
    [InlineData("please cancel r7", "R-7")]
    [InlineData("cancel #7 for us", "R-7")]
    [InlineData("cancel request number 7", "R-7")]
    public void A_request_is_known_by_its_number(string text, string request)
    {
        var frame = Reading.Client(text);

        frame.Intent.ShouldBe(Intent.CancelRequest);
        frame.Request.ShouldBe(request);
    }

    [Theory]
    [InlineData("cedar", "Cedar Clinic")]
    [InlineData("how is moss and fern doing", "Moss & Fern")]
    [InlineData("usage of Lighthouse Books", "Lighthouse Books")]
    [InlineData("how is lighthouse doing on credits", null)]
    public void A_client_is_known_by_any_unique_beginning(string text, string? client) =>
        Reading.Manager(text).Client.ShouldBe(client);

    [Theory]
    [InlineData("we need 30 credits for the new booking flow by friday", "the new booking flow")]
    [InlineData("30 credits to rewrite the pricing page please", "rewrite the pricing page")]
    [InlineData("30 credits because our designer has left", "our designer has left")]
    [InlineData("We are moving to a new office. Can we get 30 credits?", "moving to a new office")]
    [InlineData("we're out of credits, 30 more please", null)]
    [InlineData("just once, 30 credits by monday", null)]
    public void A_reason_is_a_span_of_the_text_without_what_leads_in(string text, string? reason) =>
        Reading.Client(text).Reason.ShouldBe(reason);

    [Theory]
    [InlineData("how much did we use last month", 2026, 10)]
    [InlineData("show our usage for september", 2026, 9)]
    [InlineData("usage history for december", 2025, 12)]
    [InlineData("what did we use this month", 2026, 11)]
    public void A_month_of_usage_lies_in_the_past(string text, int year, int month) =>
        Reading.Client(text).Month.ShouldBe(new NodaTime.YearMonth(year, month));

    [Fact]
    public void Amount_kind_reason_and_date_are_taken_from_one_sentence()
    {
        var frame = Reading.Client(
            "hey, could we get about 65 extra credits for the autumn fair by dec 4, one time only"
        );

        frame.Intent.ShouldBe(Intent.RequestCredits);
        frame.Amount.ShouldBe(65);
        frame.Kind.ShouldBe(RequestKind.OneTime);
        frame.Reason.ShouldBe("the autumn fair");
        frame.Due.ShouldBe(new NodaTime.LocalDate(2026, 12, 4));
    }

    [Fact]
    public void The_writer_s_own_client_says_nothing_new()
    {
        var said = new Utterance(
            "how is moss and fern doing",
            ByManager: false,
            Pending.None,
            Reading.Today,
            ["Cedar Clinic", "Moss & Fern"]
        );

        var understanding = new RuleUnderstanding();
        understanding.Read(said).Client.ShouldBe("Moss & Fern");
        understanding.Read(said with { OwnName = "Moss & Fern" }).Client.ShouldBeNull();
        understanding.Read(said with { OwnName = "Cedar Clinic" }).Client.ShouldBe("Moss & Fern");
    }
}
