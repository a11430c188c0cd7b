using CreditBot.Reports.Mail;

namespace CreditBot.Hosting;

/// <summary>Where links in mails lead.</summary>
internal static class PublicSite
{
    /// <summary>As set, or the public host; null when neither is known: the Host header of a call may be forged.</summary>
    public static string? Of(MailOptions options, IConfiguration configuration) =>
        options.LinkAddress is { Length: > 0 } address ? address.TrimEnd('/')
        : (configuration["AllowedHosts"] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(host => !host.Contains('*', StringComparison.Ordinal))
            is { } host
            ? $"https://{host}"
        : null;
}
