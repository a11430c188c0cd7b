using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CreditBot.Requests;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Understanding;

/// <summary>Utterances and frames as JSON lines (data/nlu/README.md, "One utterance"); what is null is left out.</summary>
public static class FrameJson
{
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly YearMonthPattern MonthPattern =
        YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    /// <summary>One frame on one line, without its line break.</summary>
    public static string Write(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("intent", Name(frame.Intent));
            Optional(json, "also", frame.Also is { } also ? Name(also) : null);
            Optional(json, "amount", frame.Amount);
            Optional(json, "amount_max", frame.AmountMax);
            if (frame.MonthlyTotal)
            {
                json.WriteBoolean("monthly_total", value: true);
            }

            Optional(json, "kind", frame.Kind is { } kind ? Name(kind) : null);
            Optional(json, "option", frame.Option);
            Optional(json, "package", frame.Package);
            Optional(json, "reason", frame.Reason);
            Optional(json, "due", frame.Due is { } due ? LocalDatePattern.Iso.Format(due) : null);
            if (frame.Work is { Count: > 0 } work)
            {
                json.WriteStartObject("work");
                foreach (var (thing, count) in work)
                {
                    json.WriteNumber(Name(thing), count);
                }

                json.WriteEndObject();
            }

            Optional(json, "request", frame.Request);
            Optional(json, "client", frame.Client);
            Optional(json, "person", frame.Person);
            Optional(json, "month", frame.Month is { } month ? MonthPattern.Format(month) : null);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads <c>text</c>, <c>role</c> and <c>pending</c> of one line; other fields are ignored.</summary>
    /// <param name="line">The JSON text.</param>
    /// <param name="today">The date in the writer's zone.</param>
    /// <param name="clients">The roster.</param>
    /// <param name="utterance">What was read.</param>
    /// <param name="error">What is wrong with the line, as a sentence.</param>
    public static bool TryRead(
        string line,
        LocalDate today,
        IReadOnlyList<string> clients,
        [NotNullWhen(true)] out Utterance? utterance,
        [NotNullWhen(false)] out string? error
    )
    {
        utterance = null;
        error = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            error =
                root.ValueKind != JsonValueKind.Object ? "A line must be a JSON object."
                : !root.TryGetProperty("text", out var text)
                || text.ValueKind != JsonValueKind.String
                    ? "The field \"text\" must be a string."
                : Role(root) is null ? "The field \"role\" must be \"client\" or \"manager\"."
                : Asked(root) is null
                    ? "The field \"pending\" must be null or a question the bot asks, such as \"ask_amount\"."
                : null;
            if (error is not null)
            {
                return false;
            }

            var said = root.GetProperty("text").GetString() ?? "";
            utterance = new Utterance(
                said,
                Role(root) == "manager",
                Asked(root) ?? Pending.None,
                today,
                clients
            );
            return true;
        }
        catch (JsonException unreadable)
        {
            error = "Not JSON: " + unreadable.Message;
            return false;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in an escape.
            error = "The field \"text\" is not valid Unicode.";
            return false;
        }
    }

    /// <summary>The wire name of a value: CheckBalance is check_balance.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    // A line without a role is a client's.
    private static string? Role(JsonElement root) =>
        !root.TryGetProperty("role", out var role) || role.ValueKind == JsonValueKind.Null
            ? "client"
        : role.ValueKind == JsonValueKind.String && role.GetString() is "client" or "manager"
            ? role.GetString()
        : null;

    private static Pending? Asked(JsonElement root)
    {
        if (
            !root.TryGetProperty("pending", out var pending)
            || pending.ValueKind == JsonValueKind.Null
        )
        {
            return Pending.None;
        }

        if (pending.ValueKind == JsonValueKind.String)
        {
            foreach (var known in Enum.GetValues<Pending>())
            {
                if (known != Pending.None && Name(known) == pending.GetString())
                {
                    return known;
                }
            }
        }

        return null;
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Optional(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            // 60, not 60.0: the scale people wrote means nothing.
            json.WritePropertyName(name);
            json.WriteRawValue(
                number.ToString("0.############################", CultureInfo.InvariantCulture)
            );
        }
    }
}
