using CreditBot.Months;

namespace CreditBot.Reports.Story;

/// <summary>One recipient's edition of a month: the book in the recipient's scope, and how it is told.</summary>
internal sealed class Edition
{
    /// <summary>A sheet of Excel ends at row 1,048,576.</summary>
    private const int MostEntries = 1_000_000;

    /// <param name="provisional">What the recipient was sent before the close; null on the 1st, or when nothing was sent.</param>
    public Edition(MonthBook book, ReportStyle style, MonthBook? provisional)
    {
        Book = BookScope.Narrowed(book, style);
        if (Book.Ledger is { Count: > MostEntries } ledger)
        {
            TooManyEntries = ledger.Count;
            Book = Book with { Ledger = null };
        }

        Formats = new ReportFormats(style, book.Currency);
        ScopeLabel = BookScope.Label(Book, style);
        Changes = provisional is null
            ? []
            : EditionChanges.Between(BookScope.Narrowed(provisional, style), Book, Formats);
        if (style.Client is { } client)
        {
            Statement =
                Statement.Of(Book, Formats)
                ?? throw new ArgumentException(
                    $"The book of {book.Month} doesn't hold the client {client}.",
                    nameof(style)
                );
        }

        Sentences = MonthStory.Tell(Book, Formats);
        Numbers = new ClientNumbers(Book);
    }

    /// <summary>How many entries the month has when they are more than a sheet holds, so that there is no Ledger sheet; else null.</summary>
    public int? TooManyEntries { get; }

    public MonthBook Book { get; }

    public ReportFormats Formats { get; }

    public string ScopeLabel { get; }

    /// <summary>What the close changed against the provisional edition; empty when nothing, or when there was none.</summary>
    public IReadOnlyList<EditionChange> Changes { get; }

    /// <summary>Three to six: what changed and why.</summary>
    public IReadOnlyList<string> Sentences { get; }

    /// <summary>The one client's own month; null in a report.</summary>
    public Statement? Statement { get; }

    public ClientNumbers Numbers { get; }

    public string AgencyLine => CleanText.Line(Book.AgencyName);

    public string Standing =>
        Book.IsClosed
            ? $"The month is closed; these figures don't change any more. As of {Formats.Moment(Book.AsOf)}."
            : $"Figures as of {Formats.Moment(Book.AsOf)}; they can still change until the month is closed.";
}
