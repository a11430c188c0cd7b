using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Simulation;

/// <summary>Reads a client's entries as they come and holds them to what must be true of every stream (design.md §3.14).</summary>
internal sealed class ClientAudit(ClientId client, Truth truth)
{
    private readonly Dictionary<LotId, Lot> _lots = [];
    private readonly Dictionary<RequestId, int> _decisions = [];
    private readonly Dictionary<HoldId, (Credits Credits, Instant Until)> _holds = [];
    private readonly Dictionary<UsageKey, long> _usage = [];
    private readonly Dictionary<string, long> _grants = new(StringComparer.Ordinal);
    private readonly HashSet<long> _reversed = [];
    private LocalDate? _lastReset;
    private int _periods;
    private bool _isPaused;
    private Instant? _endedAt;
    private OverageMode _mode;
    private long _balance;

    public long Seq { get; private set; }

    /// <summary>The entries of usage and grants found, by their keys.</summary>
    public IReadOnlyDictionary<UsageKey, long> Usage => _usage;

    public IReadOnlyDictionary<string, long> Grants => _grants;

    /// <exception cref="SimulationFailedException">The entry breaks a rule.</exception>
    public void Add(ClientEntry entry)
    {
        Require(entry.Seq == Seq + 1, entry, "does not follow the one before");
        Seq = entry.Seq;
        CheckLots(entry);
        switch (entry)
        {
            case ClientEntry.Opened opened:
                _mode = opened.Terms.Overage;
                break;
            case ClientEntry.TermsChanged changed:
                _mode = changed.Terms.Overage;
                break;
            case ClientEntry.PeriodStarted started:
                CheckReset(started);
                break;
            case ClientEntry.Paused:
                _isPaused = true;
                _holds.Clear();
                break;
            case ClientEntry.Ended ended:
                _endedAt = ended.At;
                _holds.Clear();
                break;
            case ClientEntry.Used used:
                CheckUsage(used);
                break;
            case ClientEntry.Granted { Texts: var texts }
                when texts.TryGetValue(TextNames.Reason, out var key):
                Require(_grants.TryAdd(key, entry.Seq), entry, $"gives {key} a second time");
                break;
            case ClientEntry.Reversed reversed:
                Require(_reversed.Add(reversed.Reverses), entry, "reverses it a second time");
                break;
            case ClientEntry.Held held:
                CheckHold(held);
                break;
            case ClientEntry.HoldReleased released:
                _holds.Remove(released.Id);
                break;
            case ClientEntry.Decided:
                Count(entry, 1);
                break;
            case ClientEntry.Undone:
                Count(entry, -1);
                break;
        }

        _balance += entry.Effect;
        Require(_balance >= 0, entry, "takes the balance below zero");
    }

    /// <exception cref="SimulationFailedException">The state is not what the entries sum to.</exception>
    public void Compare(ClientState state) =>
        Truth.Require(
            state.Version == Seq && state.Balance.Thousandths == _balance,
            $"{client} has {state.Balance}, its {Seq} entries sum to {_balance / 1000m}."
        );

    private void CheckReset(ClientEntry.PeriodStarted started)
    {
        var resumes = started.Resumes is not null;
        Require(_endedAt is null, started, "resets a client that has ended");
        Require(resumes == _isPaused || _periods == 0, started, "resets a client that is paused");
        // Who was paused on the day of a reset may resume on that day.
        var comes = started.Period.StartsOn;
        Require(
            started.Period.Number == _periods
                && !(comes < _lastReset)
                && (resumes || comes != _lastReset),
            started,
            "resets a second time"
        );
        (_lastReset, _isPaused) = (comes, false);
        _periods++;
    }

    private void CheckLots(ClientEntry entry)
    {
        foreach (var lot in entry.Grants)
        {
            _lots.Add(lot.Id, lot);
        }

        foreach (var take in entry.Takes)
        {
            var lot = _lots[take.Lot];
            Require(
                lot.Kind != LotKind.OneTime
                    || take.Why is TakeReason.Burned or TakeReason.Repaid
                    || (take.Why == TakeReason.Expired && lot.ExpiresAt <= entry.RecordedAt)
                    || entry is not (ClientEntry.PeriodStarted or ClientEntry.PlanChanged),
                entry,
                $"takes one-time credits of {lot.Id}"
            );
        }
    }

    private void CheckUsage(ClientEntry.Used used)
    {
        var key = new UsageKey(used.Usage.Source, used.Usage.Id);
        Require(_usage.TryAdd(key, used.Seq), used, $"records {key.Id} a second time");
        var taken = used.Takes.Sum(take => take.Credits) + (used.Overage?.Credits ?? Credits.Zero);
        Require(taken == used.Usage.Credits, used, $"takes {taken} for {used.Usage.Credits}");
        Require(!(used.At >= _endedAt), used, "records usage dated after the end");
        Require(truth.Usage.ContainsKey(key), used, $"records {key.Id}, which nobody sent");
        foreach (
            var settled in _holds.Keys.Where(hold => hold.ToString() == used.Usage.Hold).ToList()
        )
        {
            _holds.Remove(settled);
        }
    }

    private void CheckHold(ClientEntry.Held held)
    {
        foreach (var (id, hold) in _holds.ToList())
        {
            if (hold.Until <= held.RecordedAt)
            {
                _holds.Remove(id);
            }
        }

        _holds.Add(held.Id, (held.Credits, held.Until));
        var promised = _holds.Values.Sum(hold => hold.Credits.Thousandths);
        Require(
            _mode != OverageMode.Block || promised <= _balance,
            held,
            $"promises {promised / 1000m} of {_balance / 1000m}"
        );
    }

    private void Count(ClientEntry entry, int by)
    {
        var id = entry.Request!.Value;
        _decisions[id] = _decisions.GetValueOrDefault(id) + by;
        Require(_decisions[id] is 0 or 1, entry, $"leaves {_decisions[id]} decisions on {id}");
    }

    private void Require(bool holds, ClientEntry entry, string otherwise) =>
        Truth.Require(holds, $"Entry {entry.Seq} of {client} {otherwise}.");
}
