using CreditBot.Ledger;

namespace CreditBot.Api;

/// <summary>What an entry is called on the wire.</summary>
internal static class EntryKinds
{
    public static string Of(ClientEntry entry) =>
        entry switch
        {
            ClientEntry.PeriodStarted => "reset",
            ClientEntry.LotsExpired => "expired",
            _ => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.GetType().Name),
        };
}
