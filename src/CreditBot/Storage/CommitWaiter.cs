using CreditBot.Ports;
using Changes = System.Collections.Generic.IReadOnlyCollection<(
    string Table,
    string Key,
    byte[]? Value
)>;

namespace CreditBot.Storage;

/// <summary>A commit, or rows, and who waits for it; without either it asks for the file to be opened again.</summary>
internal sealed class CommitWaiter(Commit? commit, Changes? changes = null)
{
    private readonly TaskCompletionSource<CommitOutcome> _source = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private CommitOutcome _outcome = new CommitOutcome.Done();
    private Exception? _fault;

    public Commit? Commit { get; } = commit;

    public Changes? Changes { get; } = changes;

    public bool AsksToReopen => Commit is null && Changes is null;

    public Task<CommitOutcome> Outcome => _source.Task;

    /// <summary>Adds the commit to a group; what is wrong with it is its own matter and not the group's.</summary>
    public void Take(CommitGroup group)
    {
        _fault = null;
        try
        {
            _outcome = Commit is null ? _outcome : group.Take(Commit);
        }
        catch (Exception exception)
            when (exception
                    is ArgumentException
                        or InvalidOperationException
                        or LedgerDamagedException
            )
        {
            _fault = exception;
        }
    }

    public void Fail(Exception exception) => _fault ??= exception;

    /// <summary>Tells whoever waits; answers with the commit when it was written.</summary>
    public Commit? Answer()
    {
        if (_fault is not null)
        {
            _source.SetException(_fault);
            return null;
        }

        _source.SetResult(_outcome);
        return _outcome is CommitOutcome.Done ? Commit : null;
    }
}
