using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.Reports.Story;

namespace CreditBot.Reports.Mail;

/// <summary>What a mail says, in the recipient's formats, before it becomes text or HTML.</summary>
internal sealed class MailContent
{
    private const int MostClients = 15;

    public MailContent(Edition edition, MailFile file)
    {
        Edition = edition;
        File = file;
        var book = edition.Book;
        Findings = [.. book.Review.Select(Finding)];
        Figures = [.. MailFigures.Of(book, edition.Formats)];
        Clients =
        [
            .. book
                .Clients.OrderByDescending(client => client.Findings.Count > 0)
                .ThenByDescending(client => client.Totals.Used)
                .ThenBy(client => client.Id.Value, StringComparer.Ordinal)
                .Take(MostClients)
                .Select(Client),
        ];
        MoreClients = book.Clients.Count - Clients.Count;
        Months = MonthBars(book);
    }

    public Edition Edition { get; }

    public MailFile File { get; }

    public IReadOnlyList<FindingLine> Findings { get; }

    public IReadOnlyList<FigureRow> Figures { get; }

    public IReadOnlyList<ClientRow> Clients { get; }

    /// <summary>Clients that only the workbook shows.</summary>
    public int MoreClients { get; }

    public IReadOnlyList<MonthBar> Months { get; }

    public string Month => Edition.Formats.Month(Edition.Book.Month);

    /// <summary>"provisional" or "final".</summary>
    public string EditionWord => Wording.Edition(Edition.Book).ToLowerInvariant();

    /// <summary>"October 2026: margin $1,234.50, 3 clients need attention (provisional)".</summary>
    public string Subject
    {
        get
        {
            var margin = Edition.Formats.Money(Edition.Book.Totals.Margin);
            return CleanText.Line(
                $"{Month}: margin {margin}, {AttentionWords} ({EditionWord})",
                most: 200
            );
        }
    }

    public string AttentionWords
    {
        get
        {
            var clients = Edition.Book.Review.Select(line => line.Client).Distinct().Count();
            return clients == 0
                ? "no client needs attention"
                : Edition.Formats.Count(
                    clients,
                    "client needs attention",
                    "clients need attention"
                );
        }
    }

    private FindingLine Finding(ReviewLine line) =>
        new(
            CleanText.Line(line.Name),
            Wording.Of(line.Finding),
            CleanText.Line(line.Figures, 300),
            CleanText.Line(line.Proposal, 300),
            line.MarginEffect is { } effect
                ? $"{Edition.Formats.Signed(effect)} margin a month"
                : null
        );

    private ClientRow Client(ClientBook client)
    {
        var formats = Edition.Formats;
        var change = client.Before is { } before
            ? formats.Signed(client.Totals.Margin - before.Margin)
            : "new";
        return new ClientRow(
            CleanText.Line(client.Name, 60),
            formats.Credits(client.Totals.Used),
            formats.Credits(client.Allocation),
            client.Allocation.IsZero ? null : client.Totals.Used.Value / client.Allocation.Value,
            formats.Money(client.Totals.Margin),
            change,
            string.Join(", ", client.Findings.Select(Wording.Of))
        );
    }

    private IReadOnlyList<MonthBar> MonthBars(MonthBook book)
    {
        if (book.Earlier.Count == 0)
        {
            return [];
        }

        var points = book
            .Earlier.TakeLast(11)
            .Append(new MonthPoint(book.Month, book.Totals))
            .ToList();
        var most = points.Max(point => Math.Abs(point.Totals.Margin.Amount));
        return
        [
            .. points.Select(point => new MonthBar(
                Edition.Formats.Month(point.Month),
                Edition.Formats.Money(point.Totals.Margin),
                most == 0 ? 0 : Math.Max(0, point.Totals.Margin.Amount) / most
            )),
        ];
    }

    internal sealed record FindingLine(
        string Client,
        string Finding,
        string Figures,
        string Proposal,
        string? Effect
    );

    /// <param name="Strong">A sum.</param>
    internal sealed record FigureRow(
        string Label,
        string Now,
        string Before,
        string Change,
        bool Strong
    );

    /// <param name="Share">Used of allocation, for the bar; null when nothing is allocated.</param>
    internal sealed record ClientRow(
        string Name,
        string Used,
        string Allocation,
        decimal? Share,
        string Margin,
        string Change,
        string Flag
    );

    /// <param name="Share">Of the largest month, 0 to 1; a loss has none.</param>
    internal sealed record MonthBar(string Month, string Margin, decimal Share);
}
