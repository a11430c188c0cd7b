using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Channels.Slack.Security;
using NodaTime;

namespace CreditBot.Channels.Slack.Web;

/// <summary>Calls Slack: Web API methods with a workspace's token, and addresses that Slack gave for one answer.</summary>
/// <remarks>One try a call. What Slack has asked to wait for is waited for: until then nothing of that method and workspace leaves (protocols/slack.md §6).</remarks>
internal sealed class SlackApi : IDisposable
{
    private const int MostAnswerBytes = 1024 * 1024;

    /// <summary>How long an answer may take; a silent platform must not hold up the rest.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SlackWorkspaces _workspaces;
    private readonly ResponseUrls _responseUrls;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = NoRedirects.Client(Timeout.InfiniteTimeSpan);
    private readonly ConcurrentDictionary<(string Method, string Token), Instant> _waits = new();

    public SlackApi(
        SlackWorkspaces workspaces,
        ResponseUrls responseUrls,
        IClock clock,
        TimeProvider time
    )
    {
        (_workspaces, _responseUrls, _clock, _time) = (workspaces, responseUrls, clock, time);
        _http.MaxResponseContentBufferSize = MostAnswerBytes;
    }

    /// <summary>One method in a workspace.</summary>
    /// <param name="agency">Whose installation it is.</param>
    /// <param name="team">The workspace in which the app is installed.</param>
    public async Task<SlackAnswer> CallAsync(
        AgencyId agency,
        string? team,
        string method,
        JsonObject body,
        CancellationToken stop
    )
    {
        if (_workspaces.TokenOf(agency, team) is not { } token)
        {
            return new SlackAnswer.Refused("not_installed");
        }

        var now = _clock.GetCurrentInstant();
        if (_waits.TryGetValue((method, token), out var until) && until > now)
        {
            return new SlackAnswer.Later("ratelimited", until - now);
        }

        using var request = Request($"{_workspaces.ApiOf(agency)!.TrimEnd('/')}/{method}", body);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var (answer, after) = await SendAsync(request, ReadAsync, stop);
        if (answer is SlackAnswer.Later && after is { } wait)
        {
            _waits[(method, token)] = _clock.GetCurrentInstant() + wait;
        }

        return answer;
    }

    /// <summary>An answer by the address that came with a command or a press: Slack's own, or nothing leaves.</summary>
    public async Task<SlackAnswer> RespondAsync(
        AgencyId agency,
        string responseUrl,
        JsonObject body,
        CancellationToken stop
    )
    {
        if (!_responseUrls.Allows(agency, responseUrl))
        {
            return new SlackAnswer.Refused("response_url is not Slack's");
        }

        using var request = Request(responseUrl, body);
        // It says "ok" in plain text, or nothing.
        var (answer, _) = await SendAsync(
            request,
            (_, _) => Task.FromResult<SlackAnswer>(new SlackAnswer.Done(default)),
            stop
        );
        return answer;
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(string url, JsonObject body) =>
        new(HttpMethod.Post, url)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };

    private async Task<(SlackAnswer Answer, Duration? After)> SendAsync(
        HttpRequestMessage request,
        Func<HttpResponseMessage, CancellationToken, Task<SlackAnswer>> read,
        CancellationToken stop
    )
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            var after = RetryAfter.Of(response, _clock.GetCurrentInstant());
            var answer = response.StatusCode switch
            {
                HttpStatusCode.TooManyRequests => new SlackAnswer.Later("429", after),
                >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout =>
                    new SlackAnswer.Later(Number(response), after),
                >= HttpStatusCode.MultipleChoices => new SlackAnswer.Refused(Number(response)),
                _ => await read(response, either.Token) is var told
                && told is SlackAnswer.Later later
                    ? later with
                    {
                        After = after,
                    }
                    : told,
            };
            return (answer, after);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return (
                new SlackAnswer.Later(
                    $"no connection: {(fault as HttpRequestException)?.HttpRequestError}",
                    IsDoubtful: true
                ),
                null
            );
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (new SlackAnswer.Later("no answer in time", IsDoubtful: true), null);
        }
    }

    private static async Task<SlackAnswer> ReadAsync(
        HttpResponseMessage response,
        CancellationToken stop
    )
    {
        var text = await response.Content.ReadAsByteArrayAsync(stop);
        try
        {
            using var json = JsonDocument.Parse(text);
            var body = json.RootElement;
            return body.Flag("ok")
                ? new SlackAnswer.Done(body.Clone())
                : SlackAnswer.OfError(body.Text("error"), null);
        }
        catch (JsonException)
        {
            return new SlackAnswer.Later("an answer that is no JSON");
        }
    }

    private static string Number(HttpResponseMessage response) =>
        ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
}
