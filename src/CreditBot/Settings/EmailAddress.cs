using MimeKit;

namespace CreditBot.Settings;

/// <summary>What we take for an e-mail address: one mailbox, as MimeKit reads it, and nothing that could start a header.</summary>
internal static class EmailAddress
{
    private const int Most = 254;

    public static bool IsValid(string text) =>
        text.Length is > 2 and <= Most
        && !text.Any(char.IsControl)
        && MailboxAddress.TryParse(text, out var mailbox)
        && mailbox.Address == text
        && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < text.Length - 1;
}
