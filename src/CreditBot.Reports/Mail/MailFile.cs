using CreditBot.Reports.Story;
using NodaTime;

namespace CreditBot.Reports.Mail;

/// <summary>How a mail speaks of its workbook.</summary>
internal sealed record MailFile(string Name, WorkbookFile File, ReportFormats Formats)
{
    /// <summary>Null when the workbook is attached.</summary>
    public string? Link => File is WorkbookFile.Linked linked ? linked.Link.AbsoluteUri : null;

    /// <summary>One sentence; a link follows it when there is one.</summary>
    public string Words(bool statement)
    {
        var what = statement ? "statement" : "workbook";
        var proves = statement ? "" : "; its Control sheet proves these figures";
        return File is WorkbookFile.Linked linked
            ? $"The {what} {Name} is too large for a mail ({Megabytes(linked.Bytes)} MB). It can be fetched until {Formats.Moment(linked.Until)}{proves}:"
            : $"The {what} {Name} is attached{proves}.";
    }

    private string Megabytes(long bytes) => (bytes / 1_000_000m).ToString("N1", Formats.Culture);
}
