using System.Text.Json.Serialization;
using CreditBot.Storage.Checks;

namespace CreditBot.Storage.Rebuild;

/// <summary>What a rebuild made again, or would.</summary>
/// <param name="Differences">What was not as the entries have it, the first thousand.</param>
/// <param name="More">Differences beyond those listed.</param>
/// <param name="Refused">Streams that were left as they are, since their entries are not what was written.</param>
/// <param name="Written">False when it was only tried.</param>
internal sealed record RebuildReport(
    [property: JsonPropertyName("agencies")] int Agencies,
    [property: JsonPropertyName("clients")] int Clients,
    [property: JsonPropertyName("entries")] long Entries,
    [property: JsonPropertyName("differences")] IReadOnlyList<RebuildDifference> Differences,
    [property: JsonPropertyName("more")] long More,
    [property: JsonPropertyName("refused")] IReadOnlyList<StoreFault> Refused,
    [property: JsonPropertyName("written")] bool Written
);

/// <param name="Client">Null when it is the agency's.</param>
internal sealed record RebuildDifference(
    [property: JsonPropertyName("agency")] string Agency,
    [property: JsonPropertyName("client")] string? Client,
    [property: JsonPropertyName("what")] string What
);
