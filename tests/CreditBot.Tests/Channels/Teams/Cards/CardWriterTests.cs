using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBot.Tests;

namespace CreditBot.Channels.Teams.Cards;

public class CardWriterTests
{
    [Fact]
    public void Cards_look_as_agreed()
    {
        Golden.ShouldMatch(Pretty(Samples.Standing, ButtonForm.Execute), "standing.json");
        Golden.ShouldMatch(Pretty(Samples.Deciding, ButtonForm.Execute), "deciding.json");
        Golden.ShouldMatch(Pretty(Samples.Asking, ButtonForm.Submit), "asking.json");
    }

    [Fact]
    public void Every_card_is_valid_by_Microsofts_schema()
    {
        foreach (var message in Samples.All)
        {
            CardSchema.Faults(CardWriter.Json(message, ButtonForm.Execute)).ShouldBeEmpty();
            CardSchema.Faults(CardWriter.Json(message, ButtonForm.Submit)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_schema_would_notice_a_mistake()
    {
        var card = Json(Samples.Standing);
        card["body"]![0]!["wrong"] = true;

        CardSchema.Faults(card.ToJsonString()).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_button_carries_its_verb_and_ids_and_nothing_else()
    {
        var approve = Json(Samples.Deciding)["actions"]![0]!;

        approve["type"]!.GetValue<string>().ShouldBe("Action.Execute");
        approve["verb"]!.GetValue<string>().ShouldBe("approve");
        approve["data"]!
            .ToJsonString()
            .ShouldBe("""{"request":"R-12","verb":"approve","version":"7"}""");
        approve["associatedInputs"]!.GetValue<string>().ShouldBe("none");
        approve["fallback"]!["type"]!.GetValue<string>().ShouldBe("Action.Submit");
        approve["fallback"]!["data"]!.ToJsonString().ShouldBe(approve["data"]!.ToJsonString());
    }

    [Fact]
    public void Declining_asks_for_its_reason_first_and_requires_it()
    {
        var decline = Json(Samples.Deciding)["actions"]![2]!;
        var field = decline["card"]!["body"]![0]!;
        var send = decline["card"]!["actions"]![0]!;

        decline["type"]!.GetValue<string>().ShouldBe("Action.ShowCard");
        field["isRequired"]!.GetValue<bool>().ShouldBeTrue();
        field["errorMessage"]!.GetValue<string>().ShouldBe("Please fill in: Why?");
        field["maxLength"]!.GetValue<int>().ShouldBe(1000);
        send["verb"]!.GetValue<string>().ShouldBe("decline");
        send["associatedInputs"].ShouldBeNull();
    }

    [Fact]
    public void Only_the_button_meant_for_the_fields_waits_for_them()
    {
        var actions = Json(Samples.Asking)["actions"]!;

        actions[0]!["associatedInputs"].ShouldBeNull();
        actions[1]!["associatedInputs"]!.GetValue<string>().ShouldBe("none");
    }

    [Fact]
    public void A_required_field_blocks_no_button_when_none_is_meant_for_it()
    {
        var message = Samples.Asking with
        {
            Choices = [new("Yes", CardAction.Of("yes")), new("No", CardAction.Of("no"))],
        };

        Json(message)["body"]![1]!["isRequired"].ShouldBeNull();
    }

    [Fact]
    public void More_buttons_than_a_host_draws_in_a_row_are_rows_within_the_card()
    {
        var card = Json(Samples.WithChoices(8));

        card["actions"].ShouldBeNull();
        card["body"]!
            .AsArray()
            .Where(element => element!["type"]!.GetValue<string>() == "ActionSet")
            .Select(row => row!["actions"]!.AsArray().Count)
            .ShouldBe([5, 3]);
        Json(Samples.WithChoices(5))["actions"]!.AsArray().Count.ShouldBe(5);
    }

    [Fact]
    public void A_bar_is_full_or_empty_only_when_its_value_is()
    {
        Weights(0, 50).ShouldBe(["100"]);
        Weights(0.001m, 50).ShouldBe(["1", "99"]);
        Weights(46, 50).ShouldBe(["92", "8"]);
        Weights(49.999m, 50).ShouldBe(["99", "1"]);
        Weights(50, 50).ShouldBe(["100"]);
        Weights(60, 50).ShouldBe(["100"]);
        Weights(3, 0).ShouldBe(["100"]);
    }

    [Fact]
    public void A_client_that_draws_no_card_reads_the_same_in_words()
    {
        var fallback = Json(Samples.Standing)["fallbackText"]!.GetValue<string>();

        fallback.ShouldContain("46 of 50 monthly credits used");
        fallback.ShouldContain("118 on average");
        fallback.ShouldContain("Professional, 150 a month from 1 Dec");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void A_card_fits_into_a_message_whatever_is_in_it(int length)
    {
        var part = Samples.Everywhere(new string('ü', length));
        var message = part with
        {
            Parts = [.. Enumerable.Repeat(part.Parts, 200).SelectMany(parts => parts)],
            Choices = [.. Enumerable.Repeat(part.Choices, 50).SelectMany(choices => choices)],
        };

        var json = CardWriter.Json(message, ButtonForm.Execute);

        (json.Length * 2).ShouldBeLessThan(CardWriter.MostBytes);
    }

    private static JsonNode Json(Message message) =>
        JsonNode.Parse(CardWriter.Json(message, ButtonForm.Execute))!;

    private static IEnumerable<string> Weights(decimal value, decimal of) =>
        Json(new Message { Parts = [new MessagePart.Progress(value, of, "…")] })["body"]![0]![
            "columns"
        ]!
            .AsArray()
            .Select(column => column!["width"]!.GetValue<string>());

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Pretty(Message message, ButtonForm form) =>
        JsonNode.Parse(CardWriter.Json(message, form))!.ToJsonString(Indented) + "\n";
}
