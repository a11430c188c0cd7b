using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>The kinds of documents kept beside the ledger. The values are stored.</summary>
internal static class DocumentKinds
{
    /// <summary>People by id.</summary>
    public const string Person = "person";

    /// <summary>Person ids by chat identity, "channel|key".</summary>
    public const string Identity = "identity";

    /// <summary>Person ids by e-mail, lower case.</summary>
    public const string Email = "email";

    /// <summary>Invites by the hash of their code.</summary>
    public const string Invite = "invite";

    /// <summary>Wrong codes of the last hour, by chat identity.</summary>
    public const string WrongCodes = "wrong-codes";

    /// <summary>When sign-in links were mailed in the last hour, by person.</summary>
    public const string SignInMails = "sign-in-mails";

    /// <summary>Numbers given out: the last one.</summary>
    public const string Counter = "counter";

    /// <summary>Where people can be spoken to: "person|channel|conversation".</summary>
    public const string Conversation = "conversation";

    /// <summary>Where cards were shown: "R-12|channel|conversation|message".</summary>
    public const string Card = "card";

    /// <summary>Dialog states by "channel|conversation".</summary>
    public const string Dialog = "dialog";

    /// <summary>Hand-overs to managers: "client/person".</summary>
    public const string HandOver = "hand-over";

    /// <summary>Lines of conversations on the web: "conversation|number".</summary>
    public const string Chat = "chat";

    /// <summary>What Slack has delivered, by its own id: the input until it is answered, then only that it was.</summary>
    public const string SlackInbox = "slack-inbox";

    /// <summary>Closed month books by "yyyy-MM".</summary>
    public const string Book = "book";

    /// <summary>Which reports went to whom: "yyyy-MM|edition|address".</summary>
    public const string ReportSent = "report-sent";

    /// <summary>The last day that had its digests, under "last".</summary>
    public const string Digest = "digest";

    /// <summary>Who else is told what happens, by id.</summary>
    public const string Webhook = "webhook";

    /// <summary>Keys that sign what leaves, by their use; hexadecimal.</summary>
    public const string Secret = "secret";

    /// <summary>API keys by the hash of the key.</summary>
    public const string ApiKey = "api-key";
}

/// <summary>Documents as typed values.</summary>
internal static class Documents
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters =
        {
            new System.Text.Json.Serialization.JsonStringEnumConverter(
                JsonNamingPolicy.SnakeCaseLower
            ),
        },
    };

    /// <summary>The value with its version, or default with 0 when there is none.</summary>
    public static async ValueTask<(T? Value, long Version)> ReadAsync<T>(
        this IStore store,
        AgencyId agency,
        string kind,
        string key,
        CancellationToken stop
    )
        where T : class =>
        await store.DocumentAsync(agency, kind, key, stop) is { } document
            ? (Known<T>.Of.Of(document, Parse<T>), document.Version)
            : (null, 0);

    public static T Parse<T>(Document document) =>
        JsonSerializer.Deserialize<T>(document.Json, Options)
        ?? throw new LedgerDamagedException(
            $"The document {document.Kind} '{document.Key}' is empty."
        );

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>What was read from documents, by the very document: values are never changed, and stores give the same document while it stands.</summary>
    private static class Known<T>
        where T : class
    {
        public static readonly ReadOnce<Document, T> Of = new();
    }

    /// <param name="readVersion">Null writes whatever is there.</param>
    public static DocumentWrite Write<T>(
        string kind,
        string key,
        T value,
        long? readVersion = null
    ) => new(kind, key, Json(value), readVersion);
}
