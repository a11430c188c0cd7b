namespace CreditBot.Reports.Mail;

/// <summary>How mail leaves (contract.md, Settings): by SMTP when a host is given, else into a folder.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>"reports@agency.example" or with a name before it in angle brackets; needed for SMTP.</summary>
    public string From { get; set; } = "CreditBot <creditbot@localhost>";

    /// <summary>Where mails are written as .eml files when no SMTP host is given. Default <c>data/mail</c>.</summary>
    public string PickupDirectory { get; set; } = "data/mail";

    /// <summary>A workbook above this is not attached; the mail has a signed link to it instead. 0.001 to 100, default 10.</summary>
    public decimal AttachmentLimitMegabytes { get; set; } = 10;

    /// <summary>Where such links lead, such as https://credits.example.com; left out, it is https and the first host of AllowedHosts.</summary>
    public string? LinkAddress { get; set; }

    public long AttachmentLimitBytes => (long)(AttachmentLimitMegabytes * 1_000_000);

    public bool UsesSmtp => !string.IsNullOrWhiteSpace(Smtp.Host);
}

/// <summary>The SMTP server.</summary>
public sealed class SmtpOptions
{
    public string? Host { get; set; }

    /// <summary>1 to 65,535; 465 speaks TLS from the start, the others turn to it when the server offers it. Default 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Null: the server asks for no sign-in.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }
}
