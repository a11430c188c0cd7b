using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage;

/// <summary>Requests, documents, messages and answers.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Requests_are_found_by_state_by_client_and_by_number()
    {
        foreach (var (client, number) in new[] { ("b", 1), ("a", 2), ("c", 3), ("d", 10) })
        {
            await DoneAsync(Of(Agency, Request(await OpenedAsync(client), Now, number)));
        }

        await DoneAsync(Of(Agency, Approve(await ClientAsync("a"), Now, 2)));
        await ReopenAsync();

        (await NumbersAsync(new RequestQuery())).ShouldBe([1, 2, 3, 10]);
        (await NumbersAsync(new RequestQuery(Limit: 2))).ShouldBe([1, 2]);
        (await NumbersAsync(new RequestQuery(After: new RequestId(2)))).ShouldBe([3, 10]);
        (await NumbersAsync(new RequestQuery([RequestState.Open]))).ShouldBe([1, 3, 10]);
        (
            await NumbersAsync(
                new RequestQuery([RequestState.Open], After: new RequestId(1), Limit: 1)
            )
        ).ShouldBe([3]);
        (
            await NumbersAsync(new RequestQuery([RequestState.Approved, RequestState.Open]))
        ).ShouldBe([1, 2, 3, 10]);
        (await NumbersAsync(new RequestQuery([RequestState.Lapsed]))).ShouldBeEmpty();
        (await NumbersAsync(new RequestQuery(Client: Id("a")))).ShouldBe([2]);
        (await NumbersAsync(new RequestQuery([RequestState.Open], Id("a")))).ShouldBeEmpty();
        (await Store.ClientOfAsync(Agency, new RequestId(10), Stop)).ShouldBe(Id("d"));
        (await Store.ClientOfAsync(Other, new RequestId(10), Stop)).ShouldBeNull();
        var approved = (
            await Store.RequestsAsync(Agency, new RequestQuery([RequestState.Approved]), Stop)
        ).Single();
        approved.Request.Decision!.By.ShouldBe(new PersonId("dana"));
        approved.Request.Reason.ShouldBe("relaunch");
    }

    [Fact]
    public async Task A_document_is_written_over_the_version_that_was_read_and_no_other()
    {
        await DoneAsync(WithDocument(Agency, "dana", """{"v":1}""", 0));
        (await Store.DocumentAsync(Agency, "person", "dana", Stop)).ShouldBe(
            new Document("person", "dana", 1, """{"v":1}""")
        );

        (await ConflictAsync(WithDocument(Agency, "dana", "{}", 0))).ShouldContain("dana");
        await DoneAsync(WithDocument(Agency, "dana", """{"v":2}""", 1));
        await ConflictAsync(WithDocument(Agency, "dana", "{}", 1));
        await DoneAsync(WithDocument(Agency, "dana", """{"v":3}"""));
        (await Store.DocumentAsync(Agency, "person", "dana", Stop)).ShouldBe(
            new Document("person", "dana", 3, """{"v":3}""")
        );

        await ConflictAsync(WithDocument(Agency, "dana", null, 2));
        await DoneAsync(WithDocument(Agency, "dana", null, 3));
        (await Store.DocumentAsync(Agency, "person", "dana", Stop)).ShouldBeNull();
        await DoneAsync(WithDocument(Agency, "dana", null));
        await DoneAsync(WithDocument(Agency, "dana", "{}", 0));
    }

    [Fact]
    public async Task A_document_that_was_looked_for_in_vain_is_there_once_it_is_written()
    {
        (await Store.DocumentAsync(Agency, "dialog", "web|a", Stop)).ShouldBeNull();
        (await Store.DocumentAsync(Agency, "dialog", "web|a", Stop)).ShouldBeNull();
        foreach (var json in new[] { "1", "2" })
        {
            await Store.CommitAsync(
                new Commit(Agency) { Documents = [new("dialog", "web|a", json, null)] },
                Stop
            );
            (await Store.DocumentAsync(Agency, "dialog", "web|a", Stop))!.Json.ShouldBe(json);
            (await Store.DocumentAsync(Agency, "dialog", "web|a", Stop))!.Json.ShouldBe(json);
        }
    }

    [Fact]
    public async Task Documents_of_a_kind_come_in_pages_by_key_narrowed_by_a_prefix()
    {
        foreach (var key in new[] { "R-1|b", "R-1|a", "R-12|a", "r-1|a", "R-1", "R-1|ü/ö" })
        {
            await DoneAsync(WithDocument(Agency, key, "{}", kind: "card"));
        }

        await DoneAsync(WithDocument(Agency, "R-1|x", "{}", kind: "cards"));

        (await KeysAsync("", null, 10)).ShouldBe([
            "R-1",
            "R-12|a",
            "R-1|a",
            "R-1|b",
            "R-1|ü/ö",
            "r-1|a",
        ]);
        (await KeysAsync("R-1|", null, 10)).ShouldBe(["R-1|a", "R-1|b", "R-1|ü/ö"]);
        (await KeysAsync("R-1|", null, 2)).ShouldBe(["R-1|a", "R-1|b"]);
        (await KeysAsync("R-1|", "R-1|a", 1)).ShouldBe(["R-1|b"]);
        (await KeysAsync("R-1|", "A", 1)).ShouldBe(["R-1|a"]);
        (await KeysAsync("x", null, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_are_due_oldest_first_and_move_between_states()
    {
        await DoneAsync(
            WithOutbox(
                Agency,
                Message(Agency, "03", Now),
                Message(Agency, "01", Now + Duration.FromHours(1))
            )
        );
        await DoneAsync(WithOutbox(Other, Message(Other, "02", Now)));
        await ReopenAsync();

        (await DueAsync()).ShouldBe(["02", "03"]);
        (await Store.OutboxDueAsync(Now, 1, Stop)).Single().Id.ShouldBe("02");
        Clock.Advance(Duration.FromHours(1));
        (await DueAsync()).ShouldBe(["01", "02", "03"]);

        var message = Message(Agency, "03", Now);
        await DoneAsync(
            WithOutbox(
                Agency,
                message with
                {
                    Attempts = 1,
                    DueAt = Now + Duration.FromMinutes(5),
                    Error = "busy",
                }
            )
        );
        await DoneAsync(WithOutbox(Agency, Message(Agency, "01", Now, OutboxState.Sent)));
        (await DueAsync()).ShouldBe(["02"]);
        (await Store.OutboxAsync(Agency, OutboxState.Sent, 10, Stop)).Single().Id.ShouldBe("01");
        var waiting = (await Store.OutboxAsync(Agency, OutboxState.Waiting, 10, Stop)).Single();
        (waiting.Id, waiting.Attempts, waiting.Error, waiting.Json).ShouldBe(
            ("03", 1, "busy", """{"id":"03"}""")
        );

        await DoneAsync(WithOutbox(Agency, message with { State = OutboxState.Dead }));
        await ReopenAsync();
        (await Store.OutboxAsync(Agency, OutboxState.Waiting, 10, Stop)).ShouldBeEmpty();
        (await Store.OutboxAsync(Agency, OutboxState.Dead, 10, Stop)).Single().Id.ShouldBe("03");
    }

    [Fact]
    public async Task A_message_that_failed_holds_its_lane_back_and_one_put_off_does_not()
    {
        var later = Now + Duration.FromMinutes(5);
        await DoneAsync(
            WithOutbox(
                Agency,
                Message(Agency, "01", later) with
                {
                    Attempts = 1,
                    Error = "busy",
                },
                Message(Agency, "02", later) with
                {
                    Lane = "quiet",
                }
            )
        );
        await DoneAsync(
            WithOutbox(
                Agency,
                Message(Agency, "03", Now),
                Message(Agency, "04", Now) with
                {
                    Lane = "quiet",
                }
            )
        );
        await DoneAsync(WithOutbox(Other, Message(Other, "05", Now)));
        (await DueAsync()).ShouldBe(["04", "05"]);
        await ReopenAsync();
        (await DueAsync()).ShouldBe(["04", "05"]);

        Clock.Reset(later);
        (await DueAsync()).ShouldBe(["01", "02", "03", "04", "05"]);
        await DoneAsync(WithOutbox(Agency, Message(Agency, "01", later, OutboxState.Dead)));
        (await DueAsync()).ShouldBe(["02", "03", "04", "05"]);
    }

    [Fact]
    public async Task Messages_are_due_whatever_their_ids_and_lanes_look_like()
    {
        string[] ids = ["01/x/Straße", "02 \u0001\0\u0002", "03 🎈", "04 %_'\"\\"];
        await DoneAsync(
            WithOutbox(
                Agency,
                [.. ids.Select(id => Message(Agency, id, Now) with { Lane = $"a/{id}" })]
            )
        );
        (await DueAsync()).ShouldBe(ids);
    }

    [Fact]
    public async Task A_message_that_was_sent_stays_sent()
    {
        await DoneAsync(WithOutbox(Agency, Message(Agency, "01", Now)));
        await DoneAsync(WithOutbox(Agency, Message(Agency, "01", Now, OutboxState.Sent)));
        await DoneAsync(
            WithOutbox(
                Agency,
                Message(Agency, "01", Now) with
                {
                    Attempts = 1,
                    Error = "timed out",
                }
            )
        );
        await DoneAsync(WithOutbox(Agency, Message(Agency, "01", Now, OutboxState.Dead)));

        (await DueAsync()).ShouldBeEmpty();
        (await Store.OutboxAsync(Agency, OutboxState.Dead, 10, Stop)).ShouldBeEmpty();
        (await Store.OutboxAsync(Agency, OutboxState.Sent, 10, Stop)).Single().Id.ShouldBe("01");
    }

    [Fact]
    public async Task An_answer_is_kept_once_until_its_time_is_over()
    {
        var until = Now + Duration.FromHours(24);
        var running = new KeptAnswer("k", "body", 0, null, null, until);
        var answer = running with
        {
            Status = 201,
            ContentType = "application/json",
            Body = """{"seq":1}""",
        };

        await DoneAsync(Keep(running));
        (await ConflictAsync(Keep(running))).ShouldContain("k");
        await ConflictAsync(Keep(answer with { BodyDigest = "other" }));
        await DoneAsync(Keep(answer));
        await ConflictAsync(Keep(answer));
        await ReopenAsync();
        (await Store.KeptAnswerAsync(Agency, "k", Stop)).ShouldBe(answer);
        (await Store.KeptAnswerAsync(Other, "k", Stop)).ShouldBeNull();

        Clock.Reset(until);
        (await Store.KeptAnswerAsync(Agency, "k", Stop)).ShouldBeNull();
        await DoneAsync(Keep(running with { KeptUntil = until + Duration.FromHours(24) }));
    }

    [Fact]
    public async Task News_of_a_commit_comes_after_it_and_in_order()
    {
        var news = new List<Committed>();
        var enough = new TaskCompletionSource();
        using var listening = Store.OnCommitted(committed =>
        {
            news.Add(committed);
            if (news.Count == 2)
            {
                enough.SetResult();
            }
        });
        using var broken = Store.OnCommitted(_ =>
            throw new InvalidOperationException("a page that is gone")
        );

        await OpenedAsync("bella");
        await ConflictAsync(Of(Agency, Open("bella", Now)));
        await DoneAsync(
            WithDocument(Agency, "dana", "{}") with
            {
                Outbox = [Message(Agency, "1", Now)],
            }
        );

        await enough.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop);
        news[0].Clients.ShouldBe([Id("bella")]);
        news[0].HasOutbox.ShouldBeFalse();
        news[1].DocumentKinds.ShouldBe(["person"]);
        news[1].HasOutbox.ShouldBeTrue();
    }

    private static Commit Keep(KeptAnswer answer) => new(Agency) { Answer = answer };

    private async Task<IEnumerable<long>> NumbersAsync(RequestQuery query) =>
        (await Store.RequestsAsync(Agency, query, Stop)).Select(row => row.Request.Id.Number);

    private async Task<IEnumerable<string>> KeysAsync(string prefix, string? after, int limit) =>
        (await Store.DocumentsAsync(Agency, "card", prefix, after, limit, Stop)).Select(document =>
            document.Key
        );

    private async Task<IEnumerable<string>> DueAsync() =>
        (await Store.OutboxDueAsync(Now, 10, Stop)).Select(message => message.Id);
}
