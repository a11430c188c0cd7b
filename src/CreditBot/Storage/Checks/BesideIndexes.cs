using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Storage.Checks;

/// <summary>The indexes of what lies beside the ledger, messages by state and answers by end, against the rows they are made from.</summary>
internal sealed class BesideIndexes(TableStore store, AgencyId agency)
{
    /// <summary>Tells of each row that an index lacks or has too many.</summary>
    public async Task CompareAsync(Action<string, string, bool> differs, CancellationToken stop)
    {
        await CompareAsync(
            Tables.Outbox,
            Tables.OutboxStates,
            row =>
                Keys.OutboxState(
                    agency,
                    OutboxRow.States.ValueOf(Rows.Read<OutboxRow>(Tables.Outbox, row).State),
                    Keys.Tail(row.Key, 1)
                ),
            key => Keys.Outbox(agency, Keys.Tail(key, 2)),
            differs,
            stop
        );
        await CompareAsync(
            Tables.Answers,
            Tables.AnswersUntil,
            row =>
                Keys.AnswerUntil(
                    agency,
                    Rows.Read<AnswerRow>(Tables.Answers, row).KeptUntil,
                    Keys.Tail(row.Key, 1)
                ),
            key => Keys.Answer(agency, Keys.Tail(key, 2)),
            differs,
            stop
        );
    }

    // Row and index are looked at in one read each time, since commits may go on meanwhile.
    private async Task CompareAsync(
        string table,
        string index,
        Func<Row, string> wanted,
        Func<string, string> rowOf,
        Action<string, string, bool> differs,
        CancellationToken stop
    )
    {
        await PagesAsync(
            table,
            (tables, row) => wanted(row) is var key && tables.Get(index, key) is null ? key : null,
            key => differs(index, key, true),
            stop
        );
        await PagesAsync(
            index,
            (tables, row) =>
                tables.Get(table, rowOf(row.Key)) is { } value
                && wanted(new Row(rowOf(row.Key), value)) == row.Key
                    ? null
                    : row.Key,
            key => differs(index, key, false),
            stop
        );
    }

    private async Task PagesAsync(
        string table,
        Func<ITables, Row, string?> find,
        Action<string> found,
        CancellationToken stop
    )
    {
        var prefix = $"{Keys.Of(agency)}/";
        for (var from = prefix; ; )
        {
            var start = from;
            var (last, count, keys) = await store.ReadAsync(
                tables =>
                {
                    var page = tables.Range(
                        table,
                        start,
                        Keys.EndOf(prefix),
                        TableStore.PageRows / 2
                    );
                    return (
                        page.Count == 0 ? "" : page[^1].Key,
                        page.Count,
                        page.Select(row => find(tables, row)).OfType<string>().ToList()
                    );
                },
                stop
            );
            keys.ForEach(found);
            if (count < TableStore.PageRows / 2)
            {
                return;
            }

            from = Keys.After(last);
        }
    }
}
