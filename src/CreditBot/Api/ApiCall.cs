using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Api;

/// <summary>One call of the REST interface: who calls, what was sent, and the answer that is kept for a repeat of it.</summary>
internal sealed class ApiCall
{
    private static readonly Duration KeepFor = Duration.FromHours(24);

    private byte[]? _json;
    private int _status;
    private bool _isAnswered;

    public required ApiCaller Caller { get; init; }

    /// <summary>What was sent; it is there until the response is done.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The Idempotency-Key, when one was sent.</summary>
    public string? Key { get; init; }

    public required Instant Now { get; init; }

    public AgencyId Agency => Caller.Agency;

    /// <summary>The answer goes to disk with its effect.</summary>
    public bool IsKept => _isAnswered && LastKept is not null;

    /// <summary>The answer made last, when it is to be kept.</summary>
    public KeptAnswer? LastKept { get; private set; }

    /// <summary>Empty without a <see cref="Key"/>.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The body as an object, or null when it is no JSON object.</summary>
    public Body? Body
    {
        get
        {
            try
            {
                using var document = JsonDocument.Parse(Bytes.IsEmpty ? "{}"u8.ToArray() : Bytes);
                return document.RootElement.ValueKind == JsonValueKind.Object
                    ? new Body(document.RootElement.Clone())
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The client that the path names and the body for it, or what is wrong with either.</summary>
    public async ValueTask<(ClientId Client, Body? Body, IResult? Problem)> ForClientAsync(
        string id,
        IStore store,
        CancellationToken stop
    ) =>
        !ClientId.TryParse(id, out var client)
        || await store.ClientAsync(Agency, client, stop) is null
            ? (client, null, Problems.NoClient(id))
        : Body is not { } body ? (client, null, Problems.Malformed("Send a JSON object."))
        : (client, body, null);

    public static ApiCall Of(HttpContext http) =>
        (ApiCall?)http.Items[typeof(ApiCall)]
        ?? throw new InvalidOperationException("The call has not passed the gate.");

    /// <summary>Acts for the agency itself, or for a named manager.</summary>
    public Actor As(PersonId by) => new(Agency, by, Channels.ChannelNames.Api);

    public Actor AsItself() => As(new PersonId($"key:{Caller.Name}"));

    /// <summary>Makes the answer, to be written with its effect; null when no key asks to keep it.</summary>
    public KeptAnswer? Keep<T>(int status, T view)
    {
        _status = status;
        _json = JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Options);
        LastKept = Key is null
            ? null
            : new KeptAnswer(
                Key,
                Digest,
                status,
                "application/json",
                Encoding.UTF8.GetString(_json),
                Now + KeepFor
            );
        return LastKept;
    }

    /// <summary>The answer made last, once its effect is on disk; a command that was refused after all doesn't come to it.</summary>
    public IResult Answer()
    {
        _isAnswered = true;
        return Results.Text(
            _json ?? throw new InvalidOperationException("No answer was made."),
            "application/json; charset=utf-8",
            _status
        );
    }

    public KeptAnswer KeepAfterwards(int status, string? contentType, string body) =>
        new(Key!, Digest, status, contentType, body, Now + KeepFor);

    /// <summary>What makes two calls the same call: where they go, what they carry, and as whom they decide.</summary>
    public static string DigestOf(
        ApiScope scope,
        string method,
        string path,
        ReadOnlySpan<byte> body
    )
    {
        var manager = scope is ApiScope.Decide decide ? decide.Manager : "";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{manager}\n{method} {path}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
