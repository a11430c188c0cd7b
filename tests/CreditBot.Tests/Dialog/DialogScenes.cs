using System.Collections.Immutable;
using System.Globalization;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Dialog;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Tests.Dialog;

/// <summary>Facts for the pure engine, made from entries alone.</summary>
internal static class DialogScenes
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 12, 0);
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");
    private static readonly PersonId Dana = new("dana");
    private static readonly ImmutableDictionary<string, string> Names = ImmutableDictionary<
        string,
        string
    >
        .Empty.Add("dana", "Dana")
        .Add("bo", "Bo");
    private static readonly ImmutableDictionary<string, WorkMedian> NoWork = ImmutableDictionary<
        string,
        WorkMedian
    >.Empty;

    public static readonly PackageCatalog Catalog = new()
    {
        Packages =
        [
            new Package("Basic", Credits.Of(50), new Money(99, "USD")),
            new Package("Professional", Credits.Of(150), new Money(199, "USD")),
            new Package("Enterprise", Credits.Of(500), new Money(499, "USD")),
        ],
        Currency = "USD",
        Zone = DateTimeZone.Utc,
        CostPerCredit = [new DatedPrice(new LocalDate(2026, 1, 1), new Money(0.10m, "USD"))],
    };

    private static readonly AgencyState Agency = new()
    {
        Id = AgencyId.Default,
        Version = 1,
        RecordedAt = Now - Duration.FromDays(100),
        Terms = new AgencyTerms
        {
            Name = "Pixel & Co",
            Catalog = Catalog,
            Policy = new RequestPolicy(),
            WorkingTime = WorkingTime.Default(DateTimeZone.Utc),
        },
    };

    /// <summary>Bella Bakery with some of its 50 credits used, and requests as asked for.</summary>
    public static ClientState Bella(decimal used, params ReadOnlySpan<RequestTerms> requests)
    {
        var opened = Now - Duration.FromDays(80);
        var id = ClientId.Parse("bella-bakery");
        var plan = new Plan("Basic", Credits.Of(50), new Money(99, "USD"));
        var open = new OpenClient(
            id,
            "Bella Bakery",
            null,
            new ClientTerms { Zone = DateTimeZone.Utc, Manager = Dana },
            plan,
            new LocalDate(2026, 9, 1)
        );
        var context = new ActionContext(opened, Dana, "api", Catalog);
        var state = ClientFold.Fold(
            id,
            ((LedgerAnswer.Append)ClientOpening.Decide(open, context)).Entries
        )!;
        state = DueEntries.CatchUp(state, Now - Duration.FromDays(3)).State;
        if (used > 0)
        {
            var usage = new Usage("tests", "1", Credits.Of(used), "edit", "home", "one");
            var later = context with { Now = Now - Duration.FromDays(3) };
            state = After(state, UsageRecording.Decide(state, new RecordUsage(usage, null), later));
        }

        var number = 11;
        foreach (var terms in requests)
        {
            state = After(
                state,
                RequestMaking.Decide(
                    state,
                    new MakeRequest(new RequestId(++number), terms, "the menu", null),
                    new RequestPolicy(),
                    context with
                    {
                        Now = Now - Duration.FromHours(1),
                        By = new PersonId("bo"),
                    }
                )
            );
        }

        return DueEntries.CatchUp(state, Now).State;
    }

    /// <summary>Bo of Bella Bakery has asked for a person and waits.</summary>
    public static readonly HandOver Waiting = new()
    {
        Client = "bella-bakery",
        Person = "bo",
        PersonName = "Bo",
        Channel = "terminal",
        OpenedAt = Now - Duration.FromHours(2),
        Asked = ["dana"],
        AskedName = "Dana",
        WaitsSince = Now - Duration.FromHours(2),
        LastAt = Now - Duration.FromHours(1),
        Count = 2,
    };

    /// <summary>Dana has answered.</summary>
    public static readonly HandOver Answered = Waiting.AnsweredBy(
        "dana",
        "Dana",
        Now - Duration.FromMinutes(5)
    );

    /// <summary>The same with a hand-over.</summary>
    public static DialogFacts With(this DialogFacts facts, HandOver talk) =>
        facts with
        {
            Speaker = facts.Speaker switch
            {
                Speaker.OfClient client => client with { Talk = talk },
                Speaker.Manager manager => manager with { Talks = [talk] },
                var other => other,
            },
        };

    public static DialogFacts ForClient(ClientState client, ClientRole role = ClientRole.Requester)
    {
        var person = Person.New("bo", "Bo", null);
        return new DialogFacts(
            Now,
            Agency,
            Culture,
            new Speaker.OfClient(
                person with
                {
                    Clients = person.Clients.Add(client.Id.Value, role),
                },
                Account(client),
                null,
                [new OwnClient(client.Id, client.Name)]
            )
        );
    }

    public static DialogFacts ForManager(params IReadOnlyList<ClientState> clients) =>
        new(
            Now,
            Agency,
            Culture,
            new Speaker.Manager(
                Person.New("dana", "Dana", null) with
                {
                    IsManager = true,
                },
                [.. Requests(clients).Where(one => one.Request.State.IsPending())],
                [.. Requests(clients)],
                clients,
                clients.Count > 0 ? Account(clients[0]) : null,
                null,
                []
            )
        );

    private static IEnumerable<RequestFacts> Requests(IReadOnlyList<ClientState> clients) =>
        clients.SelectMany(client =>
            client.Requests.Values.Select(request => new RequestFacts(
                client,
                request,
                null,
                false,
                new Team(
                    [
                        .. Names.Select(pair =>
                            Person.New(pair.Key, pair.Value, null) with
                            {
                                IsManager = true,
                            }
                        ),
                    ],
                    Now
                )
            ))
        );

    private static ClientFacts Account(ClientState client) =>
        new(client, AccountChecking.Check(client, [], Now), [], "Dana", Names, NoWork, NoWork);

    private static ClientState After(ClientState state, LedgerAnswer answer) =>
        ((LedgerAnswer.Append)answer).Entries.Aggregate(state, ClientFold.Apply);
}
