using System.Globalization;
using CreditBot.RealClients.Browser;
using CreditBot.RealClients.Processes;
using Microsoft.Playwright;

namespace CreditBot.RealClients.Teams;

/// <summary>A person at Microsoft's own chat client for bots, the Agents Playground, in a browser window.</summary>
internal sealed class Playground : IAsyncDisposable
{
    private readonly ChildProcess _server;
    private readonly TempFolder _folder;

    private Playground(ChildProcess server, TempFolder folder, Tab tab)
    {
        _server = server;
        _folder = folder;
        Tab = tab;
    }

    /// <summary>The window, for what the methods here don't do.</summary>
    public Tab Tab { get; }

    private ILocator Messages => Tab.Page.Locator("[aria-label='Message header'] + div");

    /// <summary>Opens the client in the person's personal chat, once the bot has been told of them.</summary>
    /// <param name="bot">Its <c>/api/messages</c>.</param>
    /// <param name="person">Their name; two names are two people with two chats.</param>
    public static async Task<Playground> StartAsync(
        Chromium chromium,
        Uri bot,
        string person = "Alex Wilber"
    )
    {
        var port = FreePort.Next();
        var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Of("playground.yml"), Configuration(person));
        var server = NpmPeers.Start(
            "node_modules/@microsoft/m365agentsplayground/cli.js",
            [
                "start",
                "-e",
                bot.AbsoluteUri,
                "-c",
                "msteams",
                "-p",
                port.ToString(CultureInfo.InvariantCulture),
                "--dt",
            ],
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["TEAMSAPPTESTER_BROWSER"] = "none",
                ["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = folder.Of("playground.yml"),
                ["M365_AGENTS_PLAYGROUND_LOGFILE"] = folder.Of("playground.log"),
            },
            folder.Path
        );
        try
        {
            await server.WaitForLineAsync(
                line => line == $"Listening on {port}",
                "the Playground to listen"
            );
            var tab = await chromium.OpenAsync(new($"http://localhost:{port}/"));
            // Its log panel names the activity once the bot has answered it.
            await tab.Page.GetByText("conversationUpdate").First.WaitForAsync();
            return new(server, folder, tab);
        }
        catch (Exception fault)
        {
            await server.DisposeAsync();
            var log = folder.Of("playground.log");
            var said = File.Exists(log) ? await File.ReadAllTextAsync(log) : server.Output;
            folder.Dispose();
            throw new InvalidOperationException($"The Playground did not start: {said}", fault);
        }
    }

    /// <summary>Types a message and sends it.</summary>
    public async Task SayAsync(string text)
    {
        await Tab.Page.Locator("[role=textbox][data-lexical-editor=true]").ClickAsync();
        await Tab.Page.Keyboard.InsertTextAsync(text);
        await Tab.Page.GetByLabel("Send Message").ClickAsync();
    }

    /// <summary>Presses the lowest button of that name, in a card.</summary>
    public Task PressAsync(string button) =>
        Messages
            .GetByRole(AriaRole.Button, new() { Name = button, Exact = true })
            .Last.ClickAsync();

    /// <summary>Fills in the lowest input of a card with that label.</summary>
    public Task FillAsync(string label, string value) =>
        Messages.GetByLabel(label, new() { Exact = true }).Last.FillAsync(value);

    /// <summary>Waits until a message, from either side, shows these words.</summary>
    /// <exception cref="TimeoutException">It didn't; the message holds the chat, and a screenshot is kept.</exception>
    public async Task SeeAsync(string words, TimeSpan? patience = null)
    {
        var limit = (float)(patience ?? Eventually.Patience).TotalMilliseconds;
        try
        {
            await Messages
                .Filter(new() { HasText = words })
                .Last.WaitForAsync(new() { Timeout = limit });
        }
        catch (TimeoutException late)
        {
            var picture = await Tab.ScreenshotAsync("playground-waited-in-vain");
            var chat = string.Join("\n---\n", await TranscriptAsync());
            throw new TimeoutException($"Waited in vain for: {words}\n{chat}\n({picture})", late);
        }
    }

    /// <summary>The chat as it stands, top to bottom: <c>Test Bot: …</c> or <c>me: …</c>, with the texts of cards and their buttons.</summary>
    public async Task<IReadOnlyList<string>> TranscriptAsync() =>
        await Tab.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("[aria-label='Message header']")].map(header => {
                const author = header.querySelector("[aria-label='Message author']")?.innerText ?? 'me';
                return `${author}: ${header.nextElementSibling.innerText.trim()}`;
            })
            """
        );

    public async ValueTask DisposeAsync()
    {
        await Tab.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    // Ids that aren't GUIDs, as the Playground's own: a bot that parses them fails here. It wants five people more.
    private static string Configuration(string person)
    {
        var id = "user-" + person.ToUpperInvariant().Replace(' ', '-');
        var others = string.Join(
            ", ",
            Enumerable.Range(1, 5).Select(n => Person($"colleague-{n}", $"Colleague {n}"))
        );
        return $$"""
            version: "0.1.1"
            tenantId: 00000000-0000-0000-0000-0000000000001
            bot: { id: 00000000-0000-0000-0000-00000000000011, name: Test Bot }
            currentUser: {{Person(id, person)}}
            users: [{{others}}]
            personalChat: { id: chat-{{id}} }
            groupChat: { id: group-{{id}}, name: Group Chat }
            team: { id: team-{{id}}, name: My Team, aadGroupId: 00000000-0000-0000-0000-000000000031, channels: [{ id: channel-{{id}}, name: Announcements }] }
            """;
    }

    private static string Person(string id, string name) =>
        $"{{ id: {id}, name: {name}, aadObjectId: aad-{id}, userPrincipleName: {id}@example.com, givenName: {name}, surname: {name}, email: {id}@example.com }}";
}
