using System.ClientModel;
using CreditBot.Understanding.Intents;
using Microsoft.Extensions.AI;

namespace CreditBot.Understanding.Asking;

/// <summary>Reads locally, and shows a language model what no rule read; whatever goes wrong with it, the local reading stands.</summary>
/// <remarks>
/// The model proposes as the learned one does: what decides or spends it may at most have asked back, and its amounts are those of the
/// sentence (<see cref="ModelAnswer"/>). The message goes out, with the date, the role and the question asked; no name, no figure.
/// </remarks>
internal sealed partial class ModelUnderstanding(
    IUnderstanding local,
    IChatClient model,
    TimeSpan timeout,
    TimeProvider time,
    ILogger<ModelUnderstanding> log
) : IUnderstanding
{
    /// <summary>Characters of a message that is shown.</summary>
    private const int Longest = 1_000;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private static readonly ChatOptions Options = new()
    {
        Temperature = 0,
        MaxOutputTokens = 300,
        ResponseFormat = ChatResponseFormat.Json,
    };

    /// <summary>Until when nobody is asked, since it failed just now: not everybody has to wait for its silence.</summary>
    private long _restsUntil;

    public Frame Read(Utterance utterance) => local.Read(utterance);

    public async ValueTask<Frame> LookAgainAsync(
        Utterance utterance,
        Frame first,
        CancellationToken stop
    )
    {
        if (
            first is { Intent: not Intent.OutOfScope, IsLikely: false }
            || utterance.Text.Length > Longest
            || time.GetUtcNow().Ticks < Interlocked.Read(ref _restsUntil)
        )
        {
            return first;
        }

        var read = Readings.Of(utterance);
        if (Foreign.IsPlain(read))
        {
            return first;
        }

        try
        {
            using var patience = new CancellationTokenSource(timeout, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
            var answer = await model.GetResponseAsync(
                ModelQuestion.Of(utterance),
                Options,
                both.Token
            );
            return ModelAnswer.Read(answer.Text, read, first);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _restsUntil, (time.GetUtcNow() + Rest).Ticks);
            LogFailed(fault.GetType().Name, (fault as ClientResultException)?.Status);
            return first;
        }
    }

    // Not the fault's own words: an endpoint may repeat in them what was written.
    [LoggerMessage(
        2021,
        LogLevel.Warning,
        "The understanding's model can't be asked ({Fault} {Status}); messages are read locally, and it is tried again in half a minute"
    )]
    private partial void LogFailed(string fault, int? status);
}
