using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.TimeTravel;

/// <summary>Whose knowledge of the past is asked for.</summary>
public enum Knowledge
{
    /// <summary>What was true at an instant by all that is known today, also what was recorded later.</summary>
    Now,

    /// <summary>What the ledger said at that instant.</summary>
    Then,
}

/// <summary>Folds a stream to what was true at an instant of the past; give it the entries in the order of their numbers.</summary>
/// <remarks>
/// As known then it is the fold of what had been recorded by then. As known now it is the fold of what had happened by then:
/// only usage and reversals are recorded out of the order in which they happened, so only those are read earlier.
/// </remarks>
/// <param name="at">The instant; entries at it count.</param>
public sealed class PastFold(ClientId id, Instant at, Knowledge known)
{
    private ClientState? _state;

    /// <summary>What was true then; null when there was no client yet.</summary>
    public ClientState? State =>
        _state is { } state && (state.CreatedAt <= at || !state.Periods.IsEmpty) ? state : null;

    /// <summary>Whether an entry and all after it are of no more matter.</summary>
    public bool IsBeyond(ClientEntry entry) => known == Knowledge.Then && entry.RecordedAt > at;

    /// <summary>Takes the next entry in and gives it as it counts at the instant; null when it doesn't.</summary>
    public ClientEntry? Add(ClientEntry entry)
    {
        if (_state is not { } state)
        {
            // A client's history may begin before it was entered, so its opening always tells what it has.
            _state = IsBeyond(entry) ? null : ClientFold.Open(id, entry);
            return _state is null ? null : entry;
        }

        if (IsBeyond(entry) || entry.At > at)
        {
            return null;
        }

        var counts = entry switch
        {
            ClientEntry.Used used => AsOfThen(used, state),
            ClientEntry.Reversed reversed => AsOfThen(reversed, state),
            _ => entry,
        };
        // Whoever looks back stands at the instant: what is limited by time, such as a hold, is measured from there.
        _state = ClientFold.After(
            state,
            counts with
            {
                RecordedAt = Instant.Min(counts.RecordedAt, at),
            }
        );
        return counts;
    }

    /// <summary>What a use took by then: nothing from lots granted later, and from those that expired later while they still had it.</summary>
    private ClientEntry.Used AsOfThen(ClientEntry.Used used, ClientState state) =>
        used with
        {
            Takes =
            [
                .. from take in used.Takes
                join lot in state.Lots on take.Lot equals lot.Id
                select take.FromExpiry && !(lot.ExpiresAt <= at)
                    ? take with
                    {
                        FromExpiry = false,
                    }
                    : take,
            ],
        };

    /// <summary>What came back by then: nothing to lots granted later, and to those that were gone only later it came back to be used.</summary>
    private ClientEntry.Reversed AsOfThen(ClientEntry.Reversed reversed, ClientState state) =>
        reversed with
        {
            Returns =
            [
                .. from back in reversed.Returns
                join lot in state.Lots on back.Lot equals lot.Id
                let isGone = back.To switch
                {
                    ReturnTo.Expired => lot.ExpiresAt <= at,
                    ReturnTo.Voided => state.Standing == Standing.Ended
                        || state.Reversed.Contains(lot.Id.Seq),
                    _ => true,
                }
                select !isGone ? back with { To = ReturnTo.Remaining, FromExpiry = false } : back,
            ],
        };
}
