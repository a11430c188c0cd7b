using System.Diagnostics;

namespace CreditBot.RealClients.Processes;

/// <summary>Waits for what another process does in its own time.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again until there is an answer.</summary>
    /// <param name="ask">Gives null while there is nothing yet.</param>
    /// <param name="sought">What is waited for, for the message of the exception.</param>
    /// <param name="patience">How long; <see cref="Patience"/> unless given.</param>
    /// <param name="seen">Tells, when it gives up, what there was instead.</param>
    /// <exception cref="TimeoutException">It didn't come in time.</exception>
    public static async Task<T> GetAsync<T>(
        Func<Task<T?>> ask,
        string sought,
        TimeSpan? patience = null,
        Func<string>? seen = null
    )
        where T : class
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            if (clock.Elapsed > (patience ?? Patience))
            {
                throw new TimeoutException(
                    $"Waited {clock.Elapsed.TotalSeconds:0} s in vain for {sought}.{Environment.NewLine}{seen?.Invoke()}"
                );
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc cref="GetAsync{T}" />
    public static Task<T> SeeAsync<T>(
        Func<T?> ask,
        string sought,
        TimeSpan? patience = null,
        Func<string>? seen = null
    )
        where T : class => GetAsync(() => Task.FromResult(ask()), sought, patience, seen);
}
