using CreditBot.Advice;
using CreditBot.Ledger;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Requests;

/// <summary>Requests from asked to closed (design.md §5), on the client of its first example.</summary>
public class RequestTests
{
    private static readonly Instant Friday = At(2026, 11, 27, 10);

    private static ClientStory Asked(RequestTerms? terms = null, LocalDate? due = null)
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Use(46, At(2026, 11, 20)).Until(Friday);
        return story.Request(12, terms ?? Sixty(story), due, "relaunch");
    }

    private static RequestTerms Sixty(ClientStory story) =>
        Pricing.OneTime(story.State, Sells, Cr(60));

    private static RequestTerms SixtyMonthly(Effective effective = Effective.NextReset) =>
        Pricing.Ongoing(ClientStory.Open(At(2026, 11, 1, 9)).State, Sells, Cr(60), effective);

    [Fact]
    public void A_request_is_open_and_moves_no_credits()
    {
        var story = Asked(due: Day(2026, 12, 3));

        var request = story.Find(12);
        request.State.ShouldBe(RequestState.Open);
        request.Reason.ShouldBe("relaunch");
        request.By.ShouldBe(ClientStory.Bella);
        story.State.Balance.ShouldBe(Cr(4));
    }

    [Fact]
    public void It_lapses_after_seven_days_but_never_before_the_day_it_is_needed_by_has_ended()
    {
        Asked().Find(12).LapsesAt.ShouldBe(Friday + Duration.FromDays(7));
        Asked(due: Day(2026, 12, 3)).Find(12).LapsesAt.ShouldBe(Friday + Duration.FromDays(7));
        Asked(due: Day(2026, 12, 20)).Find(12).LapsesAt.ShouldBe(At(2026, 12, 21));
    }

    [Fact]
    public void A_date_in_the_past_is_refused() =>
        Asked(due: Day(2026, 11, 26))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Invalid>()
            .Field.ShouldBe("due");

    [Fact]
    public void A_second_request_of_the_same_kind_is_refused_with_the_first()
    {
        var story = Asked();
        story
            .Request(13, Sixty(story))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.OpenRequest>()
            .Request.Id.Number.ShouldBe(12);
        story.Request(14, SixtyMonthly()).Find(14).State.ShouldBe(RequestState.Open);
    }

    [Fact]
    public void Approving_books_the_credits_and_the_line()
    {
        var story = Asked().Decide(new DecideRequest.Approve(new(12)));

        var request = story.Find(12);
        request.State.ShouldBe(RequestState.Approved);
        request.Decision!.By.ShouldBe(ClientStory.Dana);
        request.EntrySeq.ShouldBe(story.Last.Seq);
        story.State.Balance.ShouldBe(Cr(64));
        story.Last.Charges.ShouldHaveSingleItem().Net.ShouldBe(Usd(118.80m));
        story.Last.Request.ShouldBe(new(12));
    }

    [Fact]
    public void Approving_a_monthly_request_waits_for_the_reset()
    {
        var story = Asked(SixtyMonthly()).Decide(new DecideRequest.Approve(new(12)));

        story.State.Balance.ShouldBe(Cr(4));
        story.Until(At(2026, 12, 1)).State.Plan.ShouldBe(new Plan("Basic", Cr(110), Usd(217.80m)));
    }

    [Fact]
    public void Approving_an_upgrade_gives_the_package_at_the_fee_that_was_offered()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9), monthlyFee: 89).Until(Friday);
        story.Request(12, Pricing.Upgrade(story.State, Professional));
        story.Find(12).Terms.Price.ShouldBe(Usd(110));

        story.Decide(new DecideRequest.Approve(new(12))).Until(At(2026, 12, 1));

        story.State.Plan.ShouldBe(new Plan("Professional", Cr(150), Usd(199)));
    }

    [Fact]
    public void The_second_of_two_deciders_sees_who_decided()
    {
        var story = Asked()
            .Decide(new DecideRequest.Approve(new(12)))
            .Decide(new DecideRequest.Decline(new(12), "no"), by: new("sam"));

        var refusal = story.ShouldBeRefused().ShouldBeOfType<Refusal.AlreadyDecided>();
        refusal.Request.Decision!.By.ShouldBe(ClientStory.Dana);
        story.State.Balance.ShouldBe(Cr(64));
    }

    [Fact]
    public void Nobody_linked_to_the_client_decides() =>
        Asked()
            .Decide(new DecideRequest.Approve(new(12)), isLinked: true)
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.OwnRequest>();

    [Fact]
    public void A_decline_needs_a_reason()
    {
        Asked()
            .Decide(new DecideRequest.Decline(new(12), ""))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Invalid>();
        var story = Asked().Decide(new DecideRequest.Decline(new(12), "Budget is spent"));
        story.Find(12).State.ShouldBe(RequestState.Declined);
        story.Find(12).Decision!.Reason.ShouldBe("Budget is spent");
        story.State.Balance.ShouldBe(Cr(4));
    }

    [Fact]
    public void A_request_nobody_knows_is_not_found() =>
        Asked()
            .Decide(new DecideRequest.Approve(new(99)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotFound>();

    [Fact]
    public void A_question_goes_to_the_client_and_the_answer_back()
    {
        var story = Asked().Decide(new DecideRequest.Ask(new(12), "Which pages?"));
        story.Find(12).State.ShouldBe(RequestState.Asked);
        story.Find(12).Question.ShouldBe("Which pages?");

        story.Do((s, c) => RequestMaking.Answer(s, new(12), "Home and shop", c), ClientStory.Bella);
        story.Find(12).State.ShouldBe(RequestState.Open);
        story.Find(12).Answer.ShouldBe("Home and shop");

        story.Do((s, c) => RequestMaking.Answer(s, new(12), "Again", c), ClientStory.Bella);
        story.ShouldBeRefused().ShouldBeOfType<Refusal.NotAllowed>();
    }

    [Fact]
    public void An_asked_request_can_still_be_decided()
    {
        var story = Asked()
            .Decide(new DecideRequest.Ask(new(12), "Which pages?"))
            .Decide(new DecideRequest.Approve(new(12)));

        story.State.Balance.ShouldBe(Cr(64));
    }

    [Fact]
    public void A_withdrawn_request_leaves_the_client_free_to_ask_again()
    {
        var story = Asked();
        story.Do((s, c) => RequestMaking.Withdraw(s, new(12), c), ClientStory.Bella);
        story.Find(12).State.ShouldBe(RequestState.Withdrawn);

        story
            .Decide(new DecideRequest.Approve(new(12)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.AlreadyDecided>();
        story.Request(13, Sixty(story)).Find(13).State.ShouldBe(RequestState.Open);
    }

    [Fact]
    public void A_request_past_its_time_can_not_be_decided_even_before_it_is_written_as_lapsed()
    {
        var story = Asked()
            .Decide(new DecideRequest.Approve(new(12)), Friday + Duration.FromDays(7));
        story.ShouldBeRefused().ShouldBeOfType<Refusal.Lapsed>();

        story.Do(RequestMaking.Lapse, ClientStory.Dana);
        story.Find(12).State.ShouldBe(RequestState.Lapsed);
        story.Last.At.ShouldBe(Friday + Duration.FromDays(7));
        story
            .Decide(new DecideRequest.Approve(new(12)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Lapsed>();
    }

    [Fact]
    public void Lapsing_twice_writes_once()
    {
        var story = Asked().Until(Friday + Duration.FromDays(8));
        story.Do(RequestMaking.Lapse, ClientStory.Dana);
        var entries = story.Entries.Count;

        story.Do(RequestMaking.Lapse, ClientStory.Dana);

        story.Entries.Count.ShouldBe(entries);
    }
}
