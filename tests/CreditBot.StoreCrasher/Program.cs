using System.Diagnostics;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage.LiteDb;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

// Writes usage into a store until it is killed: from outside, or by itself right after an acknowledgement.
//   StoreCrasher FILE RUN [ACKNOWLEDGEMENTS]
// Prints "ack CLIENT KEY ." for each acknowledged event. It uses the real store and nothing else.
const int Workers = 4;
var (path, run) = (args[0], args[1]);
var dieAfter = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : int.MaxValue;
var acknowledged = 0;
var catalog = new PackageCatalog
{
    Packages = [new Package("Basic", Credits.Of(50), new Money(99m, "USD"))],
    Currency = "USD",
    Zone = DateTimeZone.Utc,
    CostPerCredit = [new DatedPrice(new LocalDate(2026, 1, 1), new Money(0.10m, "USD"))],
};
await using var store = LiteDbStore.Open(
    path,
    "http://localhost:3978",
    SystemClock.Instance,
    NullLogger<LiteDbStore>.Instance
);
await Task.WhenAll(
    Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(worker)))
);

async Task WorkAsync(int worker)
{
    var client = ClientId.Parse($"client-{worker % 2}");
    for (var i = 0; ; i++)
    {
        var now = Instants.WholeMicroseconds(SystemClock.Instance.GetCurrentInstant());
        var context = new ActionContext(now, PersonId.System, "api", catalog);
        if (
            await store.ClientAsync(AgencyId.Default, client, CancellationToken.None)
            is not { } state
        )
        {
            await OpenAsync(client, context);
            continue;
        }

        // Two workers share a client: a conflict is read and decided again, under the same key.
        context = context with
        {
            Now = Instant.Max(now, state.RecordedAt),
        };
        var (read, due) = DueEntries.CatchUp(state, context.Now);
        var id = $"{run}-{worker}-{i}";
        var usage = new Usage("crasher", id, Credits.Of(0.25m), "edit", $"/page-{i % 7}", run);
        var decided = (
            (LedgerAnswer.Append)UsageRecording.Decide(read, new RecordUsage(usage, null), context)
        ).Entries;
        var after = decided.Aggregate(read, ClientFold.Apply);
        var commit = new Commit(AgencyId.Default)
        {
            Clients = [new ClientAppend(client, state.Version, due.AddRange(decided), after)],
            Usage =
            [
                new UsageWrite(
                    new UsageKey("crasher", id),
                    new UsageRecord(client, after.Version, id)
                ),
            ],
        };
        if (await store.CommitAsync(commit, CancellationToken.None) is CommitOutcome.Done)
        {
            Acknowledge(client, id);
        }
        else
        {
            i--;
        }
    }
}

async Task OpenAsync(ClientId client, ActionContext context)
{
    var open = new OpenClient(
        client,
        $"Client {client}",
        null,
        new ClientTerms { Zone = DateTimeZone.Utc },
        new Plan("Basic", Credits.Of(50), new Money(99m, "USD")),
        null
    );
    var entries = ((LedgerAnswer.Append)ClientOpening.Decide(open, context)).Entries;
    await store.CommitAsync(
        new Commit(AgencyId.Default)
        {
            Clients = [new ClientAppend(client, 0, entries, ClientFold.Fold(client, entries)!)],
        },
        CancellationToken.None
    );
}

void Acknowledge(ClientId client, string id)
{
    Console.WriteLine($"ack {client} {id} .");
    if (Interlocked.Increment(ref acknowledged) == dieAfter)
    {
        // SIGKILL, at once: nothing is flushed, closed or disposed.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
