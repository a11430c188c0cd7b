using CreditBot.Amounts;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>Which messages wait and until when: asked often, so kept in memory.</summary>
internal sealed class WaitingOutbox
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Id, string Agency), Instant> _waiting = new(
        Comparer<(string Id, string Agency)>.Create(
            (left, right) =>
                string.CompareOrdinal(left.Id, right.Id) is var byId && byId != 0
                    ? byId
                    : string.CompareOrdinal(left.Agency, right.Agency)
        )
    );

    public void Put(AgencyId agency, string id, OutboxState state, Instant dueAt)
    {
        lock (_lock)
        {
            if (state == OutboxState.Waiting)
            {
                _waiting[(id, agency.Value)] = dueAt;
            }
            else
            {
                _waiting.Remove((id, agency.Value));
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

    /// <summary>Those due, oldest first.</summary>
    public IReadOnlyList<(string Id, AgencyId Agency)> Due(Instant now, int limit)
    {
        lock (_lock)
        {
            return
            [
                .. _waiting
                    .Where(pair => pair.Value <= now)
                    .Take(limit)
                    .Select(pair => (pair.Key.Id, new AgencyId(pair.Key.Agency))),
            ];
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
                        agency,
                        id,
                        OutboxState.Waiting,
                        Rows.Read<OutboxRow>(Tables.Outbox, new Row(key, value)).DueAt
                    );
                }
            }

            from = Keys.EndOf($"{Keys.Of(agency)}/");
        }
    }
}
