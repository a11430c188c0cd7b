using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Api;

/// <summary>Each mistake has a clear answer that says what to do; nothing is lost, and the next call works (issue 3, Bad input).</summary>
public sealed class BadInputTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private ApiClient Api => shared.Api;

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1e9")]
    [InlineData("0.0001")]
    [InlineData("1000000.001")]
    [InlineData("\"60\"")]
    [InlineData("\"sixty\"")]
    [InlineData("true")]
    [InlineData("[60]")]
    [InlineData("1e400")]
    [InlineData("null")]
    public async Task An_amount_is_a_number_from_a_thousandth_to_a_million(string amount)
    {
        var client = await Agency.AddClientAsync(Api);
        foreach (
            var (path, body) in ((string, string)[])
                [
                    ($"/clients/{client}/grants", $$"""{"credits":{{amount}},"reason":"x"}"""),
                    (
                        $"/clients/{client}/requests",
                        $$"""{"kind":"one_time","by":"dana","credits":{{amount}} }"""
                    ),
                    ("/purchases", $$"""{"credits":{{amount}},"price":"1"}"""),
                ]
        )
        {
            var answer = (await Api.PostAsync(path, body)).ShouldBe("422 invalid");
            answer["errors"]!["credits"]!.AsArray().ShouldHaveSingleItem();
        }

        var used = (
            await Api.UseAsync(
                $$"""{"specversion":"1.0","type":"creditbot.usage","source":"/s","id":"{{client}}","subject":"{{client}}","data":{"credits":{{amount}} } }"""
            )
        ).ShouldBe("200");
        ((string)used["results"]![0]!["reason"]!).ShouldBe("malformed");
        (await Agency.BalanceAsync(Api, client)).ShouldBe(50);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{\"a\":1}{\"b\":2}")]
    public async Task A_body_that_is_no_json_object_is_malformed_or_lacks_its_fields(string body)
    {
        var client = await Agency.AddClientAsync(Api);
        foreach (
            var path in (string[])
                [
                    "/clients",
                    "/managers",
                    "/purchases",
                    $"/clients/{client}/grants",
                    $"/clients/{client}/requests",
                ]
        )
        {
            (await Api.PostAsync(path, body)).ShouldBe(
                body.Length == 0 ? "422 invalid" : "400 malformed"
            );
        }

        (await Api.UseAsync(body)).ShouldBe(body == "[]" ? "200" : "400 malformed");
    }

    [Theory]
    [InlineData("POST", "/clients/nobody/grants", """{"credits":1,"reason":"x"}""")]
    [InlineData("POST", "/clients/nobody/grants", """{"credits":0}""")]
    [InlineData("PUT", "/clients/nobody/allocation", """{"monthlyCredits":1,"effective":"now"}""")]
    [InlineData("PUT", "/clients/nobody/package", """{"package":"Basic","effective":"now"}""")]
    [InlineData("PUT", "/clients/nobody/package", """{"package":"Gold"}""")]
    [InlineData(
        "POST",
        "/clients/nobody/requests",
        """{"kind":"one_time","by":"dana","credits":1}"""
    )]
    [InlineData("POST", "/clients/nobody/invites", "{}")]
    [InlineData("PATCH", "/clients/nobody", "{}")]
    [InlineData("GET", "/clients/nobody", null)]
    [InlineData("GET", "/clients/nobody/credits", null)]
    [InlineData("GET", "/clients/nobody/entries", null)]
    [InlineData("GET", "/clients/No%20Body!/credits", null)]
    [InlineData("GET", "/requests/R-999", null)]
    [InlineData("GET", "/requests/999", null)]
    [InlineData("POST", "/requests/R-999/decision", """{"decision":"approve","by":"dana"}""")]
    [InlineData("POST", "/managers/nobody/invites", "{}")]
    [InlineData("GET", "/reports/2020-01", null)]
    [InlineData("GET", "/reports/november", null)]
    public async Task What_is_not_there_is_not_found(string method, string path, string? body) =>
        (await Api.SendAsync(new HttpMethod(method), path, body)).ShouldBe("404 not_found");

    [Theory]
    [InlineData("""{"id":"Bella!"}""", "id")]
    [InlineData("""{"id":"-bella"}""", "id")]
    [InlineData("""{"id":7}""", "id")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":5}""", "name")]
    [InlineData("""{"timeZone":"New York"}""", "timeZone")]
    [InlineData("""{"timeZone":null}""", "timeZone")]
    [InlineData("""{"package":"Gold"}""", "package")]
    [InlineData("""{"monthlyCredits":-1}""", "monthlyCredits")]
    [InlineData("""{"monthlyFee":{"amount":"-1"}}""", "monthlyFee")]
    [InlineData("""{"monthlyFee":{"amount":"1","currency":"EUR"}}""", "monthlyFee")]
    [InlineData("""{"monthlyFee":"a lot"}""", "monthlyFee")]
    [InlineData("""{"startsOn":"yesterday"}""", "startsOn")]
    [InlineData("""{"startsOn":"1200-01-01"}""", "startsOn")]
    [InlineData("""{"startsOn":"9999-12-31"}""", "startsOn")]
    [InlineData("""{"email":"no address"}""", "email")]
    [InlineData("""{"manager":"nobody"}""", "manager")]
    [InlineData("""{"overage":"maybe"}""", "overage")]
    [InlineData("""{"rollover":{"max":10}}""", "rollover.days")]
    [InlineData("""{"rollover":{"max":10,"days":0}}""", "rollover.days")]
    [InlineData("""{"rollover":5}""", "rollover")]
    [InlineData("""{"taxRate":19}""", "taxRate")]
    [InlineData("""{"state":"asleep"}""", "state")]
    public async Task A_client_with_a_mistake_is_refused_by_field(string mistake, string field)
    {
        var body = System
            .Text.Json.Nodes.JsonNode.Parse(
                """{"id":"never-made","name":"Never Made","timeZone":"UTC","package":"Basic"}"""
            )!
            .AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(mistake)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        var answer = (await Api.PostAsync("/clients", body.ToJsonString())).ShouldBe("422 invalid");
        answer["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
        (await Api.GetAsync("/clients/never-made")).ShouldBe("404 not_found");
    }

    [Fact]
    public async Task All_mistakes_of_a_body_are_told_at_once()
    {
        var answer = (await Api.PostAsync("/clients", """{"id":"?","timeZone":"Mars"}""")).ShouldBe(
            "422 invalid"
        );
        answer["errors"]!
            .AsObject()
            .Select(error => error.Key)
            .Order()
            .ShouldBe(["id", "name", "package", "timeZone"]);
    }

    [Fact]
    public async Task An_id_can_be_taken_once()
    {
        var client = await Agency.AddClientAsync(Api);
        (
            await Api.PostAsync(
                "/clients",
                new
                {
                    id = client,
                    name = "Other",
                    timeZone = "UTC",
                    package = "Basic",
                }
            )
        ).ShouldBe("409 exists");
        (
            await Api.PostAsync(
                "/managers",
                new
                {
                    id = "dana",
                    name = "Other",
                    email = "other@brightside.example",
                }
            )
        ).ShouldBe("409 exists");
    }

    [Fact]
    public async Task A_date_in_the_past_is_refused()
    {
        var client = await Agency.AddClientAsync(Api);
        var request = (
            await Api.PostAsync(
                $"/clients/{client}/requests",
                new
                {
                    kind = "one_time",
                    by = "dana",
                    credits = 1,
                    due = "2026-11-22",
                }
            )
        ).ShouldBe("422 invalid");
        request["errors"]!["due"].ShouldNotBeNull();
        (
            await Api.PostAsync(
                $"/clients/{client}/requests",
                new
                {
                    kind = "one_time",
                    by = "dana",
                    credits = 1,
                    due = "2026-11-23",
                }
            )
        ).ShouldBe("201");
        var grant = (
            await Api.PostAsync(
                $"/clients/{client}/grants",
                new
                {
                    credits = 1,
                    reason = "x",
                    expiresAt = "2026-11-23T15:00:00Z",
                }
            )
        ).ShouldBe("422 invalid");
        grant["errors"]!["expiresAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Texts_have_their_lengths()
    {
        var client = await Agency.AddClientAsync(Api);
        (await Api.PatchAsync($"/clients/{client}", new { name = new string('n', 200) })).ShouldBe(
            "200"
        );
        (await Api.PatchAsync($"/clients/{client}", new { name = new string('n', 201) })).ShouldBe(
            "422 invalid"
        );
        (
            await Api.PostAsync(
                $"/clients/{client}/grants",
                new { credits = 1, reason = new string('r', 1000) }
            )
        ).ShouldBe("201");
        (
            await Api.PostAsync(
                $"/clients/{client}/grants",
                new { credits = 1, reason = new string('r', 1001) }
            )
        ).ShouldBe("422 invalid");
    }

    [Fact]
    public async Task Hostile_texts_are_only_texts()
    {
        var client = await Agency.AddClientAsync(Api);
        foreach (
            var name in (string[])
                [
                    "<script>alert(1)</script>",
                    "=HYPERLINK(\"http://x\")",
                    "Ünïcode 🥐",
                    "a\r\nBcc: x@y.z",
                    "'; drop table clients; --",
                ]
        )
        {
            var changed = (await Api.PatchAsync($"/clients/{client}", new { name })).ShouldBe(
                "200"
            );
            ((string)changed["name"]!).ShouldBe(name);
        }
    }

    [Fact]
    public async Task What_is_unknown_in_a_body_is_passed_over()
    {
        var client = await Agency.AddClientAsync(Api);
        (
            await Api.PostAsync(
                $"/clients/{client}/grants",
                """{"credits":1,"reason":"x","colour":"blue","price":null}"""
            )
        ).ShouldBe("201");
    }

    [Fact]
    public async Task Lists_have_bounds()
    {
        foreach (
            var path in (string[])
                [
                    "/clients?limit=0",
                    "/clients?limit=1001",
                    "/requests?limit=0",
                    "/requests?after=x",
                    "/requests?state=odd",
                ]
        )
        {
            (await Api.GetAsync(path)).ShouldBe("422 invalid");
        }
    }
}
