using System.Collections.Immutable;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Reporting;
using CreditBot.Requests;
using CreditBot.Settings;
using CreditBot.Understanding.Vectors;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Dialog;

/// <summary>An agency with the real rooms behind a channel that only writes down: conversations are held on it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public static readonly AgencyId Agency = AgencyId.Default;
    private readonly List<ServiceProvider> _nodes;
    private readonly Dictionary<string, List<Message>> _shown = [];
    private int _turns;

    /// <param name="model">A language model that is asked as well.</param>
    /// <param name="nodes">How many have the store; turns go to each in turn.</param>
    public Stage(Func<IClock, IStore> store, ModelSettings? model = null, int nodes = 1)
    {
        Clock = new FakeClock(Instant.FromUtc(2026, 1, 1, 12, 0));
        Store = store(Clock);
        _nodes = [.. Enumerable.Range(0, nodes).Select(_ => Node(model))];
    }

    private ServiceProvider Node(ModelSettings? model)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IClock>(Clock).AddSingleton(Store);
        services
            .AddSingleton<IChannel>(Channel)
            .AddDialog(new UnderstandingSettings(EncoderUse.Auto, model));
        services.AddSingleton<People>().AddSingleton<Invites>().AddSingleton<Conversations>();
        services.AddSingleton<Ledgers>().AddSingleton<Counters>().AddSingleton<RequestAudience>();
        services.AddSingleton<RequestDesk>().AddSingleton<CreditDesk>().AddSingleton<UsageIntake>();
        services.AddSingleton<Accounts>().AddSingleton<Pool>().AddSingleton<BookKeeper>();
        services
            .AddSingleton<Reversals>()
            .AddSingleton<StandIns>()
            .AddSingleton<Approvers>()
            .AddSingleton<Digests>()
            .AddSingleton<CreditBot.Billing.Invoices>()
            .AddSingleton<ClientDesk>()
            .AddSingleton<Farewells>();
        services.AddSingleton<OutboxDispatcher>();
        return services.BuildServiceProvider();
    }

    public FakeClock Clock { get; }

    public IStore Store { get; }

    public StageChannel Channel { get; } = new();

    /// <summary>What has been gone through so far.</summary>
    public Flow Flow { get; } = new();

    public T Room<T>()
        where T : notnull => _nodes[0].GetRequiredService<T>();

    /// <summary>The turns of a node.</summary>
    public TurnHandler Turns(int node) =>
        (TurnHandler)_nodes[node % _nodes.Count].GetRequiredService<ITurnHandler>();

    public static ChatIdentity Identity(string who) => new(ChannelNames.Terminal, who, who);

    /// <summary>Somebody writes, or presses a button when the words begin with "&gt; ".</summary>
    public async Task<TurnReply> DoAsync(string who, string words, CancellationToken stop)
    {
        TurnInput input = words.StartsWith("> ", StringComparison.Ordinal)
            ? Press(who, words[2..])
            : new TurnInput.Text(words);
        return await TakeAsync(who, input, $"{++_turns}", stop);
    }

    /// <summary>The same turn with the same id once more.</summary>
    public Task<TurnReply> AgainAsync(string who, string words, CancellationToken stop) =>
        TakeAsync(
            who,
            new TurnInput.Text(words),
            _turns.ToString(CultureInfo.InvariantCulture),
            stop
        );

    public Task<TurnReply> JoinAsync(string who, CancellationToken stop) =>
        TakeAsync(who, new TurnInput.Joined(), $"join-{who}", stop);

    /// <summary>Delivers what waits in the outbox.</summary>
    public async Task<
        IReadOnlyList<(string Who, Message Message, bool IsReplacement)>
    > DeliverAsync(CancellationToken stop)
    {
        Channel.Said.Clear();
        await Room<OutboxDispatcher>().RunOnceAsync(stop);
        foreach (var (who, message, _) in Channel.Said)
        {
            Show(who, message);
        }

        return [.. Channel.Said];
    }

    public async Task<IReadOnlyList<ClientEntry>> EntriesAsync(
        ClientId client,
        long after,
        CancellationToken stop
    ) =>
        [
            .. (await Store.EntriesAsync(Agency, client, after, 1000, stop)).Select(stored =>
                stored.Entry
            ),
        ];

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Store.DisposeAsync();
    }

    private async Task<TurnReply> TakeAsync(
        string who,
        TurnInput input,
        string id,
        CancellationToken stop
    )
    {
        var turn = new Turn(
            id,
            new ConversationAddress(Agency, ChannelNames.Terminal, who),
            Identity(who),
            input
        );
        var result = await Turns(_turns).TakeAsync(turn, stop);
        Flow.Take(turn, result, Clock.GetCurrentInstant());
        var reply = result.Reply;
        foreach (var message in reply.Messages)
        {
            Show(who, message);
            await Room<ITurnHandler>()
                .CardShownAsync(turn, message, $"{id}-{_shown[who].Count}", stop);
        }

        if (reply.Replacement is { } card)
        {
            Show(who, card);
        }

        return reply;
    }

    private void Show(string who, Message message)
    {
        Flow.Take(message);
        if (!_shown.TryGetValue(who, out var shown))
        {
            _shown.Add(who, shown = []);
        }

        shown.Add(message);
    }

    /// <summary>The newest button whose title begins so; words in braces fill the fields in order.</summary>
    private TurnInput.Press Press(string who, string words)
    {
        var brace = words.IndexOf('{', StringComparison.Ordinal);
        var title = (brace < 0 ? words : words[..brace]).Trim();
        var values = brace < 0 ? [] : words[(brace + 1)..].TrimEnd('}').Split(" | ");
        var choice =
            _shown
                .GetValueOrDefault(who, [])
                .AsEnumerable()
                .Reverse()
                .SelectMany(message => message.Choices)
                .FirstOrDefault(one => one.Title.StartsWith(title, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{who} sees no button '{title}'.");
        var inputs = (choice.Inputs ?? []).Zip(values, (input, value) => (input.Id, value));
        return new TurnInput.Press(
            choice.Action,
            inputs.ToImmutableDictionary(pair => pair.Id, pair => pair.value),
            "card"
        );
    }
}
