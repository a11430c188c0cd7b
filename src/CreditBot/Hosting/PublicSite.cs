using CreditBot.Amounts;
using CreditBot.Reports.Mail;
using Microsoft.AspNetCore.Http.Extensions;

namespace CreditBot.Hosting;

/// <summary>Where links in mails lead.</summary>
internal static class PublicSite
{
    public const string SignInPath = "/signin";

    /// <summary>The sign-in page of an agency; null when no address of the site is known for sure.</summary>
    public static string? SignInOf(
        AgencyId agency,
        MailOptions options,
        IConfiguration configuration
    ) => Of(options, configuration) is { } site ? site + SignIn(agency, code: null) : null;

    /// <summary>The sign-in page below the site's address, for an agency and perhaps with a code filled in. It names the agency, since a code says nothing of it.</summary>
    public static string SignIn(AgencyId agency, string? code)
    {
        var query = new QueryBuilder();
        if (agency != AgencyId.Default)
        {
            query.Add("agency", agency.Value);
        }

        if (code is not null)
        {
            query.Add("code", code);
        }

        return SignInPath + query;
    }

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
