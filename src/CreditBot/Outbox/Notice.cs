using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Amounts;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Outbox;

/// <summary>Something to tell a person, by what it is about; the words are made when it is delivered, from the facts of then.</summary>
/// <remarks>The type names are the stored form.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "notice")]
[JsonDerivedType(typeof(RequestToDecide), "request_to_decide")]
[JsonDerivedType(typeof(RequestWaits), "request_waits")]
[JsonDerivedType(typeof(CreditsLow), "credits_low")]
[JsonDerivedType(typeof(ToConfirm), "to_confirm")]
[JsonDerivedType(typeof(NotConfirmed), "not_confirmed")]
[JsonDerivedType(typeof(Digest), "digest")]
[JsonDerivedType(typeof(StandsIn), "stands_in")]
[JsonDerivedType(typeof(RequestMoved), "request_moved")]
[JsonDerivedType(typeof(Relayed), "relayed")]
[JsonDerivedType(typeof(LastStatement), "last_statement")]
[JsonDerivedType(typeof(UpliftEnds), "uplift_ends")]
[JsonDerivedType(typeof(UpliftEnded), "uplift_ended")]
[JsonDerivedType(typeof(TalkOpened), "talk_opened")]
[JsonDerivedType(typeof(TalkSaid), "talk_said")]
[JsonDerivedType(typeof(TalkAnswered), "talk_answered")]
[JsonDerivedType(typeof(TalkEnded), "talk_ended")]
[JsonDerivedType(typeof(TalkWaited), "talk_waited")]
internal abstract record Notice(string Person)
{
    /// <summary>A manager has a request to answer: the card with the buttons.</summary>
    public sealed record RequestToDecide(string Person, string Client, long Request)
        : Notice(Person);

    /// <summary>Nobody has answered a request in time, unless somebody did: who was asked is reminded, or the next manager is asked.</summary>
    /// <param name="Seq">The entry since which it waits.</param>
    /// <param name="AskedBefore">The manager who didn't answer; null when this is that manager.</param>
    public sealed record RequestWaits(
        string Person,
        string Client,
        long Request,
        long Seq,
        string? AskedBefore
    ) : Notice(Person);

    /// <summary>Somebody of a client is told that four fifths of the period's credits are used, or all.</summary>
    /// <param name="Period">Its number; nothing is told of an earlier one.</param>
    public sealed record CreditsLow(string Person, string Client, int Period, bool IsOut)
        : Notice(Person);

    /// <summary>A client's approver is asked to send what somebody else of the client wants.</summary>
    /// <param name="Offer">What they picked, without its price.</param>
    /// <param name="Due">ISO 8601.</param>
    public sealed record ToConfirm(
        string Person,
        string Client,
        string By,
        string Offer,
        string? Reason,
        string? Due
    ) : Notice(Person);

    /// <summary>Who wanted it is told that the approver doesn't send it.</summary>
    public sealed record NotConfirmed(string Person, string Client, string By, string Offer)
        : Notice(Person);

    /// <summary>A manager's morning.</summary>
    /// <param name="Day">The working day, ISO 8601; nothing is told of an earlier one.</param>
    public sealed record Digest(string Person, string Day) : Notice(Person);

    /// <summary>A manager decides in another one's place from now on.</summary>
    /// <param name="For">Who is away.</param>
    public sealed record StandsIn(string Person, string For, long UntilMicros) : Notice(Person);

    /// <summary>Somebody of the client is told what became of a request, or what is asked.</summary>
    /// <param name="Seq">The entry that is told of.</param>
    public sealed record RequestMoved(string Person, string Client, long Request, long Seq)
        : Notice(Person);

    /// <summary>Somebody of a client that has ended is told how it came out; they are unlinked by then.</summary>
    /// <param name="Seq">The entry that ended it.</param>
    public sealed record LastStatement(string Person, string Client, long Seq) : Notice(Person);

    /// <summary>Somebody of a client, or its account manager, is told that a temporary uplift ends in a few days; nothing when it is gone.</summary>
    /// <param name="Booked">The entry that had changed the plan.</param>
    public sealed record UpliftEnds(string Person, string Client, long Booked) : Notice(Person);

    /// <summary>They are told that it has ended, and what the plan is now.</summary>
    /// <param name="Seq">The entry that says so.</param>
    public sealed record UpliftEnded(string Person, string Client, long Seq) : Notice(Person);

    /// <summary>Somebody of a client asks for a person: a manager gets the card with what was said.</summary>
    /// <param name="Talk">The hand-over's key, as in the others.</param>
    public sealed record TalkOpened(string Person, string Talk) : Notice(Person);

    /// <summary>They wrote on: the words go to the manager.</summary>
    public sealed record TalkSaid(string Person, string Talk, string Words) : Notice(Person);

    /// <summary>The manager's words go to them.</summary>
    public sealed record TalkAnswered(string Person, string Talk, string From, string Words)
        : Notice(Person);

    /// <summary>The other side has ended it.</summary>
    public sealed record TalkEnded(string Person, string Talk) : Notice(Person);

    /// <summary>Nobody answered for a day, unless somebody did.</summary>
    /// <param name="SinceMicros">The message that waited, by its time in microseconds since 1970.</param>
    public sealed record TalkWaited(string Person, string Talk, long SinceMicros) : Notice(Person);

    /// <summary>As <see cref="TalkOpened"/>, from stores of before there were hand-overs.</summary>
    public sealed record Relayed(string Person, string Client, string From, string Words)
        : Notice(Person);
}

/// <summary>The kinds of outbox messages: which sender takes them. The values are stored.</summary>
internal static class OutboxKinds
{
    /// <summary>A <see cref="Outbox.Notice"/> to a person, wherever they can be reached.</summary>
    public const string Notice = "notice";

    /// <summary>All cards of a request show how it stands now.</summary>
    public const string Cards = "cards";

    /// <summary>All cards of a hand-over show how it stands now.</summary>
    public const string TalkCards = "talk_cards";

    /// <summary>A <see cref="LateReply"/>: what could not be said when it was asked for.</summary>
    public const string Reply = "reply";

    /// <summary>What happened, to another system.</summary>
    public const string Webhook = "webhook";

    /// <summary>A month's report to one recipient.</summary>
    public const string Report = "report";

    /// <summary>A link to sign in on the web, to an invited person's address.</summary>
    public const string SignIn = "sign_in";
}

/// <summary>Makes outbox messages.</summary>
internal static class OutboxMessages
{
    /// <summary>An id for what may be said again in the same words; it sorts by time after its beginning.</summary>
    public static string NewId(string beginning, Instant now) =>
        $"{beginning}/{Instants.ToUnixTimeMicroseconds(now)}/{Guid.NewGuid():N}";

    /// <param name="id">Stable: the same happening makes the same id.</param>
    /// <param name="at">When it is due.</param>
    public static OutboxMessage Of(AgencyId agency, Notice notice, string id, Instant at) =>
        new(
            agency,
            id,
            OutboxKinds.Notice,
            $"person:{notice.Person}",
            JsonSerializer.Serialize(notice),
            OutboxState.Waiting,
            at
        );

    /// <summary>The same cards once more, after some time.</summary>
    public static OutboxMessage CardsLater(OutboxMessage cards, Duration after) =>
        cards with
        {
            Id = $"{cards.Id}/later",
            DueAt = cards.DueAt + after,
        };

    /// <summary>All cards of a hand-over, at a time.</summary>
    public static OutboxMessage TalkCards(AgencyId agency, string talk, string id, Instant due) =>
        new(
            agency,
            id,
            OutboxKinds.TalkCards,
            $"talk:{talk}",
            JsonSerializer.Serialize(talk),
            OutboxState.Waiting,
            due
        );

    public static OutboxMessage Cards(
        AgencyId agency,
        ClientId client,
        RequestId request,
        long seq,
        Instant at
    ) =>
        new(
            agency,
            $"{client}/{seq:D10}/cards",
            OutboxKinds.Cards,
            $"request:{request}",
            JsonSerializer.Serialize(new CardsOf(client.Value, request.Number)),
            OutboxState.Waiting,
            at
        );
}

/// <summary>Which request's cards are to be brought up to date.</summary>
internal sealed record CardsOf(string Client, long Request);
