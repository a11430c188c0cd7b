using System.Diagnostics;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using CreditBot.Storage.LiteDb;
using CreditBot.Storage.PostgreSql;
using CreditBot.StoreCrasher;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

// Writes usage and decisions into a store until it is killed: from outside, or by itself right after an acknowledgement.
//   StoreCrasher STORE RUN [ACKNOWLEDGEMENTS] [context]      STORE is a file, or a connection string of PostgreSQL (Host=…)
//   StoreCrasher serve ANSWERS      the whole product instead; its settings are in the environment
//   StoreCrasher race CONNECTION FOLDER SKEW      jobs and outbox of one node of several on PostgreSQL; deliveries are files in the folder
// Prints "opened MILLISECONDS" and "ack KIND CLIENT KEY ." for each acknowledged commit. It uses the real store and nothing
// else. With "context" its workers await on a SynchronizationContext, as callers in a user interface do.
if (args is ["serve", var answers])
{
    await SelfKillingProduct.RunAsync(answers);
    return;
}

if (args is ["race", var connection, var sent, var skew])
{
    await RaceNode.RunAsync(connection, sent, skew);
    return;
}

const int Workers = 4;
const int DecisionEvery = 4;
var (place, run) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
var dieAfter =
    args.Length > 2 && args[2] != "context"
        ? int.Parse(args[2], CultureInfo.InvariantCulture)
        : int.MaxValue;
var acknowledged = 0;
var catalog = new PackageCatalog
{
    Packages = [new Package("Basic", Credits.Of(50), new Money(99m, "USD"))],
    Currency = "USD",
    Zone = DateTimeZone.Utc,
    CostPerCredit = [new DatedPrice(new LocalDate(2026, 1, 1), new Money(0.10m, "USD"))],
};
var policy = new RequestPolicy();
var opening = Stopwatch.StartNew();
await using TableStore store = place.StartsWith("Host=", StringComparison.Ordinal)
    ? PgStore.Open(place, SystemClock.Instance, NullLogger<PgStore>.Instance)
    : LiteDbStore.Open(
        place,
        "http://localhost:3978",
        SystemClock.Instance,
        NullLogger<LiteDbStore>.Instance
    );
Console.WriteLine($"opened {opening.ElapsedMilliseconds}");
await Task.WhenAll(
    Enumerable
        .Range(0, Workers)
        .Select(worker =>
            args[^1] == "context"
                ? Pump.RunAsync(() => WorkAsync(worker))
                : Task.Run(() => WorkAsync(worker))
        )
);

async Task WorkAsync(int worker)
{
    // Two workers share a client: a conflict is read and decided again, under the same key.
    var client = ClientId.Parse($"client-{worker % 2}");
    await OpenAsync(client);
    for (var i = 0; ; i++)
    {
        var id = $"{run}-{worker}-{i}";
        var usage = new Usage("crasher", id, Credits.Of(0.25m), "edit", $"/page-{i % 7}", "s");
        await WriteAsync(
            client,
            (state, context) => UsageRecording.Decide(state, new RecordUsage(usage, null), context),
            after => new UsageWrite(
                new UsageKey("crasher", id),
                new UsageRecord(client, after.Version, id)
            )
        );
        Acknowledge("use", client, id);
        if (i % DecisionEvery == 0)
        {
            await DecideAsync(client, new RequestId(1 + (((run * 10L) + worker) * 100_000) + i));
        }
    }
}

async Task DecideAsync(ClientId client, RequestId id)
{
    var terms = new RequestTerms
    {
        Kind = RequestKind.OneTime,
        Credits = Credits.Of(2),
        Price = new Money(4m, "USD"),
    };
    // One open request per client and kind: the other worker's, or one that a kill left open, is in the way.
    if (
        await WriteAsync(
            client,
            (state, context) =>
                RequestMaking.Decide(
                    state,
                    new MakeRequest(id, terms, "more", Due: null),
                    policy,
                    context
                )
        )
    )
    {
        Acknowledge("ask", client, $"{id}");
    }
    else
    {
        var open = (await ReadAsync(client)).Requests.Values.FirstOrDefault(request =>
            request.State == RequestState.Open
        );
        id = open?.Id ?? id;
    }

    if (
        await WriteAsync(
            client,
            (state, context) =>
                Deciding.Decide(
                    state,
                    new DecideRequest.Approve(id),
                    Deciders.Strangers,
                    policy,
                    context
                )
        )
    )
    {
        Acknowledge("decide", client, $"{id}");
    }
}

async Task<ClientState> ReadAsync(ClientId client) =>
    (await store.ClientAsync(AgencyId.Default, client, CancellationToken.None))!;

async Task<bool> WriteAsync(
    ClientId client,
    Func<ClientState, ActionContext, LedgerAnswer> decide,
    Func<ClientState, UsageWrite>? usage = null
)
{
    while (true)
    {
        var read = await ReadAsync(client);
        var context = Context() with { Now = Instant.Max(Context().Now, read.RecordedAt) };
        var (state, due) = DueEntries.CatchUp(read, context.Now);
        if (decide(state, context) is not LedgerAnswer.Append { Entries: var decided })
        {
            return false;
        }

        var after = decided.Aggregate(state, ClientFold.Apply);
        var commit = new Commit(AgencyId.Default)
        {
            Clients = [new ClientAppend(client, read.Version, due.AddRange(decided), after)],
            Usage = usage is null ? [] : [usage(after)],
        };
        if (await store.CommitAsync(commit, CancellationToken.None) is CommitOutcome.Done)
        {
            return true;
        }
    }
}

async Task OpenAsync(ClientId client)
{
    if (await store.ClientAsync(AgencyId.Default, client, CancellationToken.None) is not null)
    {
        return;
    }

    var open = new OpenClient(
        client,
        $"Client {client}",
        null,
        new ClientTerms { Zone = DateTimeZone.Utc },
        new Plan("Basic", Credits.Of(50), new Money(99m, "USD")),
        null
    );
    var entries = ((LedgerAnswer.Append)ClientOpening.Decide(open, Context())).Entries;
    await store.CommitAsync(
        new Commit(AgencyId.Default)
        {
            Clients = [new ClientAppend(client, 0, entries, ClientFold.Fold(client, entries)!)],
        },
        CancellationToken.None
    );
}

ActionContext Context() =>
    new(
        Instants.WholeMicroseconds(SystemClock.Instance.GetCurrentInstant()),
        new PersonId("dana"),
        "api",
        catalog
    );

void Acknowledge(string kind, ClientId client, string id)
{
    Console.WriteLine($"ack {kind} {client} {id} .");
    if (Interlocked.Increment(ref acknowledged) == dieAfter)
    {
        // SIGKILL, at once: nothing is flushed, closed or disposed.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
