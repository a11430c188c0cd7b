using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CreditBot.Bench.Ledger;

/// <summary>Usage as editors report it: CloudEvents spread over clients, some of them sent twice.</summary>
internal sealed class UsageEvents(IReadOnlyList<string> clients, int seed, double duplicates = 0)
{
    public static readonly MediaTypeHeaderValue BatchType = new(
        "application/cloudevents-batch+json"
    );
    public static readonly MediaTypeHeaderValue SingleType = new("application/cloudevents+json");

    private static readonly string[] Actions = ["edit", "page", "blog", "publish"];

    private readonly Random _random = new(seed);
    private readonly List<object> _sent = [];
    private DateTime _time = DateTime.UtcNow.AddMinutes(-30);

    public byte[] Batch(int events) =>
        JsonSerializer.SerializeToUtf8Bytes(Enumerable.Range(0, events).Select(_ => Next()));

    public byte[] Single() => JsonSerializer.SerializeToUtf8Bytes(Next());

    private object Next()
    {
        if (_sent.Count > 0 && _random.NextDouble() < duplicates)
        {
            return _sent[_random.Next(_sent.Count)];
        }

        var editor = _random.Next(8);
        _time = _time.AddMilliseconds(1);
        var made = new
        {
            specversion = "1.0",
            type = "creditbot.usage",
            source = $"/editors/{editor.ToString(CultureInfo.InvariantCulture)}",
            id = editor % 2 == 0 ? Counted() : Random(),
            subject = clients[_random.Next(clients.Count)],
            time = _time.ToString("O", CultureInfo.InvariantCulture),
            datacontenttype = "application/json",
            data = new
            {
                credits = _random.Next(1, 3000) / 1000m,
                action = Actions[_random.Next(Actions.Length)],
                target = $"/pages/{_random.Next(200).ToString(CultureInfo.InvariantCulture)}",
                session = $"s-{_random.Next(5000).ToString(CultureInfo.InvariantCulture)}",
            },
        };
        _sent.Add(made);
        return made;
    }

    // Even editors count their events, odd ones draw lots.
    private string Counted() =>
        string.Create(CultureInfo.InvariantCulture, $"{seed}-{_sent.Count:D8}");

    private string Random()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
