using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;

namespace CreditBot.Commands.Imports;

/// <summary>What an import came to.</summary>
/// <param name="Rows">In the file, its headings aside.</param>
/// <param name="Imported">All of them, or none.</param>
/// <param name="More">Faults beyond those listed.</param>
internal sealed record ImportReport(
    int Rows,
    int Imported,
    IReadOnlyList<ImportFault> Faults,
    int More
);

/// <summary>Brings in the clients of a file, all in one commit or none.</summary>
internal sealed class ClientImport(IStore store, Ledgers ledgers, People people)
{
    private const int MostRows = 20_000;
    private const int MostFaults = 200;
    private const int IdsAtOnce = 1000;
    private const string Channel = "import";

    /// <exception cref="CommandFailedException">It is no such file.</exception>
    public async Task<ImportReport> RunAsync(
        AgencyId agency,
        PersonId by,
        string text,
        bool dryRun,
        CancellationToken stop
    )
    {
        var table = CsvTable.Of(text, ClientRows.Columns);
        if (table.Headings.Contains("month"))
        {
            throw new CommandFailedException(
                "This looks like history.csv, which this version can't bring in yet. It brings in clients.csv."
            );
        }

        if (table.Rows.Count == 0 && table.Faults.Count == 0)
        {
            throw new CommandFailedException(
                $"The file holds no clients. Its first line has the headings: {string.Join(",", ClientRows.Columns)}."
            );
        }

        if (table.Rows.Count > MostRows)
        {
            throw new CommandFailedException(
                $"The file holds {table.Rows.Count} clients; {MostRows} can be brought in at once. Cut it in parts."
            );
        }

        for (var attempt = 1; ; attempt++)
        {
            var state = await ledgers.AgencyAsync(agency, stop);
            var rows = new ClientRows(
                state.Terms.Catalog,
                await people.ManagersAsync(agency, stop),
                await KnownAsync(agency, stop)
            );
            var clients = rows.Read(table);
            var context = new ActionContext(
                state.NotBeforeClose(ledgers.Now),
                by,
                Channel,
                state.Terms.Catalog
            );
            var commit = CommitOf(agency, clients, context, rows.Faults);
            if (rows.Faults.Count > 0 || dryRun)
            {
                return new ImportReport(
                    table.Rows.Count,
                    0,
                    [.. rows.Faults.OrderBy(fault => fault.Line).Take(MostFaults)],
                    Math.Max(0, rows.Faults.Count - MostFaults)
                );
            }

            var outcome = await store.CommitAsync(commit, stop);
            if (outcome is CommitOutcome.Done)
            {
                return new ImportReport(table.Rows.Count, clients.Count, [], 0);
            }

            // Somebody opened one of them meanwhile, or closed a month: looked at again.
            Ledgers.ThrowWhenTired(attempt, outcome);
        }
    }

    private static Commit CommitOf(
        AgencyId agency,
        IReadOnlyList<(int Line, BringIn Client)> clients,
        ActionContext context,
        List<ImportFault> faults
    )
    {
        var appends = new List<ClientAppend>(clients.Count);
        var usage = new List<UsageWrite>();
        foreach (var (line, client) in clients)
        {
            if (
                BringingIn.Decide(client, context)
                is not LedgerAnswer.Append { Entries: var entries }
            )
            {
                var refusal = ((LedgerAnswer.Refuse)BringingIn.Decide(client, context)).Refusal;
                faults.Add(
                    new ImportFault(line, (refusal as Refusal.Invalid)?.Field, refusal.Sentence)
                );
                continue;
            }

            appends.Add(
                new ClientAppend(client.Id, 0, entries, ClientFold.Fold(client.Id, entries)!)
            );
            usage.AddRange(
                entries
                    .OfType<ClientEntry.Used>()
                    .Select(used => new UsageWrite(
                        new UsageKey(used.Usage.Source, used.Usage.Id),
                        new UsageRecord(client.Id, used.Seq, "")
                    ))
            );
        }

        return new Commit(agency) { Clients = [.. appends], Usage = [.. usage] };
    }

    private async Task<HashSet<ClientId>> KnownAsync(AgencyId agency, CancellationToken stop)
    {
        var known = new HashSet<ClientId>();
        ClientId? last = null;
        while (await store.ClientIdsAsync(agency, last, IdsAtOnce, stop) is { Count: > 0 } page)
        {
            known.UnionWith(page);
            last = page[^1];
        }

        return known;
    }
}
