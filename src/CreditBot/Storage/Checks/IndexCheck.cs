using CreditBot.Amounts;
using CreditBot.Ledger;

namespace CreditBot.Storage.Checks;

/// <summary>Compares indexes with the heads that they were made from.</summary>
internal static class IndexCheck
{
    /// <summary>What is due stands in the index, under the instant that the head says.</summary>
    public static void Due(
        ITables tables,
        AgencyId agency,
        ClientId client,
        Head<ClientState> head,
        Findings findings
    )
    {
        var stream = StreamName.Of(agency, client);
        if (head.Due != head.State.NextDue)
        {
            findings.Add(
                stream,
                null,
                $"{stream} is next due at {head.State.NextDue}, its index says {head.Due}."
            );
        }

        if (head.Due is { } due && tables.Get(Tables.Due, Keys.Due(agency, due, client)) is null)
        {
            findings.Add(stream, null, $"{stream} is due at {due} and stands in no index.");
        }
    }

    /// <summary>Each request stands in both indexes, as its client has it.</summary>
    public static void Requests(
        ITables tables,
        AgencyId agency,
        ClientId client,
        ClientState state,
        Findings findings
    )
    {
        var stream = StreamName.Of(agency, client);
        foreach (var request in state.Requests.Values)
        {
            var expected = Rows.Write(new RequestIndexRow(client, request.State));
            if (
                !Is(tables, Tables.Requests, Keys.Request(agency, request.Id), expected)
                || !Is(
                    tables,
                    Tables.RequestStates,
                    Keys.RequestState(agency, request.State, request.Id),
                    expected
                )
            )
            {
                findings.Add(
                    stream,
                    null,
                    $"{request.Id} of {stream} is {StoredValues.RequestStateNames.NameOf(request.State)}; the index of requests says otherwise."
                );
            }
        }
    }

    private static bool Is(ITables tables, string table, string key, byte[] expected) =>
        tables.Get(table, key) is { } value && value.AsSpan().SequenceEqual(expected);
}
