using NodaTime;

namespace CreditBot.Understanding.Training;

/// <summary>One sentence to learn from.</summary>
/// <param name="Said">The message; whoever says it and whatever is at hand, it means the same.</param>
/// <param name="Speaker">Who may say it.</param>
/// <param name="Intent">What it means.</param>
/// <param name="Template">The number of the template it came from, so that a measurement can set whole templates aside.</param>
internal sealed record TrainingSentence(
    Utterance Said,
    Speaker Speaker,
    Intent Intent,
    int Template
)
{
    /// <summary>Sentences for each intent.</summary>
    private const int AnIntent = 240;

    /// <summary>Sentences for each template of what is out of scope, which is wider than all else together.</summary>
    private const int AnOutsideTemplate = 20;

    private const ulong Seed = 20261125;

    private static readonly LocalDate Today = new(2026, 1, 15);

    private static readonly string[] Clients =
    [
        "Bella Bakery",
        "Acme",
        "Harbor Dental",
        "Blue Door Studio",
        "North Pine Yoga",
        "Olive & Oak",
        "Green Valley",
    ];

    /// <summary>All of them, the same ones each time.</summary>
    public static IReadOnlyList<TrainingSentence> All()
    {
        var book = SentenceBook.Read();
        var all = new List<TrainingSentence>();
        var template = 0;
        foreach (var section in book.Sections)
        {
            var each =
                section.Intent == Intent.OutOfScope
                    ? AnOutsideTemplate
                    : (AnIntent + section.Templates.Count - 1) / section.Templates.Count;
            foreach (var sentence in section.Templates)
            {
                // A seed of its own, so that a changed template changes no other's sentences.
                var dice = new Dice(Seed + (ulong)(1000 * template));
                all.AddRange(Variants(book, section, sentence, each, template++, dice));
            }
        }

        return all;
    }

    private static IEnumerable<TrainingSentence> Variants(
        SentenceBook book,
        SentenceSection section,
        SentenceTemplate template,
        int count,
        int number,
        Dice dice
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var tries = 0; tries < 2 * count && seen.Count < count; tries++)
        {
            var text = Noise.Over(template.Say(dice, book.Words), Talks(section), dice);
            var pending =
                section.Questions.Count == 0 ? Digression(dice) : dice.Pick(section.Questions);
            var byManager =
                section.Speaker == Speaker.Manager
                || (section.Speaker == Speaker.Anyone && dice.Chance(25));
            if (seen.Add(text))
            {
                yield return new TrainingSentence(
                    new Utterance(text, byManager, pending, Today, Clients),
                    section.Speaker,
                    section.Intent,
                    number
                );
            }
        }
    }

    private static bool Talks(SentenceSection section) =>
        section is { Speaker: Speaker.Anyone, Intent: not Intent.OutOfScope }
        || section.Intent is Intent.Inform or Intent.ChooseOption;

    // Most questions come out of the blue; some in the middle of something else.
    private static Pending Digression(Dice dice) =>
        dice.Chance(75)
            ? Pending.None
            : dice.Pick([
                Pending.AskKind,
                Pending.AskAmount,
                Pending.AskReason,
                Pending.AskDate,
                Pending.OfferChoice,
                Pending.Confirm,
            ]);
}
