using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Months;

namespace CreditBot.Dialog;

/// <summary>What managers read of invoice lines.</summary>
internal sealed partial class Phrases
{
    public const string NoLines =
        "There is no such invoice line. Write “invoices 2026-10” for a month's.";

    public const string VoidHow =
        "Which line, and why? Write for example “void bella-bakery.12.1 because it was billed elsewhere”.";

    /// <summary>"3 invoice lines, $377.40 net: 2 draft, 1 paid."</summary>
    public string LineSums(IReadOnlyList<InvoiceLine> lines) =>
        $"{Lines(lines)}: {string.Join(", ", lines.GroupBy(line => line.State).OrderBy(state => state.Key).Select(state => $"{state.Count()} {InvoiceWords.State(state.Key)}"))}.";

    /// <summary>"bella-bakery.12.1 · Bella Bakery · 60 credits once · $118.80 · draft"</summary>
    public string Line(InvoiceLine line) =>
        $"{line.Id} · {line.ClientName} · {line.Text ?? InvoiceWords.Kind(line.Kind)} · {W.Money(line.Net)} · {InvoiceWords.State(line.State)}";

    /// <summary>"Mark 3 invoice lines, $377.40 net, as issued?"</summary>
    public string ReadBack(IReadOnlyList<InvoiceLine> lines, LineState to) =>
        to == LineState.Void
            ? $"Void {Lines(lines)}? A void line stays void."
            : $"Mark {Lines(lines)}, as {InvoiceWords.State(to)}?";

    public string LinesAre(IReadOnlyList<InvoiceLine> lines, LineState to) =>
        $"Done: {Lines(lines)}, {(lines.Count == 1 ? "is" : "are")} {InvoiceWords.State(to)} now.";

    public string LinesAreAlready(IReadOnlyList<InvoiceLine> lines, LineState to) =>
        $"Nothing to do: {Lines(lines)}, {(lines.Count == 1 ? "is" : "are")} {InvoiceWords.State(to)} already.";

    private string Lines(IReadOnlyList<InvoiceLine> lines) =>
        $"{lines.Count} invoice {(lines.Count == 1 ? "line" : "lines")}, {W.Money(lines.Sum(lines[0].Net.Currency, line => line.Net))} net";
}
