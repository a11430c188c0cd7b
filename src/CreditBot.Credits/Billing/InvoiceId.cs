using CreditBot.Amounts;

namespace CreditBot.Billing;

/// <summary>An invoice line of an agency; written bella-bakery.12.1, since a client's id has no dot.</summary>
public readonly record struct InvoiceId(ClientId Client, LineId Line)
{
    public static bool TryParse(string? text, out InvoiceId id)
    {
        id = default;
        if (
            text?.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot)
            || !ClientId.TryParse(text[..dot], out var client)
            || !LineId.TryParse(text.AsSpan(dot + 1), out var line)
        )
        {
            return false;
        }

        id = new InvoiceId(client, line);
        return true;
    }

    public override string ToString() => $"{Client}.{Line}";
}
