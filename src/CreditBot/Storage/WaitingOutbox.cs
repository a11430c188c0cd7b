using CreditBot.Amounts;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>Which messages wait and until when: asked often, so kept in memory.</summary>
internal sealed class WaitingOutbox
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Id, string Agency), Waiting> _waiting = new(
        Comparer<(string Id, string Agency)>.Create(
            (left, right) =>
                string.CompareOrdinal(left.Id, right.Id) is var byId && byId != 0
                    ? byId
                    : string.CompareOrdinal(left.Agency, right.Agency)
        )
    );

    public void Put(OutboxMessage message)
    {
        var key = (message.Id, message.Agency.Value);
        lock (_lock)
        {
            if (message.State == OutboxState.Waiting)
            {
                _waiting[key] = new(message.Lane, message.DueAt, message.Attempts > 0);
            }
            else
            {
                _waiting.Remove(key);
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }

    /// <summary>Those due, oldest first; none behind one of its lane that failed and waits for its next try.</summary>
    public IReadOnlyList<(string Id, AgencyId Agency)> Due(Instant now, int limit)
    {
        lock (_lock)
        {
            var due = new List<(string Id, AgencyId Agency)>();
            var held = new HashSet<(string Agency, string Lane)>();
            foreach (var ((id, agency), message) in _waiting)
            {
                if (due.Count == limit)
                {
                    break;
                }

                if (held.Contains((agency, message.Lane)))
                {
                    continue;
                }

                if (message.DueAt <= now)
                {
                    due.Add((id, new AgencyId(agency)));
                }
                else if (message.HasFailed)
                {
                    held.Add((agency, message.Lane));
                }
            }

            return due;
        }
    }

    /// <summary>Fills it from the tables, for all agencies.</summary>
    public void Load(ITables tables)
    {
        Clear();
        var from = "";
        while (tables.Range(Tables.OutboxStates, from, Keys.EndOf(""), 1) is [var first])
        {
            var agency = new AgencyId(Keys.AgencyOf(first.Key));
            var prefix = Keys.OutboxState(agency, OutboxState.Waiting, "");
            foreach (
                var row in tables.Range(
                    Tables.OutboxStates,
                    prefix,
                    Keys.EndOf(prefix),
                    int.MaxValue
                )
            )
            {
                var id = row.Key[prefix.Length..];
                var key = Keys.Outbox(agency, id);
                if (tables.Get(Tables.Outbox, key) is { } value)
                {
                    Put(
                        Rows.Read<OutboxRow>(Tables.Outbox, new Row(key, value))
                            .ToMessage(agency, id)
                    );
                }
            }

            from = Keys.EndOf($"{Keys.Of(agency)}/");
        }
    }

    private readonly record struct Waiting(string Lane, Instant DueAt, bool HasFailed);
}
