namespace CreditBot.Channels.Teams.Cards;

public class PressDataTests
{
    [Fact]
    public void Fields_and_ids_come_apart_again()
    {
        var press = PressData.Read(
            null,
            Data(("verb", "change"), ("request", "R-12"), ("in_credits", "40")),
            "1795"
        )!;

        press.Action.Verb.ShouldBe("change");
        press.Action.Data.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("request", "R-12"));
        press.Inputs.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("credits", "40"));
        press.Card.ShouldBe("1795");
    }

    [Fact]
    public void No_field_can_take_the_place_of_an_id()
    {
        PressData.FieldId("request").ShouldNotBe("request");
        PressData.FieldId("verb").ShouldNotBe("verb");
        PressData
            .Of(CardAction.Of("pick", ("in_request", "R-1"), ("verb", "approve"), ("option", "2")))
            .ShouldBe([KeyValuePair.Create("option", "2"), KeyValuePair.Create("verb", "pick")]);
    }

    [Fact]
    public void The_verb_of_an_invoke_wins_over_one_in_the_data() =>
        PressData.Read("approve", Data(("verb", "decline")), null)!.Action.Verb.ShouldBe("approve");

    [Fact]
    public void A_press_without_a_verb_or_beyond_all_measure_is_none_of_ours()
    {
        PressData.Read(null, Data(("q", "1")), null).ShouldBeNull();
        PressData.Read(" ", [], null).ShouldBeNull();
        PressData.Read("pick", Data(("note", new string('x', 5_000))), null).ShouldBeNull();
        PressData
            .Read(
                "pick",
                [.. Enumerable.Range(0, 40).Select(n => KeyValuePair.Create($"k{n}", "v"))],
                null
            )
            .ShouldBeNull();
    }

    private static KeyValuePair<string, string>[] Data(
        params (string Name, string Value)[] fields
    ) => [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))];
}
