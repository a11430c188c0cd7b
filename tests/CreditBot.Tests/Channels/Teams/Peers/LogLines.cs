using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CreditBot.Channels.Teams.Peers;

/// <summary>Keeps what is logged, for tests that ask why something was refused.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> All => [.. _lines];

    /// <summary>The rule that the last refused call broke.</summary>
    public string? Refusal =>
        All.LastOrDefault(line => line.Contains("was refused: ", StringComparison.Ordinal))
            is { } line
            ? line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]
            : null;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}".TrimEnd());

    public void Dispose() { }
}
