using System.Globalization;
using System.Text;
using CreditBot.Channels.Slack.Security;
using CreditBot.RealClients.Processes;
using CreditBot.RealClients.Teams;
using NodaTime;

namespace CreditBot.RealClients.Slack;

/// <summary>Slack's own receiver and ours, asked about the same requests at the same time.</summary>
public class BoltTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const long Now = 1_795_000_000;
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Where we are stricter, knowingly: bolt takes what comes from the future and reads a signature up to its second "=".</summary>
    private static readonly string[] Stricter =
    [
        "ahead by 301 s",
        "ahead by a day",
        "tail after =",
    ];

    [Fact]
    public async Task Both_believe_the_same_requests()
    {
        var port = FreePort.Next();
        await using var bolt = NpmPeers.Start(
            "bolt-receiver.js",
            [
                port.ToString(CultureInfo.InvariantCulture),
                Secret,
                Now.ToString(CultureInfo.InvariantCulture),
            ]
        );
        await bolt.WaitForLineAsync(line => line == "listening", "bolt to listen");
        using var http = new HttpClient();
        var believed = 0;
        foreach (var (name, request) in Requests())
        {
            using var post = new HttpRequestMessage(
                HttpMethod.Post,
                new Uri($"http://127.0.0.1:{port}/slack/events")
            );
            post.Content = new ByteArrayContent(request.Body);
            post.Content.Headers.TryAddWithoutValidation("Content-Type", request.Type);
            post.Headers.TryAddWithoutValidation(SlackSignature.TimestampHeader, request.Timestamp);
            post.Headers.TryAddWithoutValidation(SlackSignature.SignatureHeader, request.Signature);
            using var answer = await http.SendAsync(post, TestContext.Current.CancellationToken);
            var theirs = (int)answer.StatusCode != 401;
            var ours = SlackSignature.IsRight(
                Secret,
                request.Timestamp,
                request.Signature,
                request.Body,
                Instant.FromUnixTimeSeconds(Now)
            );
            believed += theirs ? 1 : 0;
            (ours, name).ShouldBe((theirs && !Stricter.Contains(name), name));
        }

        believed.ShouldBeGreaterThan(10);
    }

    private static IEnumerable<(string Name, Asked Request)> Requests()
    {
        string[] texts = ["plain", "ümläut 👩‍🍳", "&<>\"'\\ \u2028", "שלום", new('x', 100_000)];
        foreach (var text in texts)
        {
            yield return (
                $"event {text[..Math.Min(20, text.Length)]}",
                Right(
                    $$"""{"type":"url_verification","challenge":{{System.Text.Json.JsonSerializer.Serialize(text)}}}""",
                    Json
                )
            );
            yield return (
                $"command {text[..Math.Min(20, text.Length)]}",
                Right(
                    $"command=%2Fcredits&team_id=T1&user_id=U1&text={Uri.EscapeDataString(text)}",
                    Form
                )
            );
        }

        yield return ("ssl check", Right("ssl_check=1", Form));
        var right = Right("""{"type":"url_verification","challenge":"c"}""", Json);
        foreach (var seconds in (int[])[-300, -299, -1, 1, 299, 300])
        {
            yield return ($"by {seconds} s", right.At(Now + seconds));
        }

        yield return ("older by 301 s", right.At(Now - 301));
        yield return ("older by a day", right.At(Now - 86_400));
        yield return ("the epoch", right.At(0));
        yield return ("ahead by 301 s", right.At(Now + 301));
        yield return ("ahead by a day", right.At(Now + 86_400));
        yield return ("tail after =", right with { Signature = right.Signature + "=x" });
        yield return ("other version", right with { Signature = "v1" + right.Signature[2..] });
        yield return ("no version", right with { Signature = right.Signature[3..] });
        yield return ("upper case", right with { Signature = right.Signature.ToUpperInvariant() });
        yield return (
            "upper case digits",
            right with
            {
                Signature = "v0=" + right.Signature[3..].ToUpperInvariant(),
            }
        );
        yield return ("cut", right with { Signature = right.Signature[..^1] });
        yield return ("longer", right with { Signature = right.Signature + "0" });
        yield return ("empty", right with { Signature = "v0=" });
        yield return ("other body", right with { Body = [.. right.Body, (byte)' '] });
        yield return ("other time", right with { Timestamp = $"{Now + 1}" });
        yield return ("other secret", right.Signed("another"));
    }

    private static Asked Right(string body, string type) =>
        new Asked(Encoding.UTF8.GetBytes(body), type, "", "").At(Now);

    private sealed record Asked(byte[] Body, string Type, string Timestamp, string Signature)
    {
        public Asked At(long seconds) =>
            (this with { Timestamp = seconds.ToString(CultureInfo.InvariantCulture) }).Signed(
                Secret
            );

        public Asked Signed(string secret) =>
            this with
            {
                Signature = SlackSignature.Of(secret, Timestamp, Body),
            };
    }
}
