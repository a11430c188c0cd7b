using System.Buffers;
using System.Collections.Concurrent;
using CreditBot.Identity;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Api;

/// <summary>Lets a call in: the key, its scope, and what an Idempotency-Key asks for (contract.md, Common and HTTP).</summary>
internal sealed class ApiGate(ApiKeys keys, IStore store, IClock clock)
{
    private const int KeyLength = 255;
    private const string Scheme = "Bearer ";

    /// <summary>After so long a node that said a call runs there is taken for dead. One that was only slow does no harm: of two commits with one key the store takes the first.</summary>
    private static readonly Duration RunsFor = Duration.FromSeconds(15);

    /// <summary>Calls under way in this process; another one with the same key waits for it.</summary>
    private readonly ConcurrentDictionary<(string Agency, string Key), byte> _running = new();

    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        if (await CallerAsync(http) is not { } caller)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.Unauthorized();
        }

        if (!Allows(caller.Scope, http))
        {
            return Problems.NotAllowed("This key is not meant for that call.");
        }

        // Binding comes before filters and marks what it can't read by this status.
        if (http.Response.StatusCode == StatusCodes.Status400BadRequest)
        {
            return Problems.Malformed(
                "A value in the address can't be read. Numbers are plain digits, true and false are words."
            );
        }

        var isWrite = !HttpMethods.IsGet(http.Request.Method);
        var bytes = isWrite ? await ReadAsync(http) : default;
        var key = isWrite ? http.Request.Headers["Idempotency-Key"].ToString() : "";
        var call = new ApiCall
        {
            Caller = caller,
            Bytes = bytes,
            Key = key.Length == 0 ? null : key,
            Now = clock.GetCurrentInstant(),
            Digest =
                key.Length == 0
                    ? ""
                    : ApiCall.DigestOf(
                        caller.Scope,
                        http.Request.Method,
                        http.Request.Path + http.Request.QueryString,
                        bytes.Span
                    ),
        };
        http.Items[typeof(ApiCall)] = call;
        return call.Key is null ? await next(context)
            : key.Length > KeyLength
                ? Problems.Invalid(
                    "Idempotency-Key",
                    $"An Idempotency-Key has {KeyLength} characters at most."
                )
            : await OnceAsync(call, context, next);
    }

    private async Task<object?> OnceAsync(
        ApiCall call,
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        if (!_running.TryAdd((call.Agency.Value, call.Key!), 0))
        {
            return Problems.InFlight();
        }

        try
        {
            if (await KeptAsync(call, http.RequestAborted) is { } known)
            {
                return known;
            }

            return store.IsShared
                ? await MarkedAsync(call, http, context, next)
                : await RunAsync(call, http, context, next);
        }
        finally
        {
            _running.TryRemove((call.Agency.Value, call.Key!), out _);
        }
    }

    /// <summary>What a call that came before has left: its answer, or that it still runs; null when there was none.</summary>
    private async Task<IResult?> KeptAsync(ApiCall call, CancellationToken stop) =>
        await store.KeptAnswerAsync(call.Agency, call.Key!, stop) is not { } kept
        || kept.KeptUntil <= call.Now
            ? null
        : kept.BodyDigest != call.Digest ? Problems.IdempotencyMismatch()
        : kept.Status == 0 ? Problems.InFlight()
        : Results.Text(kept.Body ?? "", kept.ContentType, System.Text.Encoding.UTF8, kept.Status);

    /// <summary>Says to other nodes that the call runs here, and that it no longer does when there is no answer to keep.</summary>
    private async Task<object?> MarkedAsync(
        ApiCall call,
        HttpContext http,
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var mark = new KeptAnswer(call.Key!, call.Digest, 0, null, null, call.Now + RunsFor);
        var outcome = await store.CommitAsync(
            new Commit(call.Agency) { Answer = mark },
            http.RequestAborted
        );
        if (outcome is CommitOutcome.Conflict)
        {
            return await KeptAsync(call, http.RequestAborted) ?? Problems.InFlight();
        }

        var isKept = false;
        try
        {
            var result = await RunAsync(call, http, context, next);
            isKept = call.IsKept || ReferenceEquals(result, Results.Empty) && IsForGood(http);
            return result;
        }
        finally
        {
            if (!isKept)
            {
                await UnmarkAsync(call, mark);
            }
        }
    }

    private async Task UnmarkAsync(ApiCall call, KeptAnswer mark)
    {
        try
        {
            await store.CommitAsync(
                new Commit(call.Agency)
                {
                    Answer = mark with
                    {
                        Status = StatusCodes.Status503ServiceUnavailable,
                        KeptUntil = call.Now,
                    },
                },
                CancellationToken.None
            );
        }
        catch (StoreUnavailableException)
        {
            // It ends by itself.
        }
    }

    private async Task<object?> RunAsync(
        ApiCall call,
        HttpContext http,
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var result = await next(context);
        return call.IsKept ? result : await KeepAsync(call, http, result);
    }

    /// <summary>What may go better later isn't kept.</summary>
    private static bool IsForGood(HttpContext http) =>
        http.Response.StatusCode
            is < StatusCodes.Status500InternalServerError
                and not StatusCodes.Status429TooManyRequests;

    /// <summary>An answer without an effect, such as a refusal, is kept on its own.</summary>
    private async Task<object?> KeepAsync(ApiCall call, HttpContext http, object? result)
    {
        if (result is not IResult answer)
        {
            return result;
        }

        var body = http.Response.Body;
        using var buffer = new MemoryStream();
        http.Response.Body = buffer;
        try
        {
            await answer.ExecuteAsync(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        if (IsForGood(http))
        {
            var kept = call.KeepAfterwards(
                http.Response.StatusCode,
                http.Response.ContentType,
                System.Text.Encoding.UTF8.GetString(buffer.ToArray())
            );
            var outcome = await store.CommitAsync(
                new Commit(call.Agency) { Answer = kept },
                http.RequestAborted
            );
            // Another node took this call over, thinking that we were dead: its answer is the one.
            if (
                outcome is CommitOutcome.Conflict
                && await KeptAsync(call, http.RequestAborted) is { } known
            )
            {
                http.Response.Clear();
                return known;
            }
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(body, http.RequestAborted);
        return Results.Empty;
    }

    private async ValueTask<ApiCaller?> CallerAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        return
            header.Count == 1
            && header[0] is { } text
            && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await keys.WhoIsAsync(text[Scheme.Length..].Trim(), http.RequestAborted)
            : null;
    }

    private static bool Allows(ApiScope scope, HttpContext http) =>
        (scope, http.GetEndpoint()?.Metadata.GetMetadata<OpenTo>()?.To) switch
        {
            (ApiScope.Admin, _) => true,
            (ApiScope.Usage, Audience.Usage) => true,
            (ApiScope.Decide, Audience.Decisions) => true,
            (ApiScope.Read or ApiScope.Decide, null or Audience.Everybody) => HttpMethods.IsGet(
                http.Request.Method
            ),
            _ => false,
        };

    /// <summary>The body, in memory that is lent until the response is done.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        var read = await reader.ReadAsync(http.RequestAborted);
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync(http.RequestAborted);
        }

        var length = (int)read.Buffer.Length;
        var lent = MemoryPool<byte>.Shared.Rent(length);
        http.Response.RegisterForDispose(lent);
        read.Buffer.CopyTo(lent.Memory.Span);
        reader.AdvanceTo(read.Buffer.End);
        return lent.Memory[..length];
    }
}

/// <summary>Which narrower keys may make a call beside reading.</summary>
internal enum Audience
{
    Everybody,
    Usage,
    Decisions,
}

/// <summary>Marks an endpoint for narrower keys.</summary>
internal sealed record OpenTo(Audience To);
