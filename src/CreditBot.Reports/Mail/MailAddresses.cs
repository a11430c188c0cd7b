using MimeKit;

namespace CreditBot.Reports.Mail;

/// <summary>Reads addresses strictly: one address, no controls, nothing that a header or an SMTP command could trip over.</summary>
internal static class MailAddresses
{
    /// <summary>The address of a recipient, or null when the text isn't exactly one.</summary>
    public static MailboxAddress? TryRecipient(string text) =>
        text.Length is > 2 and <= 254
        && text.IndexOfAny(['<', '>', ',', ';', ' ']) < 0
        && TrySender(text) is { } address
        && address.Address == text
            ? address
            : null;

    /// <summary>An address with or without a name before it, or null.</summary>
    public static MailboxAddress? TrySender(string text) =>
        !text.Any(char.IsControl)
        && MailboxAddress.TryParse(text, out var address)
        && address.Address.IndexOf('@', StringComparison.Ordinal) is var at and > 0
        && at < address.Address.Length - 1
        && address.Route.Count == 0
            ? address
            : null;

    public static string Domain(this MailboxAddress address) =>
        address.Address[(address.Address.LastIndexOf('@') + 1)..];
}
