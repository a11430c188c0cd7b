using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace CreditBot.Manifest;

public class SlackManifestTests
{
    private static readonly JsonNode Manifest = Read();

    [Fact]
    public void Its_texts_keep_Slacks_limits()
    {
        var display = Manifest["display_information"]!;

        Text(display["name"]).Length.ShouldBeLessThanOrEqualTo(35);
        Text(display["description"]).Length.ShouldBeLessThanOrEqualTo(140);
        Text(display["long_description"]).Length.ShouldBeInRange(174, 4000);
        Text(display["background_color"]).ShouldMatch("^#[0-9A-F]{6}$");
    }

    [Fact]
    public void It_asks_for_the_scopes_it_needs_and_no_other() =>
        Manifest["oauth_config"]!["scopes"]!["bot"]!
            .AsArray()
            .Select(Text)
            .ShouldBe(
                ["chat:write", "im:history", "im:write", "app_mentions:read", "commands"],
                ignoreOrder: true
            );

    [Fact]
    public void Slack_calls_the_endpoints_that_CreditBot_has()
    {
        var settings = Manifest["settings"]!;

        Text(settings["event_subscriptions"]!["request_url"]).ShouldBe(Endpoint("events"));
        Text(settings["interactivity"]!["request_url"]).ShouldBe(Endpoint("interactions"));
        Text(Manifest["features"]!["slash_commands"]![0]!["url"]).ShouldBe(Endpoint("commands"));
        Text(settings["interactivity"]!["is_enabled"]).ShouldBe("true");
        Text(settings["socket_mode_enabled"]).ShouldBe("false");
    }

    [Fact]
    public void The_shortcut_is_the_one_that_CreditBot_knows() =>
        Text(Manifest["features"]!["shortcuts"]![0]!["callback_id"])
            .ShouldBe(Channels.Slack.Blocks.ModalWriter.AskShortcut);

    [Fact]
    public void People_can_write_to_it_in_a_direct_message()
    {
        var home = Manifest["features"]!["app_home"]!;

        Text(home["messages_tab_enabled"]).ShouldBe("true");
        Text(home["home_tab_enabled"]).ShouldBe("true");
        Text(home["messages_tab_read_only_enabled"]).ShouldBe("false");
        Manifest["settings"]!["event_subscriptions"]!["bot_events"]!
            .AsArray()
            .Select(Text)
            .ShouldContain("message.im");
    }

    private static string Endpoint(string kind) =>
        $"https://{ManifestFolder.Host}/api/slack/{kind}";

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static JsonNode Read()
    {
        var yaml = new DeserializerBuilder()
            .Build()
            .Deserialize<object>(ManifestFolder.Filled("slack.yaml"));
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml))!;
    }
}
