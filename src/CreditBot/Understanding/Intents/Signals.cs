using System.Collections.Frozen;
using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>Reads the signs of a message.</summary>
internal static class Signals
{
    public static Found Read(Message message) =>
        new(English.Signs.Find(message, 0, message.Count), message);

    /// <summary>A question by its first word, or by its mark.</summary>
    public static bool IsQuestion(Message message)
    {
        var start = message.CoreStart;
        return message.Asks
            || message.Is(start, Words.QuestionWords)
            || (
                message.Is(start, Words.QuestionVerbs)
                && message.Word(start + 1) is not ""
                && (
                    message.Is(start + 1, Askable)
                    || message.Marked(start + 1, Marks.Package | Marks.Request | Marks.Client)
                    // "is 40 enough for six posts"
                    || (
                        message.Word(start) is "is" or "are" or "would" or "will" or "does"
                        && NumberWords.Read(message, start + 1) is not null
                    )
                )
            );
    }

    private static readonly FrozenSet<string> Askable = Words.Of(
        "i we you they it there that this the my our he she these those any one a"
    );

    internal readonly struct Found(ulong bits, Message message)
    {
        private readonly Message _message = message;

        private bool Has(Sign sign) => (bits & (1UL << (int)sign)) != 0;

        public bool Change => Has(Sign.Change);

        public bool ChangeRequest => Has(Sign.ChangeRequest);

        public bool Soft => Has(Sign.Soft);

        public bool NoDate => Has(Sign.NoDate);

        public bool NoDeadline => Has(Sign.NoDeadline);

        public bool NoReason => Has(Sign.NoReason);

        public bool Relative => Has(Sign.Relative);

        public bool Purpose => Has(Sign.Purpose);

        public bool Bypass => Has(Sign.Bypass);

        public bool AreYouABot => Has(Sign.AreYouABot);

        public bool AsksCredits => Has(Sign.AsksCredits);

        public bool Question => IsQuestion(_message);
    }
}
