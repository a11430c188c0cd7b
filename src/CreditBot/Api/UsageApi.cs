using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;

namespace CreditBot.Api;

/// <summary>Usage as CloudEvents, single or in batches (contract.md, POST /usage).</summary>
internal static class UsageApi
{
    private const string Single = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private const int BatchMost = 1000;

    public static void MapUsage(this RouteGroupBuilder api) =>
        api.MapPost("/usage", RecordAsync)
            .WithSummary("Reports usage as CloudEvents")
            .Takes<UsageEventBody>(Single, Batch)
            .Produces<UsageResultsView>()
            .WithMetadata(new OpenTo(Audience.Usage));

    private static async Task<IResult> RecordAsync(
        HttpContext http,
        UsageIntake intake,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(call.Bytes);
        }
        catch (JsonException e)
        {
            return Problems.Malformed($"The body is no JSON: {e.Message}");
        }

        using (document)
        {
            var type = http.Request.ContentType?.Split(';')[0].Trim();
            var root = document.RootElement;
            IReadOnlyList<JsonElement>? elements = (type, root.ValueKind) switch
            {
                (Batch, JsonValueKind.Array) => [.. root.EnumerateArray()],
                (Single, JsonValueKind.Object) => [root],
                _ => null,
            };
            return elements is null
                    ? Problems.Malformed(
                        $"Send one event as {Single}, or an array of events as {Batch}."
                    )
                : elements.Count > BatchMost
                    ? Problems.Invalid("", $"A batch has {BatchMost} events at most.")
                : await TakeAsync(call, [.. elements.Select(UsageCloudEvent.Read)], intake, stop);
        }
    }

    private static async Task<IResult> TakeAsync(
        ApiCall call,
        List<UsageCloudEvent> events,
        UsageIntake intake,
        CancellationToken stop
    )
    {
        ReportedUsage[] reported = [.. events.Select(e => e.Usage).OfType<ReportedUsage>()];
        KeptAnswer? Keep(IReadOnlyList<UsageResult> results) =>
            call.Keep(StatusCodes.Status200OK, View(events, results));
        try
        {
            var results = await intake.RecordAsync(
                call.AsItself(),
                reported,
                call.Key is null ? null : Keep,
                stop
            );
            if (call.Key is null)
            {
                Keep(results);
            }

            return call.Answer();
        }
        catch (LedgerDamagedException)
        {
            await TakeUndamagedAsync(call, reported, intake, stop);
            throw;
        }
    }

    /// <summary>The others' events are not lost to a damaged ledger: sent again with the rest of the batch they are duplicates.</summary>
    private static async Task TakeUndamagedAsync(
        ApiCall call,
        ReportedUsage[] reported,
        UsageIntake intake,
        CancellationToken stop
    )
    {
        foreach (var ofClient in reported.GroupBy(usage => usage.Client, StringComparer.Ordinal))
        {
            try
            {
                await intake.RecordAsync(call.AsItself(), [.. ofClient], answer: null, stop);
            }
            catch (LedgerDamagedException)
            {
                // Its turn comes when its ledger can be read again.
                continue;
            }
        }
    }

    private static UsageResultsView View(
        List<UsageCloudEvent> events,
        IReadOnlyList<UsageResult> results
    )
    {
        var taken = 0;
        return new UsageResultsView([
            .. events.Select(e =>
                e.Usage is null
                    ? new UsageResultView(
                        e.Source,
                        e.Id,
                        UsageIntake.Rejected,
                        "malformed",
                        e.Detail,
                        null,
                        null,
                        null
                    )
                    : View(e, results[taken++])
            ),
        ]);
    }

    private static UsageResultView View(UsageCloudEvent e, UsageResult result)
    {
        var isKnownClient = result.Reason != "unknown_client";
        return new UsageResultView(
            e.Source,
            e.Id,
            result.Status,
            result.Reason,
            null,
            result.Seq,
            isKnownClient ? result.Balance : null,
            isKnownClient ? result.Blocked : null
        );
    }
}

internal sealed record UsageResultsView(IReadOnlyList<UsageResultView> Results);

/// <param name="Detail">For a malformed event: what is wrong with it.</param>
internal sealed record UsageResultView(
    string? Source,
    string? Id,
    string Status,
    string? Reason,
    string? Detail,
    long? Seq,
    Credits? Balance,
    bool? Blocked
);
