using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace CreditBot.Channels.Terminal;

/// <summary>A conversation as plain text, line by line: the smallest channel there is.</summary>
/// <param name="json">Messages are JSON instead, one a line, and nothing is asked for between them.</param>
internal sealed class TerminalChannel(TextReader input, TextWriter output, bool json = false)
    : IChannel
{
    private const string PressMark = ">";
    private ImmutableList<Choice> _choices = [];
    private int _said;

    public string Name => ChannelNames.Terminal;

    /// <summary>Who sits here.</summary>
    public string? Person { get; set; }

    public async Task<Delivery> SendAsync(
        ConversationAddress where,
        string reference,
        Message message,
        CancellationToken stop
    )
    {
        if (where.Conversation != Person)
        {
            return new Delivery.TryLater($"{where.Conversation} is at no terminal.");
        }

        await output.WriteLineAsync(
            json
                ? JsonSerializer.Serialize(message, MessageJson.Options)
                : PlainText.Of(message with { Choices = [] })
        );
        if (!message.Choices.IsEmpty)
        {
            // Buttons stay pressable until there are others.
            _choices = message.Choices;
            foreach (var (place, choice) in json ? [] : _choices.Index())
            {
                await output.WriteLineAsync($"  {PressMark}{place + 1} {choice.Title}");
            }
        }

        return new Delivery.Sent((++_said).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What was printed stays: the new is printed below.</summary>
    public Task<Delivery> ReplaceAsync(
        ConversationAddress where,
        string reference,
        string messageId,
        Message message,
        CancellationToken stop
    ) => SendAsync(where, reference, message, stop);

    /// <summary>What the person does next: words, or a button by its number or the beginning of its title; null when they are done.</summary>
    public async Task<TurnInput?> ReadAsync(CancellationToken stop)
    {
        await AskAsync(PressMark);
        if (await input.ReadLineAsync(stop) is not { } line)
        {
            return null;
        }

        if (!line.StartsWith(PressMark, StringComparison.Ordinal))
        {
            return new TurnInput.Text(line);
        }

        var name = line[PressMark.Length..].Trim();
        var choice = int.TryParse(name, CultureInfo.InvariantCulture, out var number)
            ? _choices.ElementAtOrDefault(number - 1)
            : _choices.Find(one => one.Title.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        if (choice is null)
        {
            await output.WriteLineAsync($"There is no button {PressMark}{name}.");
            return await ReadAsync(stop);
        }

        var fields = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var field in choice.Inputs ?? [])
        {
            await AskAsync(field.Label);
            fields[field.Id] = await input.ReadLineAsync(stop) ?? "";
        }

        return new TurnInput.Press(choice.Action, fields.ToImmutable(), null);
    }

    private Task AskAsync(string what) => json ? Task.CompletedTask : output.WriteAsync($"{what} ");
}
