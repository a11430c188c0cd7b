using System.Text.Json.Nodes;
using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>Usage off the wire: each event once, none lost to a bad one (contract.md, POST /usage; design.md §3.7).</summary>
public sealed class UsageTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private ApiClient Api => shared.Api;

    [Fact]
    public async Task A_single_event_is_answered_as_a_list_of_one()
    {
        var client = await Agency.AddClientAsync(Api);
        var answer = (await Api.UseAsync(Agency.Use(client, $"{client}-1", 0.125m))).ShouldBe(
            "200"
        );
        var result = answer["results"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)result["status"]!, (decimal)result["balance"]!, (bool)result["blocked"]!).ShouldBe(
            ("accepted", 49.875m, false)
        );
        ((long)result["seq"]!).ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"credits":3,"action":"edit","units":1}""", "duplicate")]
    [InlineData("""{"units":1.0,"action":"edit","credits":3.000}""", "duplicate")]
    [InlineData("""{"credits":30e-1,"action":"edit","units":1}""", "duplicate")]
    [InlineData("""{"credits":3,"action":"\u0065dit","units":1}""", "duplicate")]
    [InlineData("""{"credits":3,"action":"edit","units":2}""", "conflict")]
    [InlineData("""{"credits":3,"action":"edit"}""", "conflict")]
    [InlineData("""{"credits":3,"action":"edit","units":1,"more":null}""", "conflict")]
    [InlineData("""{"credits":3.001,"action":"edit","units":1}""", "conflict")]
    public async Task The_same_id_is_a_duplicate_or_a_conflict_by_what_the_json_means(
        string data,
        string outcome
    )
    {
        var client = await Agency.AddClientAsync(Api);
        await Api.UseAsync(
            Event(client, """{"credits":3,"action":"edit","units":1}""", "2026-11-23T14:30:00Z")
        );
        Outcome(await Api.UseAsync(Event(client, data, "2026-11-23T14:30:00Z"))).ShouldBe(outcome);
        (await Agency.BalanceAsync(Api, client)).ShouldBe(47);
    }

    [Theory]
    [InlineData("2026-11-23T14:30:00Z", "2026-11-23T09:30:00-05:00", "duplicate")]
    [InlineData("2026-11-23T14:30:00Z", "2026-11-23T14:30:00.000Z", "duplicate")]
    [InlineData("2026-11-23T14:30:00Z", "2026-11-23T14:30:00.001Z", "conflict")]
    [InlineData("2026-11-23T14:30:00Z", null, "conflict")]
    [InlineData(null, "2026-11-23T15:00:00Z", "conflict")]
    [InlineData(null, null, "duplicate")]
    public async Task Times_are_compared_as_instants_and_none_equals_only_none(
        string? first,
        string? second,
        string outcome
    )
    {
        var client = await Agency.AddClientAsync(Api);
        await Api.UseAsync(Event(client, """{"credits":3}""", first));
        Outcome(await Api.UseAsync(Event(client, """{"credits":3}""", second))).ShouldBe(outcome);
    }

    [Theory]
    [InlineData("2026-11-23T15:05:00Z", "accepted")]
    [InlineData("2026-11-23T15:05:01Z", "in_future")]
    [InlineData("2026-11-23T05:00:00Z", "accepted")]
    [InlineData("2026-11-23T04:59:59Z", "before_start")]
    public async Task Time_has_its_bounds(string time, string outcome)
    {
        var client = await Agency.AddClientAsync(Api);
        Outcome(await Api.UseAsync(Event(client, """{"credits":3}""", time))).ShouldBe(outcome);
    }

    [Fact]
    public async Task A_rejected_event_leaves_no_key()
    {
        var client = await Agency.AddClientAsync(Api);
        Outcome(await Api.UseAsync(Event(client, """{"credits":3}""", "2026-11-24T00:00:00Z")))
            .ShouldBe("in_future");
        Outcome(await Api.UseAsync(Event(client, """{"credits":3}""", "2026-11-23T12:00:00Z")))
            .ShouldBe("accepted");
    }

    [Theory]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("subject")]
    [InlineData("type")]
    [InlineData("specversion")]
    [InlineData("data")]
    public async Task An_event_without_what_it_needs_is_malformed_and_says_what(string field)
    {
        var client = await Agency.AddClientAsync(Api);
        var bad = JsonNode.Parse(Event(client, """{"credits":3}""", null))!.AsObject();
        bad.Remove(field);
        var result = (await Api.UseAsync(bad.ToJsonString())).ShouldBe("200")["results"]![0]!;
        ((string)result["status"]!, (string)result["reason"]!).ShouldBe(("rejected", "malformed"));
        ((string)result["detail"]!).ShouldContain(field);
        ((string)result["detail"]!).ShouldNotContain("Parameter");
    }

    [Fact]
    public async Task One_bad_event_never_loses_the_others_and_answers_keep_the_order()
    {
        var client = await Agency.AddClientAsync(Api);
        var other = await Agency.AddClientAsync(Api);
        var answer = await Api.UseAsync(
            $$"""
            [{{Event(client, """{"credits":1}""", null, "a")}},
             7, null, {},
             {{Event(other, """{"credits":"two"}""", null, "b")}},
             {{Event("nobody", """{"credits":1}""", null, "c")}},
             {{Event(other, """{"credits":2}""", null, "b")}},
             {{Event(client, """{"credits":1}""", null, "a")}},
             {{Event(client, """{"credits":1,"units":"x"}""", null, "d")}},
             {{Event(client, """{"credits":4}""", null, "e")}}]
            """
        );
        answer.ShouldBe("200")["results"]!
            .AsArray()
            .Select(result => (string?)result!["reason"] ?? (string?)result["status"])
            .ShouldBe([
                "accepted",
                "malformed",
                "malformed",
                "malformed",
                "malformed",
                "unknown_client",
                "accepted",
                "duplicate",
                "malformed",
                "accepted",
            ]);
        (await Agency.BalanceAsync(Api, client)).ShouldBe(45);
        (await Agency.BalanceAsync(Api, other)).ShouldBe(48);
    }

    [Fact]
    public async Task A_batch_has_a_thousand_events_at_most()
    {
        var client = await Agency.AddClientAsync(Api);
        var events = Enumerable
            .Range(0, 1001)
            .Select(n => Event(client, """{"credits":0.01}""", null, $"m-{n}"))
            .ToList();
        (await Api.UseAsync($"[{string.Join(',', events)}]")).ShouldBe("422 invalid");
        var answer = (await Api.UseAsync($"[{string.Join(',', events.Take(1000))}]")).ShouldBe(
            "200"
        );
        answer["results"]!.AsArray().Count.ShouldBe(1000);
        (await Agency.BalanceAsync(Api, client)).ShouldBe(40);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/cloudevents-batch+json")]
    public async Task A_single_event_under_another_type_is_malformed(string type)
    {
        var client = await Agency.AddClientAsync(Api);
        (
            await Api.SendAsync(
                HttpMethod.Post,
                "/usage",
                Event(client, """{"credits":1}""", null),
                type: type
            )
        ).ShouldBe("400 malformed");
        (
            await Api.SendAsync(
                HttpMethod.Post,
                "/usage",
                Event(client, """{"credits":1}""", null),
                type: "application/cloudevents+json; charset=utf-8"
            )
        ).ShouldBe("200");
    }

    [Fact]
    public async Task Usage_beyond_the_lots_is_overage_and_blocks()
    {
        var client = await Agency.AddClientAsync(Api);
        var result = (await Api.UseAsync(Event(client, """{"credits":60}""", null)))["results"]![
            0
        ]!;
        ((decimal)result["balance"]!, (bool)result["blocked"]!).ShouldBe((0m, true));
        var credits = await Api.GetAsync($"/clients/{client}/credits");
        (
            (decimal)credits["overage"]!,
            (decimal)credits["percentUsed"]!,
            (bool)credits["blocked"]!,
            credits["lots"]!.AsArray().Count
        ).ShouldBe((10m, 100m, true, 0));
    }

    [Fact]
    public async Task Events_posted_many_times_at_once_count_once()
    {
        var client = await Agency.AddClientAsync(Api);
        var api = Api;
        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(n =>
                    Task.Run(() =>
                        api.UseAsync(Event(client, """{"credits":1}""", null, $"p-{n % 10}"))
                    )
                )
        );
        (await Agency.BalanceAsync(api, client)).ShouldBe(40);
    }

    private static string Outcome(ApiAnswer answer)
    {
        var result = answer.ShouldBe("200")["results"]!.AsArray().ShouldHaveSingleItem()!;
        return (string?)result["reason"] ?? (string)result["status"]!;
    }

    private static string Event(string client, string data, string? time, string id = "one")
    {
        var when = time is null ? "" : $"\"time\":\"{time}\",";
        return $$"""{"specversion":"1.0","type":"creditbot.usage","source":"/{{client}}","id":"{{id}}","subject":"{{client}}",{{when}}"data":{{data}} }""";
    }
}
