using CreditBot.Advice;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

/// <summary>Each tip with its measured count and the credits it cost (design.md §4).</summary>
public class EfficiencyTipTests
{
    private static readonly Instant Now = At(2026, 11, 28, 9);

    private static ClientStory Story() => ClientStory.Open(At(2026, 11, 1, 0), Enterprise);

    private static IReadOnlyList<EfficiencyTip> Tips(ClientStory story) =>
        AccountChecking.Check(story.Until(Now).State, story.Usage, Now).Tips;

    [Fact]
    public void Nine_of_the_last_40_edits_redid_the_same_page_within_the_hour()
    {
        // 45 edits, the first 5 of which are too old to count; 9 redo a page 20 minutes later, for 1.2 credits each.
        var story = Story();
        for (var i = 0; i < 36; i++)
        {
            var at = At(2026, 11, 2, 8) + Duration.FromHours(5 * i);
            story.Use(1, at, target: $"page-{i}");
            if (i >= 27)
            {
                story.Use(1.2m, at + Duration.FromMinutes(20), target: $"page-{i}");
            }
        }

        Tips(story)
            .ShouldHaveSingleItem()
            .ShouldBe(new EfficiencyTip(TipKind.BeSpecific, 9, 40, Cr(10.8m)));
    }

    [Fact]
    public void What_a_tip_would_save_is_told_for_a_month()
    {
        // 3 of 6 edits redid a page, for 2 credits each, all in this month: 6 credits.
        var story = Story();
        for (var i = 0; i < 3; i++)
        {
            var at = At(2026, 11, 2 + i, 8);
            story.Use(1, at, target: "home");
            story.Use(2, at + Duration.FromMinutes(10), target: "home");
        }

        AccountChecking
            .Check(story.Until(Now).State, story.Usage, Now)
            .TipsSaveAMonth.ShouldBe(Cr(6));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void Within_the_hour_is_the_hour_included(int minutes, bool isTip)
    {
        var story = Story();
        for (var i = 0; i < 3; i++)
        {
            var at = At(2026, 11, 2 + i, 8);
            story.Use(1, at, target: "home");
            story.Use(2, at + Duration.FromMinutes(minutes), target: "home");
        }

        Tips(story).Select(tip => tip.Count).ShouldBe(isTip ? [3] : []);
    }

    [Fact]
    public void Many_sessions_with_a_single_edit_ask_for_batches()
    {
        // 6 sessions with one edit of 1.5, 2 with three edits.
        var story = Story();
        for (var i = 0; i < 6; i++)
        {
            story.Use(1.5m, At(2026, 11, 2 + i, 8), target: $"p{i}", session: $"single-{i}");
        }

        for (var i = 0; i < 6; i++)
        {
            story.Use(1, At(2026, 11, 10 + i, 8), target: $"q{i}", session: $"batch-{i % 2}");
        }

        Tips(story).ShouldBe([new EfficiencyTip(TipKind.BatchEdits, 6, 8, Cr(9))]);
    }

    [Fact]
    public void A_publish_that_needs_a_fix_asks_for_a_preview()
    {
        // 2 of 4 publishes are followed by a fix within half an hour, of 1 + 0.5 and of 2.
        var story = Story();
        story.Use(0.1m, At(2026, 11, 2, 8), "publish", "home");
        story.Use(1, At(2026, 11, 2, 8, 10), "edit", "home");
        story.Use(0.5m, At(2026, 11, 2, 8, 30), "edit", "home");
        story.Use(0.1m, At(2026, 11, 4, 8), "publish", "shop");
        story.Use(2, At(2026, 11, 4, 8, 5), "edit", "shop");
        story.Use(0.1m, At(2026, 11, 6, 8), "publish", "home");
        story.Use(1, At(2026, 11, 6, 8, 31), "edit", "home");
        story.Use(0.1m, At(2026, 11, 8, 8), "publish", "about");
        story.Use(1, At(2026, 11, 8, 8, 5), "edit", "home");

        Tips(story).ShouldContain(new EfficiencyTip(TipKind.UsePreview, 2, 4, Cr(3.5m)));
    }

    [Fact]
    public void Months_that_are_used_up_in_their_first_third_ask_for_a_plan()
    {
        // Of two months' 400 each, 300 and 250 went before the 11th; the third month was even.
        var story = ClientStory.Open(At(2026, 8, 1, 0), Enterprise);
        story.Use(300, At(2026, 8, 3)).Use(100, At(2026, 8, 20));
        story.Use(250, At(2026, 9, 5)).Use(150, At(2026, 9, 25));
        story.Use(100, At(2026, 10, 5)).Use(300, At(2026, 10, 25));

        Tips(story).ShouldBe([new EfficiencyTip(TipKind.PlanUpdates, 2, 3, Cr(550))]);
    }

    [Fact]
    public void What_happens_now_and_then_is_no_habit()
    {
        // 5 of 11 sessions with a single edit; 3 of 31 edits within the hour; 2 of 11 publishes with a fix.
        var sessions = Story();
        for (var i = 0; i < 17; i++)
        {
            var session = i < 5 ? $"single-{i}" : $"batch-{i % 6}";
            sessions.Use(1, At(2026, 11, 2 + i, 8), target: $"p{i}", session: session);
        }

        Tips(sessions).ShouldBeEmpty();

        var edits = Story();
        for (var i = 0; i < 28; i++)
        {
            var at = At(2026, 11, 2, 1) + Duration.FromHours(20 * i);
            edits.Use(1, at, target: "home");
            if (i < 3)
            {
                edits.Use(1, at + Duration.FromMinutes(30), target: "home");
            }
        }

        Tips(edits).ShouldBeEmpty();

        var publishes = Story();
        for (var i = 0; i < 11; i++)
        {
            publishes.Use(0.1m, At(2026, 11, 2 + i, 8), "publish", "home");
            publishes.Use(1, At(2026, 11, 2 + i, 8, i < 2 ? 10 : 40), "edit", "home");
        }

        Tips(publishes).ShouldBeEmpty();
    }

    [Fact]
    public void No_data_no_tip()
    {
        Tips(Story()).ShouldBeEmpty();
        Tips(Story().Use(5, At(2026, 11, 5), target: "home", session: "a")).ShouldBeEmpty();
        // Nothing to go by: no targets, no sessions.
        var story = Story();
        for (var i = 0; i < 20; i++)
        {
            story.Use(1, At(2026, 11, 5, i), action: null);
        }

        Tips(story).ShouldBeEmpty();
    }

    [Fact]
    public void The_costliest_tip_comes_first()
    {
        var story = Story();
        for (var i = 0; i < 6; i++)
        {
            var at = At(2026, 11, 2 + i, 8);
            story.Use(1, at, target: "home", session: $"s{i}");
            story.Use(1, at + Duration.FromHours(1), target: "home", session: $"t{i}");
        }

        Tips(story)
            .Select(tip => (tip.Kind, tip.Cost))
            .ShouldBe([(TipKind.BatchEdits, Cr(12)), (TipKind.BeSpecific, Cr(6))]);
    }

    [Theory]
    [InlineData(null, "edit")]
    [InlineData("Edits", "edit")]
    [InlineData("page_edit", "edit")]
    [InlineData("Pages", "page")]
    [InlineData("Published", "publish")]
    [InlineData("preview", "preview")]
    [InlineData("business", "business")]
    public void Actions_are_read_whatever_their_case_number_and_form(
        string? action,
        string normal
    ) => UsageActions.Normal(action).ShouldBe(normal);
}
