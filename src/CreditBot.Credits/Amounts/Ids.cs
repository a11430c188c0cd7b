using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CreditBot.Amounts;

/// <summary>An agency; "default" when a host serves only one.</summary>
public readonly record struct AgencyId(string Value)
{
    public static readonly AgencyId Default = new("default");

    /// <summary>Reads an id that came from outside: <c>[a-z0-9][a-z0-9-]{0,63}</c>, as of clients.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AgencyId id)
    {
        var valid = ClientId.TryParse(text, out _);
        id = valid ? new AgencyId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>A client of an agency: <c>[a-z0-9][a-z0-9-]{0,63}</c> (contract.md, Common).</summary>
public readonly record struct ClientId
{
    private ClientId(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out ClientId id)
    {
        var valid =
            text is { Length: > 0 and <= 64 }
            && text[0] != '-'
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        id = valid ? new ClientId(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is no client id.</exception>
    public static ClientId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException($"'{text}' is no client id: [a-z0-9][a-z0-9-]{{0,63}}.");

    public override string ToString() => Value;
}

/// <summary>A person known to an agency: a manager or somebody of a client.</summary>
public readonly record struct PersonId(string Value)
{
    /// <summary>What the product does by itself: resets, expiries, lapses.</summary>
    public static readonly PersonId System = new("system");

    /// <summary>What policy approves by itself (design.md §5).</summary>
    public static readonly PersonId Policy = new("policy");

    /// <summary>Whether nobody may be called so: it stands for nobody.</summary>
    public static bool IsReserved(string id) => id == System.Value || id == Policy.Value;

    public override string ToString() => Value;
}

/// <summary>A request's number within its agency, written R-12.</summary>
public readonly record struct RequestId(long Number) : IComparable<RequestId>
{
    public static bool TryParse(string? text, out RequestId id)
    {
        id = default;
        if (
            text is not { Length: > 2 }
            || (text[0] is not ('R' or 'r'))
            || text[1] != '-'
            || !long.TryParse(
                text.AsSpan(2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            || number == 0
        )
        {
            return false;
        }

        id = new RequestId(number);
        return true;
    }

    public static bool operator <(RequestId left, RequestId right) => left.Number < right.Number;

    public static bool operator >(RequestId left, RequestId right) => left.Number > right.Number;

    public static bool operator <=(RequestId left, RequestId right) => left.Number <= right.Number;

    public static bool operator >=(RequestId left, RequestId right) => left.Number >= right.Number;

    public int CompareTo(RequestId other) => Number.CompareTo(other.Number);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"R-{Number}");
}

/// <summary>A lot: the entry that granted it and its place there, written L12.1 (contract.md, Common).</summary>
public readonly record struct LotId(long Seq, int Part) : IComparable<LotId>
{
    public static LotId Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return
            dot > 1
            && text[0] == 'L'
            && long.TryParse(
                text.AsSpan(1, dot - 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var seq
            )
            && int.TryParse(
                text.AsSpan(dot + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var part
            )
            ? new LotId(seq, part)
            : throw new FormatException($"'{text}' is no lot id.");
    }

    public static bool operator <(LotId left, LotId right) => left.CompareTo(right) < 0;

    public static bool operator >(LotId left, LotId right) => left.CompareTo(right) > 0;

    public static bool operator <=(LotId left, LotId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LotId left, LotId right) => left.CompareTo(right) >= 0;

    public int CompareTo(LotId other) => (Seq, Part).CompareTo((other.Seq, other.Part));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"L{Seq}.{Part}");
}
