using System.Globalization;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>Keys of rows. Each starts with the agency; parts are cut by "/", numbers are filled up so that they sort.</summary>
internal static class Keys
{
    /// <summary>The name of the agency's own stream; no client can be called that.</summary>
    public const string AgencyStream = "@";

    /// <summary>What a file keeps of a key at most, in UTF-8 bytes.</summary>
    public const int MostBytes = 1000;

    /// <summary>Characters of source and id up to which they are their own key.</summary>
    private const int MostWritten = 200;

    private const string Last = "\uffff";

    /// <summary>The key after a key.</summary>
    public static string After(string key) => key + "\0";

    /// <summary>The last key that starts with a text.</summary>
    public static string EndOf(string prefix) => prefix + Last;

    /// <exception cref="ArgumentException">The agency's id can't be part of a key.</exception>
    public static string Of(AgencyId agency) =>
        agency.Value is { Length: > 0 and <= 64 } id && id.All(c => c > ' ' && c < '~' && c != '/')
            ? id
            : throw new ArgumentException(
                $"'{agency}' is no agency id: 1 to 64 plain characters without '/'.",
                nameof(agency)
            );

    public static string Of(AgencyId agency, ClientId client) => $"{Of(agency)}/{client.Value}";

    public static string Stream(AgencyId agency, string stream) => $"{Of(agency)}/{stream}/";

    public static string Entry(AgencyId agency, string stream, long seq) =>
        Stream(agency, stream) + Sorted(seq);

    public static string Text(string entryKey, string name) => $"{entryKey}/{name}";

    public static string Due(AgencyId agency, Instant at) => $"{Of(agency)}/{Sorted(at)}/";

    public static string Due(AgencyId agency, Instant at, ClientId client) =>
        Due(agency, at) + client.Value;

    public static string Request(AgencyId agency, RequestId id) =>
        $"{Of(agency)}/{Sorted(id.Number)}";

    public static string RequestState(AgencyId agency, RequestState state, RequestId? id) =>
        $"{Of(agency)}/{StoredValues.RequestStateNames.NameOf(state)}/{(id is { } known ? Sorted(known.Number) : "")}";

    /// <summary>Source and id as they are, so that what a source counts up lies side by side; the hash of both when they are long.</summary>
    public static string Usage(AgencyId agency, UsageKey key) =>
        Written(key) is { Length: <= MostWritten } written
            ? $"{PlainUsage(agency)}{written}"
            : HashedUsage(agency, key);

    /// <summary>Where all usage was kept at first, and what is too long still is.</summary>
    public static string HashedUsage(AgencyId agency, UsageKey key) =>
        $"{Of(agency)}/{Chain.HashOf(Encoding.UTF8.GetBytes(Written(key)))}";

    /// <summary>Before it stand the hashed ones, behind it those that are kept as they are.</summary>
    public static string PlainUsage(AgencyId agency) => $"{Of(agency)}/~";

    /// <exception cref="ArgumentException">It is too long to be a key.</exception>
    public static string Document(AgencyId agency, string kind, string key) =>
        Checked($"{Of(agency)}/{kind}/{key}");

    public static string Outbox(AgencyId agency, string id) => Checked($"{Of(agency)}/{id}");

    public static string OutboxState(AgencyId agency, OutboxState state, string id) =>
        Checked($"{Of(agency)}/{OutboxRow.States.NameOf(state)}/{id}");

    public static string Answer(AgencyId agency, string key) => Checked($"{Of(agency)}/{key}");

    public static string AnswerUntil(AgencyId agency, Instant until, string key) =>
        Checked($"{Of(agency)}/{Sorted(until)}/{key}");

    /// <summary>What stands after the last "/".</summary>
    public static string LastPart(string key) => key[(key.LastIndexOf('/') + 1)..];

    /// <summary>What stands after the nth "/".</summary>
    public static string Tail(string key, int slashes)
    {
        var start = 0;
        for (var i = 0; i < slashes; i++)
        {
            start = key.IndexOf('/', start) + 1;
        }

        return key[start..];
    }

    public static string AgencyOf(string key) =>
        key.IndexOf('/', StringComparison.Ordinal) is var slash && slash < 0 ? key : key[..slash];

    public static string Sorted(long number) =>
        number.ToString("D19", CultureInfo.InvariantCulture);

    // Before 1970 nothing was due, so it sorts with 1970.
    private static string Sorted(Instant at) =>
        Sorted(Math.Max(0, Instants.ToUnixTimeMicroseconds(Instants.WholeMicroseconds(at))));

    private static string Written(UsageKey key) =>
        $"{key.Source.Length.ToString(CultureInfo.InvariantCulture)} {key.Source} {key.Id}";

    private static string Checked(string key) =>
        Encoding.UTF8.GetByteCount(key) <= MostBytes
            ? key
            : throw new ArgumentException(
                $"A key of more than {MostBytes} bytes can't be stored: it starts with '{key[..40]}'.",
                nameof(key)
            );
}
