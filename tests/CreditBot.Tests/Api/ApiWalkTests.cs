using System.Text;
using System.Text.RegularExpressions;
using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Api;

/// <summary>Every call of contract.md in one agency's life, with all it answers: read the golden as the interface's handbook.</summary>
public sealed partial class ApiWalkTests
{
    private readonly StringBuilder _walk = new();

    [Fact]
    public async Task Every_call_answers_with_what_the_contract_says()
    {
        await using var bot = await HostedCreditBot.StartAsync();
        var api = bot.Api;
        await Get(api, "/managers");
        await Post(
            api,
            "/managers",
            """{"id":"dana","name":"Dana Ruiz","email":"dana@brightside.example"}"""
        );
        await Post(api, "/managers/dana/invites", "{}");
        await Get(api, "/managers");
        await Post(
            api,
            "/purchases",
            """{"credits":30000,"price":{"amount":"2550.00","currency":"USD"}}"""
        );
        await Post(
            api,
            "/clients",
            """
            {"id":"bella-bakery","name":"Bella Bakery","timeZone":"America/New_York","package":"Basic",
             "email":"bella@bellabakery.example","manager":"dana","overage":"invoice","overagePrice":{"amount":"2.125"},
             "rollover":{"max":10,"days":31},"taxCode":"S","taxRate":0.19}
            """
        );
        await Get(api, "/clients");
        await Send(
            api,
            HttpMethod.Patch,
            "/clients/bella-bakery",
            """{"name":"Bella's Bakery","overage":"block"}"""
        );
        await Get(api, "/clients/bella-bakery");
        var invite = await Post(
            api,
            "/clients/bella-bakery/invites",
            """{"name":"Bella Rossi","email":"bella@bellabakery.example"}"""
        );
        await bot.LinkAsync((string)invite["code"]!);
        await Post(
            api,
            "/clients/bella-bakery/grants",
            """{"credits":20.5,"reason":"welcome","expiresAt":"2027-01-01T00:00:00Z"}"""
        );
        await Use(
            api,
            """
            [{"specversion":"1.0","type":"creditbot.usage","source":"/editor","id":"e-1","subject":"bella-bakery","time":"2026-11-23T14:30:00Z","data":{"credits":46,"action":"edit","target":"/menu","session":"s-1"}},
             {"specversion":"1.0","type":"creditbot.usage","source":"/editor","id":"e-1","subject":"bella-bakery","time":"2026-11-23T14:30:00Z","data":{"session":"s-1","credits":46.0,"action":"edit","target":"/menu"}},
             {"specversion":"1.0","type":"creditbot.usage","source":"/editor","id":"e-2","subject":"nobody","data":{"credits":1}},
             {"specversion":"1.0","type":"creditbot.usage","source":"/editor","subject":"bella-bakery","data":{"credits":1}}]
            """
        );
        await Get(api, "/clients/bella-bakery/credits");
        var hold = await Post(
            api,
            "/clients/bella-bakery/holds",
            """{"credits":12.5,"action":"section","ttlSeconds":600}"""
        );
        await Post(api, "/clients/bella-bakery/holds", """{"credits":12.001,"ttlSeconds":600}""");
        await Send(api, HttpMethod.Delete, $"/holds/{(string)hold["holdId"]!}", null);
        await Post(
            api,
            "/clients/bella-bakery/requests",
            """{"kind":"one_time","by":"bella@bellabakery.example","credits":60,"reason":"the relaunch","due":"2026-12-03"}"""
        );
        await Post(
            api,
            "/clients/bella-bakery/requests",
            """{"kind":"upgrade","by":"dana","package":"Professional"}"""
        );
        await Get(api, "/requests?state=open&client=bella-bakery");
        await Post(
            api,
            "/requests/R-1/decision",
            """{"decision":"approve_with_change","by":"dana","credits":40,"reason":"let us start with 40"}"""
        );
        await Get(api, "/requests/R-1");
        await Post(
            api,
            "/requests/R-2/decision",
            """{"decision":"decline","by":"dana","reason":"after the holidays"}"""
        );
        await Post(api, "/requests/R-2/decision", """{"decision":"approve","by":"dana"}""");
        await Send(
            api,
            HttpMethod.Put,
            "/clients/bella-bakery/allocation",
            """{"monthlyCredits":80,"monthlyFee":{"amount":"149"},"effective":"now"}"""
        );
        await Send(
            api,
            HttpMethod.Put,
            "/clients/bella-bakery/package",
            """{"package":"Professional","effective":"next_reset"}"""
        );
        await Get(api, "/clients/bella-bakery/credits");
        await Get(api, "/clients/bella-bakery/entries?limit=3");
        await Get(api, "/clients/bella-bakery/entries?after=3");
        await Get(api, "/pool");
        await Send(
            api,
            HttpMethod.Put,
            "/agency/cost-per-credit",
            """{"from":"2026-11-20","price":{"amount":"0.125"}}"""
        );
        await Get(api, "/agency/cost-per-credit");
        await Get(api, "/reports/2026-11");
        await Get(api, "/invoices?month=2026-11&client=bella-bakery");
        await Send(api, HttpMethod.Patch, "/invoices/bella-bakery.2.1", """{"state":"issued"}""");
        bot.Clock.Reset(NodaTime.Instant.FromUtc(2026, 12, 1, 15, 0));
        await Post(api, "/reports/2026-11/send", "");
        await Post(api, "/reports/2026-11/close", "");
        await Get(api, "/reports/2026-11");
        Golden.ShouldMatch(_walk.ToString(), "walk.txt");
    }

    private Task<ApiAnswer> Get(ApiClient api, string path) =>
        Send(api, HttpMethod.Get, path, null);

    private Task<ApiAnswer> Post(ApiClient api, string path, string body) =>
        Send(api, HttpMethod.Post, path, body);

    private async Task Use(ApiClient api, string events) =>
        Tell("POST /usage", events, await api.UseAsync(events));

    private async Task<ApiAnswer> Send(
        ApiClient api,
        HttpMethod method,
        string path,
        string? body
    ) => Tell($"{method} {path}", body, await api.SendAsync(method, path, body));

    private ApiAnswer Tell(string call, string? body, ApiAnswer answer)
    {
        _walk.Append("> ").Append(call).Append('\n');
        if (body is { Length: > 0 })
        {
            _walk.Append(body).Append('\n');
        }

        _walk
            .Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"< {answer.Status} {answer.Type}\n"
            )
            .Append(Unpredictable().Replace(answer.Pretty, "\"${name}\": \"…\""))
            .Append("\n\n");
        return answer;
    }

    // Codes are random, and texts enter hashes under random keys.
    [GeneratedRegex(
        "\"(?<name>code|hash|link|traceId)\": \"(?:[0-9a-f-]{40,}|[A-Z2-7]{8}|http[^\"]*)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Unpredictable();
}
