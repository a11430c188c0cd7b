using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Api;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Webhooks;

/// <summary>What is told: type, timestamp and data, as Standard Webhooks has it; the data look as they do in the REST interface.</summary>
internal static class WebhookBody
{
    public static string Of(string name, ClientEntry entry, ClientState after) =>
        Json(name, entry.RecordedAt, Data(name, entry, after));

    public static string Of(AgencyEntry.MonthClosed entry) =>
        Json(WebhookEvents.MonthClosed, entry.RecordedAt, new ClosedMonth(entry.Month));

    private static object Data(string name, ClientEntry entry, ClientState after) =>
        name switch
        {
            _ when entry.Request is { } id
                    && name.StartsWith(WebhookEvents.OfRequests, StringComparison.Ordinal)
                    && after.Find(id) is { } request => RequestView.Of(after.Id, request),
            WebhookEvents.Granted => new GrantedCredits(
                after.Id,
                entry.Seq,
                entry.Grants.Sum(lot => lot.Granted),
                entry.Request,
                after.Balance
            ),
            WebhookEvents.Low or WebhookEvents.Exhausted => new UsedCredits(
                after.Id,
                entry.Seq,
                after.Plan.MonthlyCredits,
                after.Current!.Used,
                after.Balance
            ),
            _ => new ClientBalance(after.Id, entry.Seq, after.Balance),
        };

    private static string Json(string name, Instant at, object data) =>
        JsonSerializer.Serialize(new Told(name, at, data), ApiJson.Options);

    private sealed record Told(string Type, Instant Timestamp, object Data);

    private sealed record ClosedMonth(YearMonth Month);

    private sealed record GrantedCredits(
        ClientId ClientId,
        long Seq,
        Credits Credits,
        RequestId? RequestId,
        Credits Balance
    );

    private sealed record UsedCredits(
        ClientId ClientId,
        long Seq,
        Credits Allocation,
        Credits Used,
        Credits Balance
    );

    private sealed record ClientBalance(ClientId ClientId, long Seq, Credits Balance);
}
