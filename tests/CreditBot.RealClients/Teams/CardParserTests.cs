using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CreditBot.Channels;
using CreditBot.Channels.Teams.Cards;
using CreditBot.RealClients.Processes;
using CreditBot.Tests.Dialog;

namespace CreditBot.RealClients.Teams;

public class CardParserTests
{
    [Fact]
    public async Task Microsofts_renderer_finds_no_fault_with_our_cards()
    {
        string[] cards =
        [
            CardWriter.Json(TeamsRoom.Options, ButtonForm.Execute),
            CardWriter.Json(TeamsRoom.Options, ButtonForm.Submit),
            CardWriter.Json(
                TeamsRoom.Outcome("<at>Dana</at> **x** {{DATE(1)}} \u202E 😀"),
                ButtonForm.Execute
            ),
            CardWriter.Json(Message.Of(""), ButtonForm.Execute),
            CardWriter.Json(Everything(), ButtonForm.Execute),
        ];

        (await FaultsAsync(cards)).ShouldAllBe(faults => faults.Length == 0);
    }

    [Fact]
    public async Task Nor_with_any_card_of_all_conversations()
    {
        string[] cards =
        [
            .. (await SpokenMessages.AllAsync(TestContext.Current.CancellationToken))
                .Select(message => CardWriter.Json(message, ButtonForm.Execute))
                .Distinct(StringComparer.Ordinal),
        ];

        cards.Length.ShouldBeGreaterThan(300);
        (await FaultsAsync(cards)).ShouldAllBe(faults => faults.Length == 0);
    }

    [Fact]
    public async Task It_would_find_one()
    {
        string[] cards =
        [
            """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Chart.VerticalBar"}]}""",
        ];

        (await FaultsAsync(cards))
            .ShouldHaveSingleItem()
            .ShouldHaveSingleItem()
            .ShouldContain("Chart.VerticalBar");
    }

    private static Message Everything() =>
        TeamsRoom.Options with
        {
            Parts = TeamsRoom.Options.Parts.AddRange([
                new MessagePart.Input("name", "Name", InputKind.Text, Value: "Bella"),
                new MessagePart.Input("due", "By", InputKind.Date, Value: "2026-12-03"),
                new MessagePart.Input(
                    "kind",
                    "Kind",
                    InputKind.Choice,
                    Choices: [new("once", "Once")]
                ),
                new MessagePart.Input(
                    "n",
                    "Credits",
                    InputKind.Number,
                    IsRequired: true,
                    Value: "40.5"
                ),
            ]),
        };

    private static async Task<List<string[]>> FaultsAsync(string[] cards)
    {
        var heard = new ConcurrentQueue<string[]>();
        await using var parser = NpmPeers.Start(
            "card-parser.js",
            [],
            heard: line =>
                heard.Enqueue([
                    .. JsonNode.Parse(line)!["faults"]!.AsArray().Select(fault => $"{fault}"),
                ])
        );
        foreach (var card in cards)
        {
            await parser.Input.WriteLineAsync(card);
        }

        await parser.Input.FlushAsync();
        await Eventually.SeeAsync(
            () => heard.Count == cards.Length ? heard : null,
            "a verdict on each card",
            seen: () => parser.Output
        );
        return [.. heard];
    }
}
