using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace CreditBot.Reports.Mail;

/// <summary>Writes mails as .eml files into a folder, from which people or a mail server pick them up.</summary>
/// <remarks>The file's name comes from the Message-ID, so that a second delivery of a mail replaces the first.</remarks>
internal sealed class PickupMailSender(string directory, string from) : IMailSender
{
    public string From { get; } = from;

    public async Task SendAsync(MimeMessage message, CancellationToken stop)
    {
        var final = Path.Combine(directory, FileName(message));
        // Not .eml yet: whoever watches the folder must never see half a mail.
        var unfinished =
            $"{final}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}.tmp";
        try
        {
            Directory.CreateDirectory(directory);
            await using (
                var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write)
            )
            {
                await message.WriteToAsync(file, stop);
                await file.FlushAsync(stop);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, final, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }

            throw new MailDeliveryException(
                $"The mail could not be written to Mail:PickupDirectory '{directory}': {fault.Message}",
                isPermanent: false,
                fault
            );
        }
    }

    /// <summary>The readable start of the Message-ID; of one that could be a path or is empty, its hash.</summary>
    private static string FileName(MimeMessage message)
    {
        var id = message.MessageId ?? "";
        var local = id.Split('@')[0];
        var isPlain =
            local.Length is > 0 and <= 120
            && local.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        return (
                isPlain
                    ? local
                    : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))
            ) + ".eml";
    }
}
