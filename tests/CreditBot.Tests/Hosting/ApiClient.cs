using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditBot.Tests.Hosting;

/// <summary>Calls the REST interface as a program would: paths under /api/v1, JSON in and out.</summary>
internal sealed class ApiClient(HttpClient http)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Something beside the interface, by its whole path.</summary>
    public Task<string> TextAsync(string path) =>
        http.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>A file beside the interface, by its whole path: status, file name and bytes.</summary>
    public async Task<(int Status, string? Name, byte[] Bytes)> FileAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (
            (int)answer.StatusCode,
            answer.Content.Headers.ContentDisposition?.FileName,
            await answer.Content.ReadAsByteArrayAsync()
        );
    }

    public Task<ApiAnswer> PostAsync(string path, object? body = null, string? key = null) =>
        SendAsync(HttpMethod.Post, path, body, key);

    public Task<ApiAnswer> PutAsync(string path, object body, string? key = null) =>
        SendAsync(HttpMethod.Put, path, body, key);

    public Task<ApiAnswer> PatchAsync(string path, object body, string? key = null) =>
        SendAsync(HttpMethod.Patch, path, body, key);

    /// <summary>Reports usage: one event as an object, a batch as an array.</summary>
    public Task<ApiAnswer> UseAsync(object events, string? key = null)
    {
        var text = Text(events);
        return SendAsync(
            HttpMethod.Post,
            "/usage",
            text,
            key,
            text.StartsWith('[')
                ? "application/cloudevents-batch+json"
                : "application/cloudevents+json"
        );
    }

    /// <param name="body">A string goes as it is; anything else as JSON; null sends none.</param>
    /// <param name="key">The Idempotency-Key.</param>
    public async Task<ApiAnswer> SendAsync(
        HttpMethod method,
        string path,
        object? body,
        string? key = null,
        string type = "application/json",
        string? accept = null
    )
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri(
                path.StartsWith("/api", StringComparison.Ordinal) ? path : $"/api/v1{path}",
                UriKind.Relative
            )
        );
        if (body is not null)
        {
            request.Content = new StringContent(Text(body), Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        using var response = await http.SendAsync(request);
        return new ApiAnswer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsByteArrayAsync(),
            response.Headers.TryGetValues("Retry-After", out var values) ? values.First() : null
        );
    }

    private static string Text(object body) =>
        body as string ?? JsonSerializer.Serialize(body, Json);
}

/// <summary>What the interface answered.</summary>
internal sealed record ApiAnswer(int Status, string? Type, byte[] Bytes, string? RetryAfter)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes)!;

    /// <summary>The error's code, when it is one.</summary>
    public string? Code => Type == "application/problem+json" ? (string?)Json["code"] : null;

    /// <summary>The status with the error's code: "404 not_found", or "201".</summary>
    public string Outcome => Code is { } code ? $"{Status} {code}" : $"{Status}";

    /// <summary>As it is kept in goldens.</summary>
    public string Pretty => Bytes.Length == 0 ? "" : Json.ToJsonString(Indented);

    public JsonNode? this[string field] => Json[field];

    /// <summary>The answer, once its status is what it should be; what it says otherwise.</summary>
    public ApiAnswer ShouldBe(string outcome)
    {
        Outcome.ShouldBe(outcome, Text);
        return this;
    }
}

internal static class ApiAnswers
{
    public static async Task<ApiAnswer> ShouldBeAsync(
        this Task<ApiAnswer> answer,
        string outcome
    ) => (await answer).ShouldBe(outcome);
}
