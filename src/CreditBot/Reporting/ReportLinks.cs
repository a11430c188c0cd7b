using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Hosting;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Reports.Mail;
using CreditBot.Requests;
using CreditBot.Storage;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Reporting;

/// <summary>A workbook that a link leads to.</summary>
/// <param name="Until">Not at this second any more, since 1970.</param>
internal sealed record LinkedReport(
    AgencyId Agency,
    YearMonth Month,
    bool IsFinal,
    ReportRecipient Recipient,
    long Until
);

/// <summary>What a link is worth.</summary>
internal abstract record LinkAnswer
{
    private LinkAnswer() { }

    public sealed record Valid(LinkedReport Report) : LinkAnswer;

    public sealed record Expired : LinkAnswer;

    /// <summary>Not made here, or changed on the way.</summary>
    public sealed record Unknown : LinkAnswer;
}

/// <summary>Signed links for workbooks too large for a mail: whoever has one may fetch that workbook until it expires.</summary>
/// <remarks>The same order gives the same link, so a mail that is sent again is the same mail. The key is the agency's and never leaves the store.</remarks>
internal sealed class ReportLinks(
    IStore store,
    IConfiguration configuration,
    IOptionsMonitor<MailOptions> mail,
    Ledgers ledgers
)
{
    /// <summary>Below the host.</summary>
    public const string Path = "/reports/file";

    private const string KeyName = "report-links";
    private const int KeyBytes = 32;
    private const int MostCharacters = 2000;
    private static readonly Duration ValidFor = Duration.FromDays(30);

    /// <summary>The workbook as a mail carries it: attached, or behind a link when it is over <see cref="MailOptions.AttachmentLimitMegabytes"/>.</summary>
    public async Task<WorkbookFile> FileAsync(
        AgencyId agency,
        ReportOrder order,
        byte[] workbook,
        CancellationToken stop
    )
    {
        var options = mail.Get(agency.Value);
        if (
            workbook.Length <= options.AttachmentLimitBytes
            || PublicSite.Of(options, configuration) is not { } site
        )
        {
            return new WorkbookFile.Attached(workbook);
        }

        var until = Instants.FromUnixTimeMicroseconds(order.SentAt) + ValidFor;
        var token = await TokenAsync(
            new LinkedReport(
                agency,
                YearMonthPattern.Iso.Parse(order.Month).Value,
                order.IsFinal,
                order.Recipient,
                until.ToUnixTimeSeconds()
            ),
            stop
        );
        return new WorkbookFile.Linked(
            new Uri($"{site}{Path}/{token}"),
            workbook.Length,
            Instant.FromUnixTimeSeconds(until.ToUnixTimeSeconds())
        );
    }

    public async Task<LinkAnswer> ReadAsync(string token, CancellationToken stop)
    {
        if (
            token.Length > MostCharacters
            || token.Split('.') is not [var words, var signature]
            || Decoded(words) is not { } said
            || Decoded(signature) is not { } signed
            || Parsed(said) is not { } report
            || await store.AgencyAsync(report.Agency, stop) is null
        )
        {
            return new LinkAnswer.Unknown();
        }

        var right = HMACSHA256.HashData(await KeyAsync(report.Agency, stop), said);
        return !CryptographicOperations.FixedTimeEquals(right, signed) ? new LinkAnswer.Unknown()
            : ledgers.Now.ToUnixTimeSeconds() >= report.Until ? new LinkAnswer.Expired()
            : new LinkAnswer.Valid(report);
    }

    private async Task<string> TokenAsync(LinkedReport report, CancellationToken stop)
    {
        string[] parts =
        [
            report.Agency.Value,
            YearMonthPattern.Iso.Format(report.Month),
            report.IsFinal ? "final" : "provisional",
            report.Recipient.Scope,
            report.Recipient.Culture ?? "",
            report.Recipient.TimeZone ?? "",
            report.Until.ToString(CultureInfo.InvariantCulture),
        ];
        var said = Encoding.UTF8.GetBytes(string.Join('\n', parts));
        var signature = HMACSHA256.HashData(await KeyAsync(report.Agency, stop), said);
        return $"{Base64Url.EncodeToString(said)}.{Base64Url.EncodeToString(signature)}";
    }

    private static LinkedReport? Parsed(byte[] said)
    {
        var parts = Encoding.UTF8.GetString(said).Split('\n');
        return
            parts
                is [var named, var month, var edition, var scope, var culture, var zone, var until]
            && AgencyId.TryParse(named, out var agency)
            && YearMonthPattern.Iso.Parse(month) is { Success: true } parsed
            && long.TryParse(until, CultureInfo.InvariantCulture, out var seconds)
            ? new LinkedReport(
                agency,
                parsed.Value,
                edition == "final",
                new ReportRecipient(
                    "",
                    zone.Length == 0 ? null : zone,
                    culture.Length == 0 ? null : culture,
                    scope
                ),
                seconds
            )
            : null;
    }

    private static byte[]? Decoded(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The agency's key, made when it is first needed.</summary>
    private async Task<byte[]> KeyAsync(AgencyId agency, CancellationToken stop)
    {
        while (true)
        {
            var (kept, _) = await store.ReadAsync<string>(
                agency,
                DocumentKinds.Secret,
                KeyName,
                stop
            );
            if (kept is not null)
            {
                return Convert.FromHexString(kept);
            }

            // Losing the race means that another has made it.
            await store.CommitAsync(
                new Commit(agency)
                {
                    Documents =
                    [
                        Documents.Write(
                            DocumentKinds.Secret,
                            KeyName,
                            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)),
                            readVersion: 0
                        ),
                    ],
                },
                stop
            );
        }
    }
}
