using System.Globalization;
using System.Text.Json;
using CreditBot.Requests;
using CreditBot.Understanding.Grammar;
using CreditBot.Understanding.Intents;
using CreditBot.Understanding.Learned;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Understanding.Asking;

/// <summary>Checks what a language model answered against the schema and the message itself.</summary>
/// <remarks>
/// An answer that breaks the schema, or names a number that the message doesn't hold, is worth nothing as a whole. Of the
/// rest the grammar's own slots come first; the model fills what the grammar didn't read.
/// </remarks>
internal static class ModelAnswer
{
    /// <summary>The furthest day that is taken for a date of need.</summary>
    private const int MostDaysAhead = 400;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4 };

    /// <summary>The frame, or the first one when the answer is of no use.</summary>
    public static Frame Read(string text, Readings read, Frame first)
    {
        try
        {
            using var answer = JsonDocument.Parse(text, Strict);
            return Slots.Of(answer.RootElement, read) is { } slots
                ? Weighed(slots, read, first)
                : first;
        }
        catch (JsonException)
        {
            return first;
        }
    }

    private static Frame Weighed(Slots slots, Readings read, Frame first)
    {
        var outside = Frames.Of(read, Intent.OutOfScope);
        if (slots.Intent == Intent.OutOfScope)
        {
            // Two that don't agree: it is asked.
            return first.Intent == Intent.OutOfScope
                ? first
                : outside with
                {
                    Guess = first with { IsLikely = false },
                };
        }

        var frame = slots.On(Frames.Of(read, slots.Intent), read);
        return Proposals.Of(slots.Intent, read) switch
        {
            Proposals.Weight.Take => frame with { IsLikely = true },
            Proposals.Weight.Ask => outside with { Guess = frame },
            _ => first,
        };
    }

    private sealed record Slots(
        Intent Intent,
        decimal? Amount,
        decimal? AmountMax,
        bool MonthlyTotal,
        RequestKind? Kind,
        string? Package,
        string? Reason,
        LocalDate? Due,
        int? Option,
        string? Request
    )
    {
        /// <summary>Null when a field is of another form than the schema's, or a number is made up.</summary>
        public static Slots? Of(JsonElement answer, Readings read)
        {
            if (
                answer.ValueKind != JsonValueKind.Object
                || Named<Intent>(Text(answer, "intent")) is not { } intent
                || !ModelQuestion.Knows(intent, read.Said.ByManager)
            )
            {
                return null;
            }

            var numbers = Numbers(read.Message);
            var amount = Number(answer, "amount");
            var most = Number(answer, "amount_max");
            var request = Text(answer, "request");
            if (
                !Holds(numbers, amount)
                || !Holds(numbers, most)
                || (request is not null && !IsRequest(request, numbers))
            )
            {
                return null;
            }

            var said = read.Said;
            return new Slots(
                intent,
                amount,
                most,
                answer.TryGetProperty("monthly_total", out var total)
                    && total.ValueKind == JsonValueKind.True,
                Named<RequestKind>(Text(answer, "kind")),
                Spoken(Text(answer, "package"), said),
                Spoken(Text(answer, "reason"), said),
                Text(answer, "due") is { } due
                && LocalDatePattern.Iso.Parse(due) is { Success: true, Value: var day }
                && day >= said.Today
                && day <= said.Today.PlusDays(MostDaysAhead)
                    ? day
                    : null,
                said.Pending == Pending.OfferChoice && Number(answer, "option") is 1 or 2 or 3
                    ? (int)Number(answer, "option")!.Value
                    : null,
                request
            );
        }

        /// <summary>The grammar's frame with what it left open.</summary>
        public Frame On(Frame frame, Readings read)
        {
            var isWish = Intent is Intent.RequestCredits or Intent.Inform or Intent.ChangeRequest;
            var fillsAmount =
                Frames.Quantifies(Intent) && frame is { Amount: null, AmountMax: null };
            return frame with
            {
                Amount = fillsAmount ? Amount : frame.Amount,
                AmountMax = fillsAmount ? AmountMax : frame.AmountMax,
                MonthlyTotal =
                    frame.MonthlyTotal || (fillsAmount && Amount is not null && MonthlyTotal),
                Kind = frame.Kind ?? (Frames.Quantifies(Intent) ? Kind : null),
                Package = frame.Package ?? (Frames.Quantifies(Intent) ? Package : null),
                Reason = frame.Reason ?? (isWish ? Reason : null),
                Due = frame.Due ?? (isWish ? Due : null),
                Option = frame.Option ?? (Intent == Intent.ChooseOption ? Option : null),
                Request = frame.Request ?? Request,
            };
        }

        private static T? Named<T>(string? name)
            where T : struct, Enum
        {
            foreach (var value in Enum.GetValues<T>())
            {
                if (FrameJson.Name(value) == name)
                {
                    return value;
                }
            }

            return null;
        }

        private static string? Text(JsonElement answer, string name) =>
            answer.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
                ? value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : throw new JsonException($"{name} is no text.")
                : null;

        private static decimal? Number(JsonElement answer, string name) =>
            answer.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
                ? value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
                    ? number
                    : throw new JsonException($"{name} is no number.")
                : null;

        /// <summary>Only what the message says word for word.</summary>
        private static string? Spoken(string? words, Utterance said)
        {
            var text = words?.Trim();
            var at = text is { Length: > 0 }
                ? said.Text.IndexOf(text, StringComparison.OrdinalIgnoreCase)
                : -1;
            return at < 0 ? null : said.Text.Substring(at, text!.Length);
        }

        private static bool Holds(HashSet<decimal> numbers, decimal? number) =>
            number is not { } value || numbers.Contains(value);

        private static bool IsRequest(string request, HashSet<decimal> numbers) =>
            request.StartsWith("R-", StringComparison.Ordinal)
            && long.TryParse(
                request.AsSpan(2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            && numbers.Contains(number);

        /// <summary>All numbers that stand in a message, in digits or words.</summary>
        private static HashSet<decimal> Numbers(Message message)
        {
            var numbers = new HashSet<decimal>();
            for (var i = 0; i < message.Count; i++)
            {
                if (!message.IsKind(i, TokenKind.Word))
                {
                    numbers.Add(message.Token(i).Value);
                }

                if (NumberWords.Read(message, i) is { } worded)
                {
                    numbers.Add(worded.Value);
                }
            }

            return numbers;
        }
    }
}
