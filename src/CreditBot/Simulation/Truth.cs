using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;

namespace CreditBot.Simulation;

/// <summary>What callers were told, kept apart from the store: an acknowledgement must come true exactly once.</summary>
internal sealed class Truth
{
    private readonly Dictionary<UsageKey, Told> _usage = [];
    private readonly Dictionary<string, long?> _grants = new(StringComparer.Ordinal);

    /// <summary>Usage by key; a seq once it was acknowledged.</summary>
    public IReadOnlyDictionary<UsageKey, Told> Usage => _usage;

    /// <summary>Grants by Idempotency-Key; a seq once it was acknowledged.</summary>
    public IReadOnlyDictionary<string, long?> Grants => _grants;

    /// <summary>Events that were sent, so that they can be sent again.</summary>
    public List<ReportedUsage> Sent { get; } = [];

    public void Sending(ReportedUsage usage)
    {
        if (_usage.TryAdd(Key(usage), new Told(usage, null)))
        {
            Sent.Add(usage);
        }
    }

    /// <exception cref="SimulationFailedException">The answer contradicts an earlier one.</exception>
    public void Answered(ReportedUsage usage, UsageResult result)
    {
        var key = Key(usage);
        var told = _usage[key];
        if (told.First.Digest != usage.Digest)
        {
            // The same id with other content is never taken, once the first was.
            Require(
                told.Seq is null || result.Reason == "conflict",
                $"Usage {key.Id} was sent with other content and answered {result.Status} {result.Reason}."
            );
            if (result.Status == UsageIntake.Accepted)
            {
                _usage[key] = new Told(usage, result.Seq);
            }

            return;
        }

        if (told.Seq is { } seq)
        {
            Require(
                result is { Status: UsageIntake.Duplicate } && result.Seq == seq,
                $"Usage {key.Id} was entry {seq} and was answered {result.Status} {result.Reason} {result.Seq} when sent again."
            );
        }
        else if (result.Status is UsageIntake.Accepted or UsageIntake.Duplicate)
        {
            _usage[key] = told with { Seq = result.Seq };
        }
    }

    public void Granting(string key) => _grants.TryAdd(key, null);

    public void Granted(string key, long seq)
    {
        Require(
            _grants[key] is null || _grants[key] == seq,
            $"Grant {key} was entry {_grants[key]} and is {seq} when asked again."
        );
        _grants[key] = seq;
    }

    public static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new SimulationFailedException(otherwise);
        }
    }

    private static UsageKey Key(ReportedUsage usage) => new(usage.Usage.Source, usage.Usage.Id);

    /// <param name="First">As it was first sent, or first taken.</param>
    /// <param name="Seq">Null while nobody was told that it was taken.</param>
    internal sealed record Told(ReportedUsage First, long? Seq);
}
