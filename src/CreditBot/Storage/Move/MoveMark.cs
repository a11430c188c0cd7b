using System.Text.Json.Serialization;

namespace CreditBot.Storage.Move;

/// <summary>What a store that another one is moved into says of that: it stands before the first row, and is whole after the last check.</summary>
/// <param name="First">Of each agency of the source, the hash of its first entry: no two ledgers have the same.</param>
/// <param name="IsWhole">False until all is there and checked.</param>
internal sealed record MoveMark(
    [property: JsonPropertyName("first")] IReadOnlyDictionary<string, string> First,
    [property: JsonPropertyName("whole")] bool IsWhole
)
{
    /// <summary>Its row in <see cref="Tables.Store"/>; the name is stored.</summary>
    public const string Key = "move";

    public static MoveMark? Read(ITables tables) =>
        tables.Get(Tables.Store, Key) is { } bytes
            ? Rows.Read<MoveMark>(Tables.Store, new Row(Key, bytes))
            : null;

    /// <exception cref="StoreStartException">The store is there by half.</exception>
    /// <param name="provider">What the store is.</param>
    public static void RefuseHalf(ITables tables, string provider)
    {
        if (Read(tables) is { IsWhole: false })
        {
            throw new StoreStartException(
                $"The store holds half of another one: a move into it did not come to its end. Run 'creditbot move --to {provider}' again."
            );
        }
    }
}
