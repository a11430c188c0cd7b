using Microsoft.Extensions.Options;

namespace CreditBot.Reports.Mail;

/// <summary>Names every mistake in the mail settings, one line each.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        List<string> mistakes = [.. Mistakes(options)];
        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Mistakes(MailOptions options)
    {
        if (MailAddresses.TrySender(options.From) is not { } from)
        {
            yield return $"Mail:From must be one address such as reports@agency.example, but is '{options.From}'.";
        }
        else if (options.UsesSmtp && from.Domain() == "localhost")
        {
            yield return "Mail:From must be set when Mail:Smtp:Host is: servers refuse mail from localhost.";
        }

        if (!options.UsesSmtp && string.IsNullOrWhiteSpace(options.PickupDirectory))
        {
            yield return "Mail:PickupDirectory must name a folder when Mail:Smtp:Host is not set.";
        }

        if (options.UsesSmtp && Uri.CheckHostName(options.Smtp.Host) == UriHostNameType.Unknown)
        {
            yield return $"Mail:Smtp:Host must be a host name without scheme or port, but is '{options.Smtp.Host}'.";
        }

        if (options.Smtp.Port is < 1 or > 65_535)
        {
            yield return "Mail:Smtp:Port must be a number from 1 to 65535, such as 587.";
        }

        if (options.AttachmentLimitMegabytes is < 0.001m or > 100)
        {
            yield return "Mail:AttachmentLimitMegabytes must be a number from 0.001 to 100, such as 10.";
        }

        if (
            options.LinkAddress is { Length: > 0 } address
            && !(
                Uri.TryCreate(address, UriKind.Absolute, out var link)
                && link.Scheme is "https" or "http"
                && link.Query.Length == 0
                && link.UserInfo.Length == 0
            )
        )
        {
            yield return $"Mail:LinkAddress must be an address such as https://credits.example.com, but is '{address}'.";
        }

        if (string.IsNullOrEmpty(options.Smtp.User) != string.IsNullOrEmpty(options.Smtp.Password))
        {
            yield return "Mail:Smtp:User and Mail:Smtp:Password must be set together or not at all.";
        }
    }
}
