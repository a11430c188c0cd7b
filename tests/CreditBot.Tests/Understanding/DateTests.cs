using CreditBot.Understanding;
using NodaTime.Text;

namespace CreditBot.Tests.Understanding;

public class DateTests
{
    [Theory]
    [InlineData("today", "2026-11-22")]
    [InlineData("tmrw", "2026-11-23")]
    [InlineData("the day after tomorrow", "2026-11-24")]
    [InlineData("thursday", "2026-11-26")]
    [InlineData("sunday", "2026-11-29")]
    [InlineData("in 4 days", "2026-11-26")]
    [InlineData("in three weeks", "2026-12-13")]
    [InlineData("two weeks from tomorrow", "2026-12-07")]
    [InlineData("within a week", "2026-11-29")]
    [InlineData("the 8th", "2026-12-08")]
    [InlineData("by the 30th", "2026-11-30")]
    [InlineData("dec 9", "2026-12-09")]
    [InlineData("9 December", "2026-12-09")]
    [InlineData("the 2nd of february", "2027-02-02")]
    [InlineData("12/9", "2026-12-09")]
    [InlineData("25/1", "2027-01-25")]
    [InlineData("2027-03-04", "2027-03-04")]
    [InlineData("4.3.2027", "2027-03-04")]
    [InlineData("end of month", "2026-11-30")]
    [InlineData("by end of the week", "2026-11-27")]
    [InlineData("end of january", "2027-01-31")]
    [InlineData("mid january", "2027-01-15")]
    [InlineData("beginning of january", "2027-01-01")]
    [InlineData("next month", "2026-12-01")]
    [InlineData("from february", "2027-02-01")]
    [InlineData("year end", "2026-12-31")]
    [InlineData("before the new year", "2027-01-01")]
    [InlineData("thanksgiving", "2026-11-26")]
    [InlineData("before cyber monday", "2026-11-30")]
    [InlineData("giving tuesday", "2026-12-01")]
    [InlineData("christmas eve", "2026-12-24")]
    [InlineData("labor day", "2027-09-06")]
    [InlineData("easter", "2027-03-28")]
    [InlineData("the day before thanksgiving", "2026-11-25")]
    [InlineData("on monday, not on friday", "2026-11-23")]
    public void A_date_is_read_relative_to_today(string text, string due) =>
        Reading.Client(text, Pending.AskDate).Due.ShouldBe(LocalDatePattern.Iso.Parse(due).Value);

    [Theory]
    [InlineData("out from friday until dec 9, Ines decides", "2026-11-27", "2026-12-09")]
    [InlineData("I'm away from dec 3 to dec 10, Ines covers for me", "2026-12-03", "2026-12-10")]
    [InlineData("starting dec 3 I'm out until the 10th, Ines decides", "2026-12-03", "2026-12-10")]
    [InlineData("out until friday, Ines decides", null, "2026-11-27")]
    public void An_absence_has_a_first_day_or_begins_now(string text, string? from, string until)
    {
        var frame = Reading.Manager(text);

        frame.From.ShouldBe(from is null ? null : LocalDatePattern.Iso.Parse(from).Value);
        frame.Due.ShouldBe(LocalDatePattern.Iso.Parse(until).Value);
    }

    [Theory]
    [InlineData("as soon as possible")]
    [InlineData("no rush")]
    [InlineData("there's no deadline")]
    [InlineData("whenever")]
    public void Saying_that_there_is_no_date_answers_the_question(string text)
    {
        var frame = Reading.Client(text, Pending.AskDate);

        frame.Intent.ShouldBe(Intent.Inform);
        frame.Due.ShouldBeNull();
    }

    [Theory]
    [InlineData("we need 20 credits for the easter menu")]
    [InlineData("we hit our limit around the 18th every month, 20 more credits please")]
    [InlineData("we used them all last friday, please add 20 credits")]
    public void A_day_that_names_work_or_comes_back_is_no_due_date(string text) =>
        Reading.Client(text).Due.ShouldBeNull();

    [Fact]
    public void The_day_of_the_event_that_credits_are_for_counts()
    {
        var frame = Reading.Client(
            "we're opening a second shop on december 12 and need 70 credits"
        );

        frame.Due.ShouldBe(new NodaTime.LocalDate(2026, 12, 12));
        frame.Reason.ShouldBe("opening a second shop");
    }
}
