using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Api;

/// <summary>One usage event off the wire: read, or what is wrong with it.</summary>
/// <param name="Detail">Why it can't be read, in words.</param>
internal sealed record UsageCloudEvent(
    string? Source,
    string? Id,
    ReportedUsage? Usage,
    string? Detail
)
{
    private const string UsageType = "creditbot.usage";
    private static readonly JsonEventFormatter Formatter = new();
    private static readonly string[] Required = ["specversion", "type", "source", "id", "subject"];

    public static UsageCloudEvent Read(JsonElement json)
    {
        var source = Plain(json, "source");
        var id = Plain(json, "id");
        var missing = string.Join(
            " and ",
            Required.Where(name => string.IsNullOrWhiteSpace(Plain(json, name)))
        );
        if (missing.Length > 0)
        {
            return new UsageCloudEvent(source, id, null, $"{missing} has to be given, as a text.");
        }

        if (source!.Length > Body.ReasonLength || id!.Length > Body.ReasonLength)
        {
            return Wrong($"source and id may have {Body.ReasonLength} characters at most.") with
            {
                Source = source[..Math.Min(source.Length, Body.ReasonLength)],
                Id = id![..Math.Min(id!.Length, Body.ReasonLength)],
            };
        }

        try
        {
            var cloudEvent = Formatter.ConvertFromJsonElement(json, null);
            return Read(cloudEvent) with { Source = source, Id = id };
        }
        catch (Exception e)
            when (e
                    is ArgumentException
                        or JsonException
                        or FormatException
                        or InvalidOperationException
            )
        {
            // .NET adds the name of its own parameter, which is nothing to the sender.
            return new UsageCloudEvent(source, id, null, e.Message.Split(" (Parameter")[0]);
        }
    }

    private static UsageCloudEvent Read(CloudEvent cloudEvent)
    {
        if (cloudEvent.Type != UsageType)
        {
            return Wrong($"type has to be {UsageType}.");
        }

        if (cloudEvent.Data is not JsonElement { ValueKind: JsonValueKind.Object } data)
        {
            return Wrong("data has to be an object with credits.");
        }

        var body = new Body(data);
        var credits = body.Amount("credits", isRequired: true);
        var action = body.Text("action");
        var target = body.Text("target", most: Body.ReasonLength);
        var session = body.Text("session");
        var hold = body.Text("hold");
        var units = body.Number("units");
        if (body.IsInvalid)
        {
            return Wrong(string.Join(' ', body.Messages));
        }

        Instant? at = cloudEvent.Time is { } time ? Instant.FromDateTimeOffset(time) : null;
        var subject = cloudEvent.Subject!;
        var usage = new Usage(
            cloudEvent.Source!.OriginalString,
            cloudEvent.Id!,
            credits!.Value,
            action,
            target,
            session,
            units,
            hold
        );
        return new UsageCloudEvent(
            null,
            null,
            new ReportedUsage(usage, subject, at, UsageDigest.Of(UsageType, subject, at, data)),
            null
        );
    }

    private static UsageCloudEvent Wrong(string detail) => new(null, null, null, detail);

    private static string? Plain(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
