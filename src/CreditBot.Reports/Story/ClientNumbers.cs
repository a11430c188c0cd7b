using CreditBot.Amounts;
using CreditBot.Months;

namespace CreditBot.Reports.Story;

/// <summary>Clients by number, 1, 2, 3 … in the book's order: what formulas find a client by, since a spreadsheet takes an id such as 1-2 for a date.</summary>
internal sealed class ClientNumbers
{
    // Above this many comparisons looking each client up would keep a spreadsheet busy for seconds; totals are compared still.
    private const long MostComparisons = 20_000_000;

    private readonly Dictionary<ClientId, (int Number, string Name)> _clients;

    public ClientNumbers(MonthBook book)
    {
        _clients = book
            .Clients.Select((client, index) => (client.Id, Entry: (index + 1, client.Name)))
            .ToDictionary(one => one.Id, one => one.Entry);
        LooksIntoLedger = book.Ledger is { } ledger && IsQuick(ledger.Count);
        LooksIntoDays = IsQuick(book.Daily.Count);
        LooksIntoLines = IsQuick(book.Lines.Count);
        LooksIntoClients = IsQuick(book.Clients.Count);
    }

    /// <summary>Whether a client's figures are formulas over the Ledger sheet.</summary>
    public bool LooksIntoLedger { get; }

    public bool LooksIntoDays { get; }

    public bool LooksIntoLines { get; }

    public bool LooksIntoClients { get; }

    /// <summary>0 for one that has no line in the book.</summary>
    public int this[ClientId client] => _clients.GetValueOrDefault(client).Number;

    /// <summary>Its name, or its id when it has no line in the book.</summary>
    public string NameOf(ClientId client) =>
        _clients.TryGetValue(client, out var known) ? known.Name : client.Value;

    private bool IsQuick(int rows) => (long)_clients.Count * rows <= MostComparisons;
}
