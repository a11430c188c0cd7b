using System.Text.Json.Nodes;
using CreditBot.Channels;
using CreditBot.Channels.Slack.Blocks;
using CreditBot.RealClients.Processes;
using CreditBot.RealClients.Teams;
using CreditBot.Tests.Dialog;

namespace CreditBot.RealClients.Slack;

/// <summary>Every payload of all conversations against Slack's own types, by the TypeScript compiler.</summary>
public class BlockTypesTests
{
    [Fact]
    public async Task Slacks_types_find_no_fault_with_anything_that_is_said()
    {
        var messages = await SpokenMessages.AllAsync(TestContext.Current.CancellationToken);
        messages.Count.ShouldBeGreaterThan(500);
        var payloads = messages
            .SelectMany(Payloads)
            .Append(("ModalView", ModalWriter.ForAsking("need 60 & more")))
            .Select(one =>
                new JsonObject { ["type"] = one.Item1, ["value"] = one.Item2 }.ToJsonString()
            )
            .Distinct(StringComparer.Ordinal)
            .ToList();

        (await CheckAsync(payloads)).ShouldBe([$"checked {payloads.Count}"]);
    }

    [Fact]
    public async Task They_would_find_one() =>
        (
            await CheckAsync([
                """{"type":"KnownBlock[]","value":[{"type":"header","text":{"type":"plain_text","txt":"a"}}]}""",
            ])
        )[0]
            .ShouldContain("'\"txt\"' does not exist");

    private static IEnumerable<(string Type, JsonNode Value)> Payloads(Message message)
    {
        yield return ("KnownBlock[]", BlockWriter.Message(message));
        yield return ("HomeView", BlockWriter.Home(message));
        foreach (var choice in message.Choices.Where(choice => choice.Inputs is { Count: > 0 }))
        {
            yield return (
                "ModalView",
                ModalWriter.ForPress(new ModalOrigin(ButtonValue.Of(choice), "D1:1", null))
            );
        }
    }

    private static async Task<IReadOnlyList<string>> CheckAsync(IReadOnlyList<string> payloads)
    {
        var heard = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var checker = NpmPeers.Start("block-types.js", [], heard: heard.Enqueue);
        foreach (var payload in payloads)
        {
            await checker.Input.WriteLineAsync(payload);
        }

        checker.Input.Close();
        await checker.WaitForLineAsync(
            line => line.StartsWith("checked ", StringComparison.Ordinal),
            "the compiler's verdict"
        );
        return [.. heard];
    }
}
