using System.Text.Json.Serialization;

namespace CreditBot.Storage.Checks;

/// <summary>One thing that is not as it has to be.</summary>
/// <param name="Agency">Null when it is no agency's, but the file's.</param>
/// <param name="Client">Null when it is the agency's own stream, or no stream at all.</param>
/// <param name="Entry">The entry it was found at, if it is one entry's.</param>
internal sealed record StoreFault(
    [property: JsonPropertyName("agency")] string? Agency,
    [property: JsonPropertyName("client")] string? Client,
    [property: JsonPropertyName("entry")] long? Entry,
    [property: JsonPropertyName("fault")] string Fault
);

/// <summary>What a check of the whole store came to.</summary>
/// <param name="HeadsToRebuild">Heads of an older format: no fault, they are made again when read.</param>
/// <param name="More">Faults beyond those listed.</param>
internal sealed record StoreReport(
    [property: JsonPropertyName("agencies")] int Agencies,
    [property: JsonPropertyName("clients")] int Clients,
    [property: JsonPropertyName("entries")] long Entries,
    [property: JsonPropertyName("headsToRebuild")] int HeadsToRebuild,
    [property: JsonPropertyName("faults")] IReadOnlyList<StoreFault> Faults,
    [property: JsonPropertyName("more")] long More
)
{
    [JsonPropertyName("ok")]
    public bool IsClean => Faults.Count == 0;
}
