using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Webhooks;

/// <summary>An agency's webhooks, and the messages to them that are written with what they tell of (design.md §6, Outbox).</summary>
/// <remarks>Every change asks for them, so they are kept in memory until one is added or removed, here or on another node.</remarks>
internal sealed class WebhookBook : IDisposable
{
    /// <summary>More than an agency has.</summary>
    public const int Most = 50;

    /// <summary>How long they are believed where another node's news may be lost.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<
        AgencyId,
        (ImmutableList<Webhook> Hooks, long At)
    > _known = new();
    private readonly IStore _store;
    private readonly IDisposable _news;
    private int _changes;

    public WebhookBook(IStore store)
    {
        _store = store;
        _news = store.OnCommitted(committed =>
        {
            if (committed.DocumentKinds.Contains(DocumentKinds.Webhook))
            {
                Interlocked.Increment(ref _changes);
                _known.TryRemove(committed.Agency, out _);
            }
        });
    }

    public void Dispose() => _news.Dispose();

    /// <summary>By id.</summary>
    public async ValueTask<ImmutableList<Webhook>> OfAsync(AgencyId agency, CancellationToken stop)
    {
        if (
            _known.TryGetValue(agency, out var known)
            && (!_store.IsShared || Stopwatch.GetElapsedTime(known.At) < GoodFor)
        )
        {
            return known.Hooks;
        }

        var now = Stopwatch.GetTimestamp();
        var changes = Volatile.Read(ref _changes);
        ImmutableList<Webhook> read =
        [
            .. (
                await _store.DocumentsAsync(agency, DocumentKinds.Webhook, "", null, Most, stop)
            ).Select(Documents.Parse<Webhook>),
        ];
        _known[agency] = (read, now);
        if (Volatile.Read(ref _changes) != changes)
        {
            // It may have been read before the change and kept after it.
            _known.TryRemove(agency, out _);
        }

        return read;
    }

    /// <summary>Messages about what entries did to a client; none when nobody listens.</summary>
    /// <param name="before">As the entries found it.</param>
    public async ValueTask<ImmutableList<OutboxMessage>> AboutAsync(
        AgencyId agency,
        ClientState before,
        IReadOnlyList<ClientEntry> entries,
        CancellationToken stop
    )
    {
        var hooks = await OfAsync(agency, stop);
        if (hooks.IsEmpty || entries.Count == 0)
        {
            return [];
        }

        var messages = ImmutableList.CreateBuilder<OutboxMessage>();
        var state = before;
        foreach (var entry in entries)
        {
            var after = ClientFold.Apply(state, entry);
            foreach (var (n, name) in WebhookEvents.Of(state, entry, after).Index())
            {
                messages.AddRange(
                    Messages(
                        agency,
                        hooks,
                        name,
                        $"{before.Id}.{entry.Seq:D10}.{n}",
                        entry.RecordedAt,
                        WebhookBody.Of(name, entry, after)
                    )
                );
            }

            state = after;
        }

        return messages.ToImmutable();
    }

    public async ValueTask<ImmutableList<OutboxMessage>> MonthClosedAsync(
        AgencyId agency,
        AgencyEntry.MonthClosed entry,
        CancellationToken stop
    ) =>
        [
            .. Messages(
                agency,
                await OfAsync(agency, stop),
                WebhookEvents.MonthClosed,
                $"agency.{entry.Seq:D10}",
                entry.RecordedAt,
                WebhookBody.Of(entry)
            ),
        ];

    private static IEnumerable<OutboxMessage> Messages(
        AgencyId agency,
        ImmutableList<Webhook> hooks,
        string name,
        string id,
        Instant at,
        string body
    ) =>
        hooks
            .Where(hook => hook.Wants(name))
            .Select(hook => new OutboxMessage(
                agency,
                $"{id}/{hook.Id}",
                Outbox.OutboxKinds.Webhook,
                $"webhook:{hook.Id}",
                Documents.Json(new WebhookMessage(hook.Id, id, body)),
                OutboxState.Waiting,
                at
            ));
}

/// <param name="Id">The webhook-id: of what happened, the same for every try. In order of what happened, as messages that are due at once go by it.</param>
/// <param name="Body">As it is sent and signed.</param>
internal sealed record WebhookMessage(string Hook, string Id, string Body);
