using System.Text.Json;

namespace CreditBot.Commands;

/// <summary>One dialog to be played (data/nlu/README.md, "One dialog"); expectations are not read.</summary>
internal sealed record DialogScript(
    string Id,
    string Today,
    DialogScript.Standing Given,
    IReadOnlyList<DialogScript.Line> Turns
)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <exception cref="JsonException">The line is no dialog.</exception>
    public static DialogScript Read(string json) =>
        JsonSerializer.Deserialize<DialogScript>(json, Options)
            is { Id: not null, Today: not null, Given.Client: not null, Turns: not null } script
            ? script
            : throw new JsonException("A dialog has id, today, given and turns.");

    /// <summary>The client before the dialog begins.</summary>
    /// <param name="Resets">The date of the next reset.</param>
    internal sealed record Standing(
        string Client,
        string? Package,
        decimal? Monthly,
        decimal? Used,
        decimal? OneTime,
        string? Resets,
        IReadOnlyList<Sent>? Requests
    );

    /// <summary>A request made before.</summary>
    internal sealed record Sent(
        string Id,
        string Client,
        string Kind,
        decimal? Amount,
        string? Package,
        string? Status
    );

    /// <param name="Role">client or manager.</param>
    /// <param name="User">What they write.</param>
    internal sealed record Line(string Role, string User);
}
