using System.Text;
using System.Text.Json.Nodes;
using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Api;

/// <summary>The OpenAPI document tells a program what each call takes and answers.</summary>
public sealed class OpenApiTests(SharedBot shared) : IClassFixture<SharedBot>
{
    [Fact]
    public async Task Every_call_says_what_it_takes_and_answers()
    {
        var document = JsonNode.Parse(await shared.Bot.With(null).TextAsync("/openapi/v1.json"))!;
        var told = new StringBuilder();
        foreach (
            var (path, item) in document["paths"]!
                .AsObject()
                .Where(path => path.Key.StartsWith("/api/v1", StringComparison.Ordinal))
        )
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var call = $"{method.ToUpperInvariant()} {path}";
                told.Append(call).Append(": ").Append((string)operation!["summary"]!).Append('\n');
                foreach (var (type, body) in operation["requestBody"]?["content"]?.AsObject() ?? [])
                {
                    told.Append("  > ")
                        .Append(type)
                        .Append(' ')
                        .Append(Shape(document, body!["schema"]!))
                        .Append('\n');
                }

                foreach (var (status, answer) in operation["responses"]!.AsObject())
                {
                    foreach (var (type, body) in answer!["content"]?.AsObject() ?? [])
                    {
                        told.Append("  < ")
                            .Append(status)
                            .Append(' ')
                            .Append(type)
                            .Append(' ')
                            .Append(body!["schema"] is { } schema ? Shape(document, schema) : "")
                            .Append('\n');
                    }
                }

                operation["security"]!.AsArray().ShouldNotBeEmpty(call);
            }
        }

        Golden.ShouldMatch(told.ToString(), "openapi.txt");
    }

    /// <summary>A schema in one line: needed fields plain, others with a question mark.</summary>
    private static string Shape(JsonNode document, JsonNode schema)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return reference.Split('/')[^1] == "Money"
                ? "money"
                : Shape(document, document["components"]!["schemas"]![reference.Split('/')[^1]]!);
        }

        if ((schema["oneOf"] ?? schema["anyOf"])?.AsArray() is { } choices)
        {
            return string.Join('|', choices.Select(choice => Shape(document, choice!)));
        }

        if (schema["enum"] is JsonArray words)
        {
            return string.Join('|', words.Select(word => word?.ToString() ?? "null"));
        }

        if (schema["properties"] is JsonObject fields)
        {
            var needed =
                schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
            return fields.ContainsKey("currency") && fields.Count == 2
                ? "money"
                : $"{{{string.Join(", ", fields.Select(field => $"{field.Key}{(needed.Contains(field.Key) ? "" : "?")}: {Shape(document, field.Value!)}"))}}}";
        }

        return schema["items"] is { } items ? $"[{Shape(document, items)}]"
            : schema["type"] is JsonArray types
                ? string.Join('|', types.Select(type => (string)type!))
            : (string?)schema["format"] ?? (string?)schema["type"] ?? "?";
    }
}
