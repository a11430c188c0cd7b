using System.Diagnostics;
using System.Globalization;
using ClosedXML.Excel;
using CreditBot.Bench.Ledger;
using CreditBot.Months;
using CreditBot.Reports;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook;
using CreditBot.Reports.Workbook.Cells;
using NodaTime;

namespace CreditBot.Bench.Workbooks;

/// <summary>Writes one workbook in a process of its own and says what it took: "milliseconds processor-milliseconds MiB bytes".</summary>
internal static class WorkbookWriting
{
    public const string Ours = "ours";
    public const string ClosedXmlAlone = "closedxml";

    private static readonly ReportStyle Style = new(
        CultureInfo.GetCultureInfo("en-US"),
        DateTimeZoneProviders.Tzdb["Europe/Berlin"]
    );

    public static int Run(string how, int clients, int days, bool withLedger)
    {
        var book = LargeMonth.Make(clients, days, withLedger);
        // What is compiled at first use is paid before the clock runs, on both sides.
        Write(how, LargeMonth.Make(20, 100, withLedger), Stream.Null);
        var file = Path.GetTempFileName();
        try
        {
            using var output = File.Create(file);
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            Write(how, book, output);
            var took = watch.Elapsed.TotalMilliseconds;
            process.Refresh();
            var busy = (process.TotalProcessorTime - before).TotalMilliseconds;
            var peak = ProcessMemory.Of(Environment.ProcessId, ProcessMemory.Peak);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{took:0} {busy:0} {peak:0.0} {output.Length}"
                )
            );
            return 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Write(string how, MonthBook book, Stream output)
    {
        if (how == Ours)
        {
            MonthWorkbook.Write(book, Style, output);
        }
        else
        {
            WriteByClosedXml(book, output);
        }
    }

    /// <summary>The same cells with the same styles, all of them by ClosedXML: the rows that the product streams are set one by one.</summary>
    private static void WriteByClosedXml(MonthBook book, Stream output)
    {
        using var workbook = new XLWorkbook(XLEventTracking.Disabled);
        foreach (var pen in MonthWorkbook.LayOut(workbook, new Edition(book, Style, null)))
        {
            foreach (var body in pen.Bodies)
            {
                Rows(pen.Sheet, body);
            }
        }

        using var made = new MemoryStream();
        workbook.SaveAs(made);
        made.WriteTo(output);
    }

    private static void Rows(IXLWorksheet sheet, TableBody body)
    {
        var styles = Enumerable
            .Range(body.FirstColumn, body.Rows.FirstOrDefault().Cells?.Count ?? 0)
            .Select(column => sheet.Cell(body.FirstRow, column).Style)
            .ToList();
        var number = body.FirstRow;
        foreach (var row in body.Rows)
        {
            for (var i = 0; i < row.Cells.Count; i++)
            {
                var cell = sheet.Cell(number, body.FirstColumn + i);
                if (number > body.FirstRow)
                {
                    cell.Style = styles[i];
                }

                var (formula, value) = row.Cells[i];
                if (formula is not null)
                {
                    cell.FormulaA1 = formula;
                }
                else if (value.Text is { } text)
                {
                    cell.SetValue(text);
                }
                else if (value.Number is { } figure)
                {
                    cell.SetValue(figure);
                }
            }

            number++;
        }
    }
}
