using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CreditBot.RealClients.Product;

/// <summary>A manager who asks for one client and decides at once, and sends again, under the same Idempotency-Key, what had no answer.</summary>
internal sealed class Desk(string client, string manager, Random random) : IWorker
{
    private readonly Dictionary<string, decimal> _decided = [];
    private Call? _inDoubt;
    private (string Id, decimal Credits)? _open;
    private int _sent;

    public string Client => client;

    /// <summary>What was answered: the request, and the credits that it brought; none when it was declined.</summary>
    public IReadOnlyDictionary<string, decimal> Decided => _decided;

    public async Task WorkAsync(HttpClient bot, Action acknowledged, CancellationToken stop)
    {
        if (_inDoubt is not null)
        {
            await SettleAsync(bot, stop);
            acknowledged();
        }

        while (true)
        {
            _inDoubt = Next();
            await SendAsync(bot, _inDoubt, stop);
            acknowledged();
        }
    }

    public Task SettleAsync(HttpClient bot, CancellationToken stop) =>
        _inDoubt is { } call ? SendAsync(bot, call, stop) : Task.CompletedTask;

    private Call Next()
    {
        var key = $"{client}-{_sent++}";
        var credits = random.Next(1, 5000) / 1000m;
        return _open is not { } open
                ? new(
                    key,
                    $"clients/{client}/requests",
                    new
                    {
                        kind = "one_time",
                        credits,
                        reason = "a launch",
                        by = manager,
                    },
                    answer => _open = (answer["id"]!.GetValue<string>(), credits)
                )
            : random.Next(2) == 0 ? Decision(key, open.Id, "approve", open.Credits)
            : Decision(key, open.Id, "decline", 0);
    }

    private Call Decision(string key, string id, string decision, decimal brings) =>
        new(
            key,
            $"requests/{id}/decision",
            new
            {
                decision,
                by = manager,
                reason = "as agreed",
            },
            _ =>
            {
                _decided.Add(id, brings);
                _open = null;
            }
        );

    private async Task SendAsync(HttpClient bot, Call call, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Calls.At(call.Path))
        {
            Content = JsonContent.Create(call.Body),
            Headers = { { "Idempotency-Key", call.Key } },
        };
        using var answer = await bot.SendAsync(message, stop);
        var said = await answer.Content.ReadAsStringAsync(stop);
        if (
            answer.StatusCode == HttpStatusCode.Conflict
            && said.Contains("in_flight", StringComparison.Ordinal)
        )
        {
            throw new HttpRequestException(
                "For other nodes it runs until the mark of the one that was killed ends.",
                inner: null,
                answer.StatusCode
            );
        }

        answer.StatusCode.ShouldBeOneOf(
            [HttpStatusCode.OK, HttpStatusCode.Created],
            $"{call.Path}: {said}"
        );
        _inDoubt = null;
        call.Answered(JsonNode.Parse(said)!);
    }

    private sealed record Call(string Key, string Path, object Body, Action<JsonNode> Answered);
}
