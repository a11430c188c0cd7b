using CreditBot.Storage;
using CreditBot.Storage.LiteDb;

namespace CreditBot.Bench.Turns;

/// <summary>A row of a store that nobody holds.</summary>
/// <param name="Bytes">As base64, so that rows compare by what they hold.</param>
internal sealed record StoredRow(string Collection, string Key, string Bytes)
{
    public static IReadOnlyList<StoredRow> All(string store)
    {
        using var file = LiteDbFile.Open(store, path => new StoreFile(path));
        return
        [
            .. Tables.All.SelectMany(table =>
                file.Readable!.Range(table, "", "\uffff", int.MaxValue)
                    .Select(row => new StoredRow(table, row.Key, Convert.ToBase64String(row.Value)))
            ),
        ];
    }
}
