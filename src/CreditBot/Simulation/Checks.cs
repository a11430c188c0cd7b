using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using CreditBot.Storage;
using CreditBot.Storage.Checks;

namespace CreditBot.Simulation;

/// <summary>Holds a simulated store to what was told and to what must always be true.</summary>
internal sealed class Checks(TableStore store, Truth truth)
{
    private readonly Dictionary<ClientId, ClientAudit> _audits = [];
    private readonly Dictionary<string, string> _closed = new(StringComparer.Ordinal);

    /// <summary>Reads the entries that are new and holds them to what was told; answers with the number of client entries that stand.</summary>
    /// <exception cref="SimulationFailedException">Something is lost, doubled or wrong.</exception>
    public async Task<long> AuditAsync()
    {
        await foreach (var state in store.AllClientsAsync(Acts.Agency, default))
        {
            if (!_audits.TryGetValue(state.Id, out var audit))
            {
                _audits.Add(state.Id, audit = new ClientAudit(state.Id, truth));
            }

            await foreach (
                var entry in store.AllEntriesAsync(
                    Acts.Agency,
                    state.Id,
                    audit.Seq,
                    state.Version,
                    default
                )
            )
            {
                audit.Add(entry);
            }

            audit.Compare(state);
        }

        CheckTold();
        await CheckBooksAsync();
        return _audits.Values.Sum(audit => audit.Seq);
    }

    /// <summary>Verifies the whole store, as <c>creditbot verify</c> does.</summary>
    /// <exception cref="SimulationFailedException">It is not clean.</exception>
    public async Task VerifyAsync()
    {
        var report = await new StoreCheck(store).RunAsync(progress: null, default);
        Truth.Require(
            report.IsClean,
            $"verify: {string.Join(" ", report.Faults.Take(3).Select(fault => fault.Fault))}"
        );
    }

    /// <summary>What was acknowledged is there, under the number that was told.</summary>
    private void CheckTold()
    {
        foreach (var (key, told) in truth.Usage)
        {
            if (told.Seq is { } seq)
            {
                var client = ClientId.Parse(told.First.Client);
                Truth.Require(
                    _audits[client].Usage.GetValueOrDefault(key) == seq,
                    $"Usage {key.Id} of {client} was acknowledged as entry {seq}, which is not it."
                );
            }
        }

        var grants = _audits
            .Values.SelectMany(audit => audit.Grants)
            .ToLookup(grant => grant.Key, grant => grant.Value);
        foreach (var (key, seq) in truth.Grants)
        {
            Truth.Require(
                seq is null || grants[key].SequenceEqual([seq.Value]),
                $"Grant {key} was acknowledged as entry {seq} and stands {grants[key].Count()} times."
            );
        }
    }

    private async Task CheckBooksAsync()
    {
        var agency = (await store.AgencyAsync(Acts.Agency, default))!;
        foreach (var month in agency.ClosedMonths.Keys)
        {
            var book = await store.DocumentAsync(Acts.Agency, DocumentKinds.Book, month, default);
            Truth.Require(book is not null, $"{month} is closed and has no book.");
            Truth.Require(
                _closed.TryAdd(month, book!.Json) || _closed[month] == book.Json,
                $"The book of {month} changed after it was closed."
            );
        }
    }
}
