using System.Collections.Immutable;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using CreditBot.Storage.Memory;
using CreditBot.Tests.Hosting;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage;

/// <summary>A thousand times somebody changes, takes away, adds or swaps entries: <c>verify</c> finds each and names the entry.</summary>
public sealed class TamperRoundsTests : IAsyncLifetime
{
    private static readonly AgencyId Agency = AgencyId.Default;
    private readonly MemoryStore _store = new(new FakeClock(Start));

    private static int Rounds => Counts.Of(quick: 100, full: 1000);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await DoneAsync(Found(Agency, Start));
        foreach (var client in new[] { "bella", "corner", "zoe" })
        {
            await DoneAsync(Of(Agency, Open(client, Start)));
            for (var i = 0; i < 8; i++)
            {
                await DoneAsync(Use(Agency, await ReadAsync(client), Start, $"{client}-{i}"));
            }

            await DoneAsync(Of(Agency, Request(await ReadAsync(client), Start, client.Length)));
            await DoneAsync(Of(Agency, Approve(await ReadAsync(client), Start, client.Length)));
        }

        foreach (var n in Enumerable.Range(0, 5))
        {
            await BuyAsync(n);
        }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Every_tampering_is_found_and_the_entry_named()
    {
        (await CheckAsync()).ShouldBeEmpty();
        var streams = (await EntriesAsync()).GroupBy(row => row.Key[..row.Key.LastIndexOf('/')]);
        var rows = streams.ToDictionary(stream => stream.Key, stream => stream.ToList());
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var stream = rows.Values.ElementAt(random.Next(rows.Count));
            var (what, changes, entries) = Tamper(stream, random);
            await _store.RewriteAsync(
                [.. changes.Select(row => (Tables.Entries, row.Key, row.Value))],
                Stop
            );

            var faults = await CheckAsync();

            var name = stream[0].Key.Split('/')[1];
            var found = faults
                .Where(fault => (fault.Client ?? Keys.AgencyStream) == name)
                .Select(fault => fault.Entry)
                .ToList();
            foreach (var entry in entries)
            {
                found.ShouldContain(
                    entry,
                    $"seed {seed}: {what} of {name}\n{string.Join('\n', faults.Select(fault => fault.Fault))}"
                );
            }

            // As it was, for the next one.
            var now = (await EntriesAsync()).ToDictionary(row => row.Key, row => row.Value);
            var before = rows
                .Values.SelectMany(all => all)
                .ToDictionary(row => row.Key, row => row.Value);
            await _store.RewriteAsync(
                [
                    .. now
                        .Keys.Union(before.Keys)
                        .Select(key => (Tables.Entries, key, before.GetValueOrDefault(key))),
                ],
                Stop
            );
        }

        (await CheckAsync()).ShouldBeEmpty();
    }

    /// <returns>What was done, the rows that it writes, and the entries that have to be named.</returns>
    private static (
        string What,
        IReadOnlyList<(string Key, byte[]? Value)> Changes,
        IReadOnlyList<long> Entries
    ) Tamper(List<Row> stream, Random random)
    {
        var at = random.Next(stream.Count);
        var seq = at + 1L;
        switch (random.Next(6))
        {
            case 0:
                return (
                    $"{seq} changed",
                    [(stream[at].Key, Changed(stream[at].Value, random))],
                    [seq]
                );
            case 1:
                return ($"{seq} deleted", [(stream[at].Key, null)], [seq]);
            case 2:
                // All behind it move down: the stream is one shorter and the last one missing.
                return (
                    $"{seq} deleted and closed up",
                    [
                        .. stream
                            .Skip(at + 1)
                            .Select((row, i) => (stream[at + i].Key, (byte[]?)row.Value)),
                        (stream[^1].Key, null),
                    ],
                    [seq, stream.Count]
                );
            case 3:
                // Behind the last one, with the hash that belongs there.
                return (
                    "one added at the end",
                    [
                        (
                            Next(stream),
                            Following(stream[^1].Value, stream[^1].Value, stream.Count + 1L)
                        ),
                    ],
                    [stream.Count + 1L]
                );
            case 4:
                // Before one, with the hash that belongs there; all from that one on move up.
                return (
                    $"one inserted as {seq}",
                    [
                        (
                            stream[at].Key,
                            at == 0
                                ? stream[^1].Value
                                : Following(stream[at].Value, stream[at - 1].Value, seq)
                        ),
                        .. stream
                            .Skip(at)
                            .Select(
                                (row, i) =>
                                    (
                                        at + i + 1 < stream.Count
                                            ? stream[at + i + 1].Key
                                            : Next(stream),
                                        (byte[]?)row.Value
                                    )
                            ),
                    ],
                    [at >= stream.Count - 2 && at > 0 ? seq + 1 : seq]
                );
            default:
                var other = (at + 1 + random.Next(stream.Count - 1)) % stream.Count;
                return (
                    $"{seq} and {other + 1} swapped",
                    [(stream[at].Key, stream[other].Value), (stream[other].Key, stream[at].Value)],
                    [seq, other + 1L]
                );
        }
    }

    private static string Next(List<Row> stream) =>
        stream[^1].Key[..^19] + Keys.Sorted(stream.Count + 1L);

    /// <summary>A digit of an amount, an instant or a hash is another one, or a letter of a name.</summary>
    private static byte[] Changed(byte[] value, Random random)
    {
        var bytes = value.ToArray();
        while (true)
        {
            var at = random.Next(bytes.Length);
            if (bytes[at] is >= (byte)'0' and <= (byte)'8' or >= (byte)'a' and < (byte)'z')
            {
                bytes[at]++;
                return bytes;
            }
        }
    }

    /// <summary>An entry that calls itself by the right number and names the right hash before it.</summary>
    private static byte[] Following(byte[] like, byte[] before, long seq)
    {
        var json = Encoding.UTF8.GetString(like);
        json = System.Text.RegularExpressions.Regex.Replace(
            json,
            "\"seq\":[0-9]+",
            $"\"seq\":{seq}",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(5)
        );
        json = $"{json[..^66]}{Chain.HashOf(before)}\"}}";
        return Encoding.UTF8.GetBytes(
            json.Replace("\"by\":\"dana\"", "\"by\":\"sam\"", StringComparison.Ordinal)
        );
    }

    private async Task BuyAsync(int n)
    {
        var agency = (await _store.AgencyAsync(Agency, Stop))!;
        var entry = new AgencyEntry.Purchased(Credits.Of(1000 + n), new Money(90m + n, "USD"))
        {
            Seq = agency.NextSeq,
            At = Start,
            RecordedAt = Start,
        };
        await DoneAsync(
            new Commit(Agency)
            {
                AgencyEntries = ImmutableList.Create<AgencyEntry>(entry),
                AgencyState = AgencyState.Apply(agency, Agency, entry),
            }
        );
    }

    private async Task DoneAsync(Commit commit) =>
        (await _store.CommitAsync(commit, Stop)).ShouldBeOfType<CommitOutcome.Done>();

    private async Task<ClientState> ReadAsync(string client) =>
        (await _store.ClientAsync(Agency, Id(client), Stop)).ShouldNotBeNull();

    private async Task<IReadOnlyList<StoreFault>> CheckAsync() =>
        (await new StoreCheck(_store).RunAsync(progress: null, Stop)).Faults;

    private async Task<List<Row>> EntriesAsync() =>
        await _store.AllAsync(Tables.Entries, "", Keys.EndOf(""), row => row, int.MaxValue, Stop);
}
