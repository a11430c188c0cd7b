using NodaTime;

namespace CreditBot.Channels.Teams.Connector;

/// <summary>Tries a call again while the platform says that it took nothing, for as long as the person who waits has patience.</summary>
/// <remarks>Never after a broken connection or silence: the message may have arrived, and would be said twice.</remarks>
internal sealed class Retries(IClock clock, TimeProvider time)
{
    private static readonly Duration FirstWait = Duration.FromMilliseconds(400);
    private const int MostTries = 5;

    public async Task<T> RunAsync<T>(Func<Task<T>> call, Duration patience, CancellationToken stop)
    {
        var until = clock.GetCurrentInstant() + patience;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (tries < MostTries && Faults.TookNothing(e))
            {
                var now = clock.GetCurrentInstant();
                var wait = Faults.After(e, now) ?? Jittered(FirstWait * Math.Pow(2, tries - 1));
                if (now + wait > until)
                {
                    throw;
                }

                await Task.Delay(wait.ToTimeSpan(), time, stop);
            }
        }
    }

    private static Duration Jittered(Duration wait) =>
        wait * (0.75 + (Random.Shared.NextDouble() / 2));
}
