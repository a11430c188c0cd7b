using System.Net.Mime;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Ledger;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;

namespace CreditBot.Api;

/// <summary>Says in the OpenAPI document what an endpoint takes. <c>Accepts</c> would turn other content types away before the gate sees them.</summary>
internal sealed record TakesBody(Type Type, params IReadOnlyList<string> ContentTypes);

/// <summary>The words that a text may be.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedWordsAttribute(params string[] words) : Attribute
{
    public IReadOnlyList<string> Words => words;
}

/// <summary>Makes the OpenAPI document tell what contract.md tells: bodies, answers, errors, the key.</summary>
internal static class ApiDocs
{
    private const string Key = "key";
    private const string Prefix = "api/v1/";

    public static IServiceCollection AddApiDocs(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    Describe(document);
                    return Task.CompletedTask;
                }
            );
            options.AddSchemaTransformer(
                (schema, context, _) =>
                {
                    Describe(schema, context);
                    return Task.CompletedTask;
                }
            );
            options.AddOperationTransformer(DescribeAsync);
        });

    public static RouteHandlerBuilder Takes<T>(
        this RouteHandlerBuilder endpoint,
        params string[] contentTypes
    ) =>
        endpoint.WithMetadata(
            new TakesBody(
                typeof(T),
                contentTypes.Length == 0 ? [MediaTypeNames.Application.Json] : contentTypes
            )
        );

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "CreditBot",
            Version = "v1",
            Description =
                "Credits of an agency's clients: where they stand, usage, requests, decisions, months. "
                + "Errors are application/problem+json with a code. Writes take an Idempotency-Key.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(
            StringComparer.Ordinal
        );
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "Api:AdminKey, or a key made by 'creditbot key create'.",
        };
    }

    private static async Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken stop
    )
    {
        if (context.Description.RelativePath?.StartsWith(Prefix, StringComparison.Ordinal) != true)
        {
            return;
        }

        operation.Security =
        [
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(Key, context.Document)] = [],
            },
        ];
        operation.Responses ??= [];
        operation.Responses["4XX"] = Error("What is wrong, with a code that programs can rely on.");
        operation.Responses["503"] = Error("The store is away; try again after Retry-After.");
        if (!HttpMethods.IsGet(context.Description.HttpMethod!))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(Idempotency());
        }

        var takes = context
            .Description.ActionDescriptor.EndpointMetadata.OfType<TakesBody>()
            .LastOrDefault();
        if (takes is not null)
        {
            operation.RequestBody = await BodyAsync(takes, context, stop);
        }
    }

    private static async Task<OpenApiRequestBody> BodyAsync(
        TakesBody takes,
        OpenApiOperationTransformerContext context,
        CancellationToken stop
    )
    {
        var schema = await context.GetOrCreateSchemaAsync(takes.Type, null, stop);
        var content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        foreach (var type in takes.ContentTypes)
        {
            content[type] = new OpenApiMediaType
            {
                Schema = type.Contains("batch", StringComparison.Ordinal)
                    ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema }
                    : schema,
            };
        }

        return new OpenApiRequestBody { Required = true, Content = content };
    }

    private static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var (kind, format, pattern) = Form(plain);
        if (kind is { } known)
        {
            schema.Type = known;
            schema.Format = format;
            schema.Pattern = pattern;
        }

        // A type has one schema, whoever asks first; that a field may be null is said where it is used.
        if (plain.IsEnum)
        {
            schema.Enum = schema.Enum?.Where(word => word is not null).ToList();
        }

        if (plain == typeof(Money))
        {
            schema.Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["amount"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Pattern = @"^-?\d+(\.\d+)?$",
                },
                ["currency"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Pattern = "^[A-Z]{3}$",
                },
            };
            schema.Required = new HashSet<string>(StringComparer.Ordinal) { "amount", "currency" };
        }

        if (plain == typeof(Credits))
        {
            schema.Minimum = "0";
            schema.MultipleOf = 0.001m;
        }

        if (
            context
                .JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(
                    typeof(AllowedWordsAttribute),
                    inherit: false
                )
                .FirstOrDefault()
            is AllowedWordsAttribute allowed
        )
        {
            schema.Enum = [.. allowed.Words.Select(word => (JsonNode)JsonValue.Create(word))];
        }
    }

    /// <summary>The wire form of our values, which their converters hide from the generator.</summary>
    private static (JsonSchemaType? Type, string? Format, string? Pattern) Form(Type type) =>
        type == typeof(Credits) ? (JsonSchemaType.Number, null, null)
        : type == typeof(Money) ? (JsonSchemaType.Object, null, null)
        : type == typeof(ClientId) ? (JsonSchemaType.String, null, "^[a-z0-9][a-z0-9-]{0,63}$")
        : type == typeof(RequestId) ? (JsonSchemaType.String, null, @"^R-\d+$")
        : type == typeof(LotId) ? (JsonSchemaType.String, null, @"^L\d+\.\d+$")
        : type == typeof(PersonId) ? (JsonSchemaType.String, null, null)
        : type == typeof(Instant) ? (JsonSchemaType.String, "date-time", null)
        : type == typeof(LocalDate) ? (JsonSchemaType.String, "date", null)
        : (null, null, null);

    private static OpenApiResponse Error(string what) =>
        new()
        {
            Description = what,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                        {
                            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
                            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
                            ["errors"] = new OpenApiSchema
                            {
                                Type = JsonSchemaType.Object,
                                Description = "With the code invalid: what is wrong, by field.",
                            },
                        },
                        Required = new HashSet<string>(StringComparer.Ordinal) { "status", "code" },
                    },
                },
            },
        };

    private static OpenApiParameter Idempotency() =>
        new()
        {
            Name = "Idempotency-Key",
            In = ParameterLocation.Header,
            Description =
                "The same call again has the same answer and no second effect, for 24 hours.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
        };
}
