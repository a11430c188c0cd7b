using CreditBot.RealClients.Office;
using CreditBot.RealClients.Processes;

namespace CreditBot.RealClients.Product;

/// <summary>A month's workbook as LibreOffice shows it after calculating everything anew.</summary>
internal sealed class MonthFile
{
    private const string HeaderRow = "4";

    private readonly WorkbookProbe _book;
    private readonly WorkbookProbe.Sheet _clients;

    private MonthFile(WorkbookProbe book)
    {
        _book = book;
        _clients = book["Clients"];
    }

    public string Control => _book["Control"]["A3"].Text!;

    public static async Task<MonthFile> OpenAsync(byte[] workbook)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Of("again"));
        await File.WriteAllBytesAsync(folder.Of("month.xlsx"), workbook);
        return new(
            await WorkbookProbe.ReadAsync(
                await LibreOffice.RecalculateAsync(folder.Of("month.xlsx"), folder.Of("again"))
            )
        );
    }

    /// <summary>The figure that a name of the workbook stands for, such as <c>Summary_Margin</c>.</summary>
    public decimal Named(string name)
    {
        var place = _book.Names[name].Replace("$", "", StringComparison.Ordinal).Split('!');
        return _book[place[0]][place[1]].Number;
    }

    /// <summary>A figure of the Clients sheet by its column's header and the client's id.</summary>
    public decimal OfClient(string id, string column) =>
        _clients[
            Column(column)
                + _clients
                    .Cells.Single(cell =>
                        Letters(cell.Key) == Column("Client id") && cell.Value.Text == id
                    )
                    .Key[Column("Client id").Length..]
        ].Number;

    private string Column(string header) =>
        Letters(
            _clients
                .Cells.Single(cell =>
                    cell.Key[Letters(cell.Key).Length..] == HeaderRow && cell.Value.Text == header
                )
                .Key
        );

    private static string Letters(string address) => address.TrimEnd([.. "0123456789"]);
}
