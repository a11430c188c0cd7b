using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace CreditBot.Manifest;

public class TeamsManifestTests
{
    private const string Schema = "data/protocols/teams/teams-app-manifest.schema.json";

    private static readonly JsonNode Manifest = JsonNode.Parse(
        ManifestFolder.Filled("teams/manifest.json")
    )!;

    [Fact]
    public void It_is_valid_by_the_schema_of_the_version_that_it_names()
    {
        if (ManifestFolder.Shared(Schema) is not { } file)
        {
            Assert.Skip("The schema lies in ../shared, which is not beside this checkout.");
            return;
        }

        // The file calls itself draft-04 and uses what came after; draft 6 is the nearest that the library knows.
        var text = File.ReadAllText(file)
            .Replace(
                "http://json-schema.org/draft-04/schema#",
                "http://json-schema.org/draft-06/schema#",
                StringComparison.Ordinal
            );
        var schema = JsonSchema.FromText(text);

        var outcome = schema.Evaluate(
            Element(Manifest),
            new EvaluationOptions { OutputFormat = OutputFormat.List }
        );
        var unnamed = schema.Evaluate(Element(new JsonObject { ["manifestVersion"] = "1.29" }));

        (outcome.Details ?? [])
            .Where(detail => detail.Errors is not null)
            .Select(detail =>
                $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}"
            )
            .ShouldBeEmpty();
        outcome.IsValid.ShouldBeTrue();
        unnamed.IsValid.ShouldBeFalse();
    }

    [Fact]
    public void No_placeholder_is_left_after_filling_in() =>
        Manifest.ToJsonString().ShouldNotContain("${");

    [Fact]
    public void Its_texts_fit_where_Teams_shows_them()
    {
        Length("name", "short").ShouldBeLessThanOrEqualTo(30);
        Length("name", "full").ShouldBeLessThanOrEqualTo(100);
        Length("description", "short").ShouldBeLessThanOrEqualTo(80);
        Length("description", "full").ShouldBeLessThanOrEqualTo(4000);
    }

    [Fact]
    public void A_scope_has_ten_commands_at_most_each_short_enough_for_the_menu()
    {
        var lists = Manifest["bots"]![0]!["commandLists"]!.AsArray();
        var commands = lists.SelectMany(list => list!["commands"]!.AsArray()).ToList();

        lists.ShouldAllBe(list => list!["commands"]!.AsArray().Count <= 10);
        commands.ShouldAllBe(command => command!["title"]!.GetValue<string>().Length <= 32);
        commands.ShouldAllBe(command => command!["description"]!.GetValue<string>().Length <= 128);
    }

    [Fact]
    public void The_Credits_tab_is_on_a_domain_that_Teams_may_load()
    {
        var tab = Manifest["staticTabs"]!
            .AsArray()
            .Single(tab => tab!["entityId"]!.GetValue<string>() == "credits")!;

        tab["contentUrl"]!.GetValue<string>().ShouldBe($"https://{ManifestFolder.Host}/credits");
        Manifest["validDomains"]!
            .AsArray()
            .Select(domain => domain!.GetValue<string>())
            .ShouldBe([ManifestFolder.Host]);
    }

    // The colour kinds of PNG: 2 is without, 6 with transparency.
    [Theory]
    [InlineData("color", 192, 2)]
    [InlineData("outline", 32, 6)]
    public void Icons_have_the_size_and_the_kind_that_Teams_asks_for(
        string icon,
        int size,
        byte colours
    )
    {
        var png = File.ReadAllBytes(
            ManifestFolder.Of(Path.Combine("teams", Manifest["icons"]![icon]!.GetValue<string>()))
        );

        png[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).ShouldBe(size);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)).ShouldBe(size);
        png[25].ShouldBe(colours);
    }

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static int Length(string part, string text) =>
        Manifest[part]![text]!.GetValue<string>().Length;
}
