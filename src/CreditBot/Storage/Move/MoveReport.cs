using System.Text.Json.Serialization;
using CreditBot.Storage.Checks;

namespace CreditBot.Storage.Move;

/// <summary>One table of a move.</summary>
/// <param name="Rows">In the source.</param>
/// <param name="Bytes">That they hold, keys aside; in a dry run they are not read.</param>
/// <param name="Written">Rows that the target did not have yet, or otherwise.</param>
internal sealed record TableMove(
    [property: JsonPropertyName("table")] string Table,
    [property: JsonPropertyName("rows")] long Rows,
    [property: JsonPropertyName("bytes")] long Bytes,
    [property: JsonPropertyName("written")] long Written
);

/// <summary>What a move came to.</summary>
/// <param name="Source">Where that store is.</param>
/// <param name="Resumed">Whether it went on with one that did not come to its end.</param>
/// <param name="Moved">True when all is in the target and checked; false when it was only tried, or something is not as it has to be.</param>
/// <param name="Differences">Rows that were copied and are not the same on both sides.</param>
/// <param name="Check">What checking the target found; null when it did not come to that.</param>
internal sealed record MoveReport(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("target")] string Target,
    [property: JsonPropertyName("resumed")] bool Resumed,
    [property: JsonPropertyName("moved")] bool Moved,
    [property: JsonPropertyName("tables")] IReadOnlyList<TableMove> Tables,
    [property: JsonPropertyName("differences")] IReadOnlyList<string> Differences,
    [property: JsonPropertyName("check")] StoreReport? Check
)
{
    [JsonPropertyName("rows")]
    public long Rows => Tables.Sum(table => table.Rows);
}
