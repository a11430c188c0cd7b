using CreditBot.Understanding;
using CreditBot.Understanding.Vectors;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Understanding;

public class AnyTextTests
{
    private static readonly string[] Pieces =
    [
        "approve",
        "R-12",
        "#3",
        "60",
        "-5",
        "1e9",
        "99999999999999999999999999999999",
        "k",
        "100-",
        "150",
        "2026-13-45",
        "12/31",
        "31/12",
        "29/2",
        "the 31st",
        "a",
        "couple",
        "hundred",
        "half",
        "in",
        "weeks",
        "3000",
        "until",
        "friday",
        "feb",
        "end of",
        "month",
        "not",
        "no",
        "yes",
        "but",
        "for",
        "because",
        ",",
        ".",
        "?",
        "\n",
        "👍",
        "\ud83d",
        "'s",
        "credits",
        "more",
        "monthly",
        "once",
        "pro",
        "$99",
        "cedar",
        "moss &",
        "pages",
        "to",
        "from",
        "and",
        "…",
        "e5",
        "0.0000000000000000000000000001",
        "+",
        "minus",
        "dozen",
        "million",
        "easter",
        "2999",
    ];

    private static readonly Gen<string> Mixed = Gen.Int[0, Pieces.Length - 1]
        .Select(index => Pieces[index])
        .Array[0, 30]
        .Select(pieces => string.Join(' ', pieces));

    private static readonly Gen<Pending> AnyPending = Gen.Enum<Pending>();

    private static readonly string[] Roster = ["Cedar Clinic", "Moss & Fern"];

    [Theory]
    [InlineData(false, 3_000)]
    // A vector takes milliseconds, and nearly every text here needs one.
    [InlineData(true, 300)]
    public void No_text_breaks_the_understanding_and_one_text_means_one_thing(
        bool hasVectors,
        int texts
    )
    {
        var understanding = new LocalUnderstanding(
            hasVectors ? EncoderUse.Required : EncoderUse.Off
        );
        Gen.Select(Gen.OneOf(Mixed, Gen.String), AnyPending, Gen.Bool)
            .Sample(
                (text, pending, manager) =>
                {
                    var said = new Utterance(text, manager, pending, Reading.Today, Roster);
                    var frame = understanding.Read(said);

                    FrameJson.Write(frame).ShouldBe(FrameJson.Write(understanding.Read(said)));
                    (
                        frame.Reason is null
                        || text.Contains(frame.Reason, StringComparison.Ordinal)
                    ).ShouldBeTrue();
                    (
                        frame.Person is null
                        || text.Contains(frame.Person, StringComparison.Ordinal)
                    ).ShouldBeTrue();
                    (
                        frame.Client is null
                        || Roster.Contains(frame.Client, StringComparer.Ordinal)
                    ).ShouldBeTrue();
                },
                iter: texts
            );
    }

    [Fact]
    public void Only_the_beginning_of_an_endless_text_is_read()
    {
        var frame = Reading.Client(
            string.Concat(Enumerable.Repeat("we need more and more and more ", 10_000))
                + "60 credits"
        );

        frame.Amount.ShouldBeNull();
    }

    [Fact]
    public void The_edges_of_the_calendar_are_safe()
    {
        foreach (
            var today in (LocalDate[])
                [new(2024, 2, 29), new(2026, 12, 31), new(2027, 1, 1), new(2026, 1, 31)]
        )
        {
            foreach (
                var text in (string[])
                    [
                        "the 31st",
                        "29/2",
                        "feb 29",
                        "end of month",
                        "in 12 months",
                        "next friday",
                        "end of next week",
                        "new year's eve",
                    ]
            )
            {
                var due = new LocalUnderstanding()
                    .Read(new Utterance(text, ByManager: false, Pending.AskDate, today, []))
                    .Due;

                due.ShouldNotBeNull();
                due.Value.ShouldBeGreaterThanOrEqualTo(today);
            }
        }
    }
}
