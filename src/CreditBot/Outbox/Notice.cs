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
[JsonDerivedType(typeof(RequestMoved), "request_moved")]
[JsonDerivedType(typeof(Relayed), "relayed")]
[JsonDerivedType(typeof(LastStatement), "last_statement")]
internal abstract record Notice(string Person)
{
    /// <summary>A manager has a request to answer: the card with the buttons.</summary>
    public sealed record RequestToDecide(string Person, string Client, long Request)
        : Notice(Person);

    /// <summary>Somebody of the client is told what became of a request, or what is asked.</summary>
    /// <param name="Seq">The entry that is told of.</param>
    public sealed record RequestMoved(string Person, string Client, long Request, long Seq)
        : Notice(Person);

    /// <summary>Somebody of a client that has ended is told how it came out; they are unlinked by then.</summary>
    /// <param name="Seq">The entry that ended it.</param>
    public sealed record LastStatement(string Person, string Client, long Seq) : Notice(Person);

    /// <summary>A client could not be helped by the bot: a manager gets what was said.</summary>
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

    /// <summary>A month's report to one recipient.</summary>
    public const string Report = "report";

    /// <summary>A link to sign in on the web, to an invited person's address.</summary>
    public const string SignIn = "sign_in";
}

/// <summary>Makes outbox messages.</summary>
internal static class OutboxMessages
{
    /// <param name="id">Stable: the same happening makes the same id.</param>
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
