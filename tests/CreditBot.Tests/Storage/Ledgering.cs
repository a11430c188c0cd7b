using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Tests.Storage;

/// <summary>Commits as the host makes them, for tests of stores.</summary>
internal static class Ledgering
{
    public static readonly Instant Start = Instant.FromUtc(2026, 11, 3, 9, 0);

    private static readonly PackageCatalog Catalog = new()
    {
        Packages = [new Package("Basic", Credits.Of(50), new Money(99m, "USD"))],
        Currency = "USD",
        Zone = DateTimeZone.Utc,
        CostPerCredit = [new DatedPrice(new LocalDate(2026, 1, 1), new Money(0.10m, "USD"))],
    };

    public static readonly AgencyTerms Terms = new()
    {
        Name = "Pixel & Co",
        Catalog = Catalog,
        Policy = new RequestPolicy(),
        WorkingTime = WorkingTime.Default(DateTimeZone.Utc),
    };

    public static ClientId Id(string id) => ClientId.Parse(id);

    public static ActionContext Context(Instant now) =>
        new(now, new PersonId("dana"), "api", Catalog);

    /// <summary>The first entry of an agency.</summary>
    public static Commit Found(AgencyId agency, Instant now)
    {
        var entry = new AgencyEntry.TermsSet(Terms)
        {
            Seq = 1,
            At = now,
            RecordedAt = now,
        };
        return new Commit(agency)
        {
            AgencyEntries = [entry],
            AgencyState = AgencyState.Apply(null, agency, entry),
        };
    }

    /// <summary>A new client on Basic from today.</summary>
    public static ClientAppend Open(string client, Instant now)
    {
        var command = new OpenClient(
            Id(client),
            $"The {client}",
            $"{client}@example.test",
            new ClientTerms { Zone = DateTimeZone.Utc },
            new Plan("Basic", Credits.Of(50), new Money(99m, "USD")),
            StartsOn: null
        );
        var entries = ((LedgerAnswer.Append)ClientOpening.Decide(command, Context(now))).Entries;
        return new ClientAppend(command.Id, 0, entries, ClientFold.Fold(command.Id, entries)!);
    }

    /// <summary>What was decided on a state, with the dues before it.</summary>
    public static ClientAppend Decide(
        ClientState read,
        Instant now,
        Func<ClientState, ActionContext, LedgerAnswer> decide
    )
    {
        var (state, due) = DueEntries.CatchUp(read, now);
        var entries = ((LedgerAnswer.Append)decide(state, Context(now))).Entries;
        return new ClientAppend(
            read.Id,
            read.Version,
            due.AddRange(entries),
            entries.Aggregate(state, ClientFold.Apply)
        );
    }

    /// <summary>Usage under a key of its own.</summary>
    public static Commit Use(
        AgencyId agency,
        ClientState read,
        Instant now,
        string id,
        decimal credits = 1
    )
    {
        var usage = new Usage("editor", id, Credits.Of(credits), "edit", "/menu", "s1");
        var append = Decide(
            read,
            now,
            (state, context) => UsageRecording.Decide(state, new RecordUsage(usage, null), context)
        );
        return new Commit(agency)
        {
            Clients = [append],
            Usage =
            [
                new UsageWrite(
                    new UsageKey("editor", id),
                    new UsageRecord(read.Id, append.State.Version, $"digest of {id}")
                ),
            ],
        };
    }

    /// <summary>A request for credits once.</summary>
    public static ClientAppend Request(
        ClientState read,
        Instant now,
        long number,
        string reason = "relaunch"
    ) =>
        Decide(
            read,
            now,
            (state, context) =>
                RequestMaking.Decide(
                    state,
                    new MakeRequest(
                        new RequestId(number),
                        new RequestTerms
                        {
                            Kind = RequestKind.OneTime,
                            Credits = Credits.Of(60),
                            Price = new Money(118.80m, "USD"),
                        },
                        reason,
                        Due: null
                    ),
                    Terms.Policy,
                    context
                )
        );

    /// <summary>Its approval, with what that books.</summary>
    public static ClientAppend Approve(ClientState read, Instant now, long number) =>
        Decide(
            read,
            now,
            (state, context) =>
                Deciding.Decide(
                    state,
                    new DecideRequest.Approve(new RequestId(number)),
                    Deciders.Strangers,
                    Terms.Policy,
                    context
                )
        );

    public static Commit Of(AgencyId agency, params ClientAppend[] appends) =>
        new(agency) { Clients = [.. appends] };

    public static OutboxMessage Message(
        AgencyId agency,
        string id,
        Instant dueAt,
        OutboxState state = OutboxState.Waiting
    ) => new(agency, id, "notice", "lane", $$"""{"id":"{{id}}"}""", state, dueAt);

    public static Commit WithOutbox(AgencyId agency, params OutboxMessage[] messages) =>
        new(agency) { Outbox = [.. messages] };

    public static Commit WithDocument(
        AgencyId agency,
        string key,
        string? json,
        long? readVersion = null,
        string kind = "person"
    ) => new(agency) { Documents = [new DocumentWrite(kind, key, json, readVersion)] };
}
