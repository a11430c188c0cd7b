using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Policy;
using CreditBot.Requests;

namespace CreditBot.Settings;

/// <summary>A policy as a JSON file of the form that settings have, with or without <c>"Policy"</c> around it; and back.</summary>
internal static class PolicyFile
{
    public const string Section = "Policy";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The policy, or every mistake as one line; what the file leaves out is as by default.</summary>
    public static (RequestPolicy? Policy, IReadOnlyList<string> Mistakes) Read(
        string json,
        PackageCatalog catalog
    )
    {
        IConfiguration file;
        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
            file = new ConfigurationBuilder().AddJsonStream(stream).Build();
        }
        catch (Exception failed)
            when (failed is JsonException or FormatException or InvalidDataException)
        {
            return (null, [$"The policy is no JSON: {failed.GetBaseException().Message}"]);
        }

        var root = new SettingsReader(file);
        var reader = root.Has(Section) ? root.Section(Section) : root;
        var policy = PolicySettings.Read(reader, catalog);
        return reader.Mistakes.Count == 0 ? (policy, []) : (null, reader.Mistakes);
    }

    /// <summary>The policy as such a file.</summary>
    public static string Write(RequestPolicy policy) =>
        new JsonObject { [Section] = Of(policy) }.ToJsonString(Indented);

    private static JsonObject Of(RequestPolicy policy)
    {
        var json = new JsonObject
        {
            ["LapseAfterDays"] = policy.LapseAfterDays,
            ["UndoMinutes"] = (int)policy.UndoFor.TotalMinutes,
            ["RemindAfterHours"] = (decimal)policy.RemindAfter.TotalHours,
            ["EscalateAfterHours"] = (decimal)policy.EscalateAfter.TotalHours,
            ["UrgentEscalateMinutes"] = (int)policy.UrgentWait.TotalMinutes,
            ["FactsMovedPercent"] = policy.MovedPercent,
        };
        if (policy.Limits.Count > 0)
        {
            json["Limits"] = new JsonArray([
                .. policy.Limits.Select(limit =>
                    With(
                        Bound(limit.UpTo),
                        ("Manager", limit.Manager?.Value),
                        ("Role", limit.Role is { } role ? PolicySettings.WordOf(role) : null)
                    )
                ),
            ]);
        }

        if (policy.SecondApproverAbove.Count > 0)
        {
            json["SecondApprover"] = new JsonArray([.. policy.SecondApproverAbove.Select(Bound)]);
        }

        if (policy.AutoApproval is { } auto)
        {
            json["AutoApproval"] = With(
                [],
                ("CreditsPerPeriod", auto.CreditsPerPeriod.Value),
                ("MinimumMargin", auto.MinimumMargin?.Amount)
            );
        }

        if (policy.PriceFloors.Count > 0)
        {
            json["PriceFloors"] = new JsonArray([
                .. policy.PriceFloors.Select(floor =>
                    With([], ("Kind", Kind(floor.Kind)), ("PerCredit", floor.PerCredit.Amount))
                ),
            ]);
        }

        if (policy.BridgeCredits is { } bridge)
        {
            var member = With([], ("Credits", bridge.Value));
            member["Enabled"] = true;
            json["Bridge"] = member;
        }

        return json;
    }

    private static JsonObject Bound(PolicyBound bound) =>
        With(
            [],
            ("Kind", Kind(bound.Kind)),
            ("Credits", bound.Credits?.Value),
            ("Price", bound.Price?.Amount)
        );

    private static string? Kind(RequestKind? kind) =>
        kind is { } one ? PolicySettings.WordOf(one) : null;

    private static JsonObject With(JsonObject json, params (string Name, object? Value)[] members)
    {
        foreach (var (name, value) in members)
        {
            if (value is decimal number)
            {
                // As it was written: 1.50 stays 1.50.
                json[name] = JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture));
            }
            else if (value is string text)
            {
                json[name] = text;
            }
        }

        return json;
    }
}
