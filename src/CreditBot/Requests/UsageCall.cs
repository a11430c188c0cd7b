using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>Some usage that is to be recorded, and who waits for what becomes of it.</summary>
/// <param name="Answer">Makes the answer that is kept with it; null when none is.</param>
internal sealed class UsageCall(
    Actor actor,
    IReadOnlyList<ReportedUsage> events,
    Func<IReadOnlyList<UsageResult>, KeptAnswer?>? answer
)
{
    private readonly TaskCompletionSource<IReadOnlyList<UsageResult>> _source = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private int _isDecided;

    public Actor Actor => actor;

    public IReadOnlyList<ReportedUsage> Events => events;

    public Func<IReadOnlyList<UsageResult>, KeptAnswer?>? Answer => answer;

    /// <summary>Waits for the results; giving up takes the call back, unless its turn has come already.</summary>
    public async Task<IReadOnlyList<UsageResult>> WaitAsync(CancellationToken stop)
    {
        await using var giveUp = stop.Register(() =>
        {
            if (Take())
            {
                _source.SetCanceled(stop);
            }
        });
        return await _source.Task;
    }

    /// <summary>Whether it is still to be recorded; true only once.</summary>
    public bool Take() => Interlocked.Exchange(ref _isDecided, 1) == 0;

    public void Done(IReadOnlyList<UsageResult> results) => _source.SetResult(results);

    public void Fail(Exception exception) => _source.SetException(exception);
}
