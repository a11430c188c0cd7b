using System.Net;
using System.Text.RegularExpressions;
using Bunit;
using CreditBot.Amounts;
using CreditBot.Channels.Web;
using CreditBot.Outbox;
using CreditBot.Pages.Account;
using CreditBot.Pages.Billing;
using CreditBot.Pages.Chat;
using CreditBot.Pages.Managers;
using CreditBot.Tests.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FluentUI.AspNetCore.Components;
using MimeKit;
using TestContext = Xunit.TestContext;

namespace CreditBot.Tests.Agencies;

/// <summary>A link and the cookie it leads to are of one agency, and pages show that one's alone.</summary>
public partial class WebTests : IAsyncLifetime
{
    private const string WrongCode = "This code doesn&#x27;t work";
    private static readonly AgencyId Acme = ThreeAgencies.Acme;
    private static readonly AgencyId Blue = ThreeAgencies.Blue;

    private ThreeAgencies? _agencies;

    private ThreeAgencies Agencies => _agencies!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The settings that say where everything is kept.</summary>
    protected virtual Task<string[]> StoreAsync() => Task.FromResult<string[]>([]);

    public async ValueTask InitializeAsync()
    {
        _agencies = await ThreeAgencies.StartAsync([
            .. await StoreAsync(),
            "--Mail:LinkAddress=https://credits.example",
        ]);
        await Agencies.SettleAsync();
        await Agencies.Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await (_agencies?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_link_signs_in_to_its_own_agency_and_pages_show_that_one_s()
    {
        foreach (var agency in ThreeAgencies.All)
        {
            using var browser = new Browser(Agencies.Bot);
            var link = await LinkAsync(agency);
            link.Contains("agency=", StringComparison.Ordinal).ShouldBe(agency != AgencyId.Default);
            var at = await Agencies.AloneAsync(agency, () => browser.SignInAsync(link));

            at.ShouldEndWith("console");
            foreach (
                var page in (string[])
                    [
                        "/console",
                        "/console/billing/2026-11",
                        "/console/statement/bella/2026-11",
                        "/chat",
                        "/credits",
                    ]
            )
            {
                var shown = await Agencies.AloneAsync(agency, () => browser.GetAsync(page));
                shown.ShouldContain($"dana of {agency}");
                ThreeAgencies.ShouldBeOf(agency, shown, page);
            }

            var statement = await browser.GetAsync("/console/statement/bella/2026-11");
            statement.ShouldContain($"Brightside of {agency} to");
            statement.ShouldContain($">bella of {agency}</strong>");
        }
    }

    [Fact]
    public async Task A_code_of_one_agency_is_of_no_use_in_another()
    {
        var code = (await LinkAsync(Acme)).Split("code=")[1];
        foreach (
            var elsewhere in (string[])
                [
                    $"/signin?code={code}",
                    $"/signin?agency=default&code={code}",
                    $"/signin?agency=blue&code={code}",
                    $"/signin?agency=nobody&code={code}",
                    $"/signin?agency=acme%2Fx&code={code}",
                    $"/signin?agency=..&code={code}",
                    $"/signin?agency={new string('a', 100)}&code={code}",
                ]
        )
        {
            using var browser = new Browser(Agencies.Bot);
            (await browser.SignInAsync(elsewhere)).ShouldContain(
                WrongCode,
                Case.Sensitive,
                elsewhere
            );
            (await browser.GetAsync("/console")).ShouldContain("not signed in");
        }

        using var right = new Browser(Agencies.Bot);
        (await right.SignInAsync($"/signin?agency=ACME&code={code}")).ShouldEndWith("console");
    }

    [Fact]
    public async Task Wrong_codes_for_an_agency_that_is_not_there_are_written_nowhere()
    {
        var before = await WholeAsync();
        using var browser = new Browser(Agencies.Bot);
        await browser.SignInAsync("/signin?agency=nobody&code=ABCDEFGH");
        (await WholeAsync()).ShouldBe(before);
        (await Agencies.ContentsAsync(new AgencyId("nobody"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_person_signed_in_with_one_agency_is_nobody_in_another()
    {
        // Known in acme alone: the id is nobody's elsewhere, and stays so.
        await Agencies
            .Api(Acme)
            .PostAsync(
                "/managers",
                new
                {
                    id = "lee",
                    name = "lee of acme",
                    email = "lee@a.example",
                }
            )
            .ShouldBeAsync("201");
        using var browser = new Browser(Agencies.Bot);
        await browser.SignInAsync(await LinkAsync(Acme, "lee"));
        (await browser.GetAsync("/console")).ShouldContain("lee of acme");
        (await Agencies.Bot.Service<WebIdentities>().FindAsync(Blue, "lee", Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_is_mailed_from_the_agency_that_is_asked_and_leads_back_to_it()
    {
        foreach (var agency in ThreeAgencies.All)
        {
            using var browser = new Browser(Agencies.Bot);
            await Agencies.AloneAsync(
                agency,
                async () =>
                {
                    await browser.OrderAsync(
                        agency == AgencyId.Default ? "/signin" : $"/signin?agency={agency}",
                        "dana@brightside.example"
                    );
                    await Agencies.Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
                    return true;
                }
            );
            var mail = MailsOf(agency)
                .Last(mail => mail.Subject!.StartsWith("Sign in", StringComparison.Ordinal));
            mail.Subject.ShouldBe($"Sign in to CreditBot of Brightside of {agency}");
            mail.From.Mailboxes.Single()
                .Address.ShouldBe(
                    agency == AgencyId.Default ? "creditbot@localhost" : $"reports@{agency}.example"
                );
            ThreeAgencies.ShouldBeOf(agency, mail.TextBody!, "the mail");
            var link = mail.TextBody!.Split('\n')
                .Single(line => line.Contains("/signin", StringComparison.Ordinal));
            using var second = new Browser(Agencies.Bot);
            (await second.SignInAsync(new Uri(link.Trim()).PathAndQuery)).ShouldEndWith("console");
            (await second.GetAsync("/console")).ShouldContain($"dana of {agency}");
        }
    }

    [Fact]
    public async Task Who_comes_without_a_link_is_asked_for_the_agency_where_there_are_several()
    {
        using var browser = new Browser(Agencies.Bot);
        (await browser.GetAsync("/signin")).ShouldContain("Its short name");
        (await browser.GetAsync("/signin?agency=acme")).ShouldNotContain("Its short name");
        // Which agencies there are is not said.
        (await browser.GetAsync("/signin")).ShouldNotContain("acme");

        await using var alone = await HostedCreditBot.StartAsync();
        using var there = new Browser(alone);
        (await there.GetAsync("/signin")).ShouldNotContain("Its short name");
    }

    [Fact]
    public async Task Live_panels_show_what_their_agency_has()
    {
        foreach (var agency in ThreeAgencies.All)
        {
            await using var bunit = new BunitContext();
            bunit.JSInterop.Mode = JSRuntimeMode.Loose;
            bunit.Services.AddFluentUIComponents();
            bunit.Services.AddFallbackServiceProvider(Agencies.Bot.Services);
            var shown = await Agencies.AloneAsync(
                agency,
                async () =>
                {
                    await Agencies
                        .Bot.Service<WebChat>()
                        .SayAsync(
                            agency,
                            (
                                await Agencies
                                    .Bot.Service<WebIdentities>()
                                    .FindAsync(agency, "dana", Stop)
                            )!,
                            $"turn-{agency}",
                            "pending",
                            Stop
                        );
                    return (string[])
                        [
                            await ShownAsync(
                                agency,
                                bunit.Render<ConsolePanel>(panel =>
                                    panel.Add(p => p.Agency, agency.Value)
                                )
                            ),
                            await ShownAsync(
                                agency,
                                bunit.Render<CreditsPanel>(panel =>
                                    panel
                                        .Add(p => p.Agency, agency.Value)
                                        .Add(p => p.Client, "bella")
                                )
                            ),
                            await ShownAsync(
                                agency,
                                bunit.Render<BillingPanel>(panel =>
                                    panel
                                        .Add(p => p.Agency, agency.Value)
                                        .Add(p => p.Manager, "dana")
                                        .Add(p => p.Month, "2026-11")
                                )
                            ),
                            await ShownAsync(
                                agency,
                                bunit.Render<ChatPanel>(panel =>
                                    panel
                                        .Add(p => p.Agency, agency.Value)
                                        .Add(p => p.Person, "dana")
                                        .Add(p => p.Heading, "Chat")
                                )
                            ),
                        ];
                }
            );
            foreach (var markup in shown)
            {
                markup.ShouldContain($"bella of {agency}");
                ThreeAgencies.ShouldBeOf(agency, markup, "a panel");
            }
        }
    }

    /// <summary>What a panel shows once it has read what it shows.</summary>
    private static async Task<string> ShownAsync<T>(AgencyId agency, IRenderedComponent<T> panel)
        where T : IComponent
    {
        await panel.WaitForStateAsync(
            () => panel.Markup.Contains($"bella of {agency}", StringComparison.Ordinal),
            TimeSpan.FromMinutes(1)
        );
        return panel.Markup;
    }

    private async Task<string> LinkAsync(AgencyId agency, string manager = "dana") =>
        new Uri(
            (string)
                (
                    await Agencies
                        .Api(agency)
                        .PostAsync($"/managers/{manager}/invites")
                        .ShouldBeAsync("201")
                )["link"]!
        ).PathAndQuery;

    private IEnumerable<MimeMessage> MailsOf(AgencyId agency) =>
        Directory
            .GetFiles(
                agency == AgencyId.Default
                    ? Agencies.Bot.Pickup
                    : Path.Combine(Agencies.Bot.Pickup, agency.Value),
                "*.eml"
            )
            .Select(file => MimeMessage.Load(file));

    private async Task<IReadOnlyList<string>> WholeAsync()
    {
        var rows = new List<string>();
        foreach (var agency in ThreeAgencies.All)
        {
            rows.AddRange(await Agencies.ContentsAsync(agency));
        }

        return rows;
    }

    /// <summary>Keeps cookies and sends forms, as a browser does.</summary>
    private sealed partial class Browser(HostedCreditBot bot) : IDisposable
    {
        private readonly HttpClient _http = bot.Raw();
        private readonly CookieContainer _cookies = new();

        public async Task<string> GetAsync(string page)
        {
            using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, page));
            return await answer.Content.ReadAsStringAsync(Stop);
        }

        /// <returns>Where it leads, or what the page says instead.</returns>
        public Task<string> SignInAsync(string link) => SubmitAsync(link, "signin", []);

        public Task<string> OrderAsync(string page, string email) =>
            SubmitAsync(page, "mail", [new("Email", email)]);

        public void Dispose() => _http.Dispose();

        private async Task<string> SubmitAsync(
            string page,
            string form,
            IEnumerable<KeyValuePair<string, string>> fields
        )
        {
            var shown = await GetAsync(page);
            var drawn = shown
                .Split("<form ")
                .Single(one => one.Contains($"value=\"{form}\"", StringComparison.Ordinal));
            var hidden = Field()
                .Matches(drawn.Split("</form>")[0])
                .Select(field =>
                    KeyValuePair.Create(
                        field.Groups["name"].Value,
                        WebUtility.HtmlDecode(field.Groups["value"].Value)
                    )
                );
            using var request = new HttpRequestMessage(HttpMethod.Post, "/signin");
            request.Content = new FormUrlEncodedContent([.. hidden, .. fields]);
            using var answer = await SendAsync(request);
            return answer.Headers.Location?.ToString()
                ?? await answer.Content.ReadAsStringAsync(Stop);
        }

        private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
        {
            request.Headers.TryAddWithoutValidation(
                "Cookie",
                _cookies.GetCookieHeader(_http.BaseAddress!)
            );
            var answer = await _http.SendAsync(request, Stop);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    _cookies.SetCookies(_http.BaseAddress!, cookie);
                }
            }

            return answer;
        }

        [GeneratedRegex(
            "<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"",
            RegexOptions.ExplicitCapture,
            1000
        )]
        private static partial Regex Field();
    }
}
