using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CreditBot.Bench.Ledger;

namespace CreditBot.Bench.Turns;

/// <summary>Somebody who writes to a bot, as the Bot Framework brings it.</summary>
internal sealed class Chatter(string name, string serviceUrl)
{
    private int _said;

    public string Conversation => $"talk-{name}";

    /// <summary>The next activity, with an id of its own.</summary>
    public byte[] Says(string text) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = "message",
                id = $"{name}-{(++_said).ToString(CultureInfo.InvariantCulture)}",
                timestamp = DateTime.UtcNow,
                serviceUrl,
                channelId = "emulator",
                from = new { id = name, name },
                recipient = new { id = "bot", name = "CreditBot" },
                conversation = new { id = Conversation, conversationType = "personal" },
                textFormat = "plain",
                locale = "en-US",
                text,
            }
        );

    /// <summary>Says something by the way, and waits for the end of the turn.</summary>
    public Task SayAsync(ServerProcess bot, string text) =>
        PostAsync(bot, TurnsBench.Path, Says(text));

    /// <summary>So many people, each of a client of their own.</summary>
    public static async Task<List<Chatter>> LinkedAsync(
        ServerProcess product,
        Connector connector,
        int count
    )
    {
        var clients = await Agency.MakeClientsAsync(product, count);
        var people = new List<Chatter>();
        foreach (var client in clients)
        {
            people.Add(await LinkedAsync(product, connector, client));
        }

        return people;
    }

    /// <summary>Somebody of a client that is there.</summary>
    public static async Task<Chatter> LinkedAsync(
        ServerProcess product,
        Connector connector,
        string client
    )
    {
        var person = new Chatter($"p-{client}", connector.Url);
        await person.LinkAsync(product, client);
        return person;
    }

    /// <summary>Becomes somebody of a client of the product.</summary>
    private async Task LinkAsync(ServerProcess product, string client)
    {
        using var answer = await product.Http.PostAsJsonAsync(
            new Uri($"/api/v1/clients/{client}/invites", UriKind.Relative),
            new { name }
        );
        answer.EnsureSuccessStatusCode();
        var invite = await answer.Content.ReadFromJsonAsync<JsonElement>();
        await SayAsync(product, $"link {invite.GetProperty("code").GetString()}");
    }

    public static async Task PostAsync(ServerProcess server, string path, byte[] json)
    {
        using var content = new ByteArrayContent(json);
        content.Headers.ContentType = TurnsBench.Json;
        using var answer = await server.Http.PostAsync(new Uri(path, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }
}
