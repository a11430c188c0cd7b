using NodaTime;

namespace CreditBot.Reports.Mail;

/// <summary>The workbook of a mail: attached, or to be fetched by a link when it is too large for a mail.</summary>
public abstract record WorkbookFile
{
    private WorkbookFile() { }

    public sealed record Attached(byte[] Bytes) : WorkbookFile;

    /// <param name="Link">Signed; whoever has it may fetch the file until <paramref name="Until"/>.</param>
    /// <param name="Bytes">How large the file is.</param>
    public sealed record Linked(Uri Link, long Bytes, Instant Until) : WorkbookFile;
}
