using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CreditBot.Requests;
using CreditBot.Storage;

namespace CreditBot.Dialog;

/// <summary>A conversation's document: where it stands, and the turns that have changed something lately.</summary>
/// <param name="Turns">Ids, the newest last: the same turn again does nothing.</param>
/// <param name="Lines">What was said lately, the newest last; null when nothing is remembered.</param>
/// <param name="IsAtWork">The last of the turns is still being carried out, on one of several nodes.</param>
internal sealed record DialogDocument(
    DialogState State,
    IReadOnlyList<string> Turns,
    ImmutableList<SaidLine>? Lines = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsAtWork = false
);

/// <summary>The stored form of a dialog. The names of cases stand here.</summary>
internal static class DialogJson
{
    private static readonly JsonSerializerOptions Options = Make();

    public static string Write(DialogDocument document) =>
        JsonSerializer.Serialize(document, Options);

    /// <summary>The document, or null when it is of a form that is read no more: the conversation starts anew.</summary>
    public static DialogDocument? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<DialogDocument>(json, Options);
        }
        catch (Exception e) when (StoredJson.IsUnreadable(e))
        {
            return null;
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Cases, Computed } },
        };
        options.Converters.Add(StoredValues.Converter);

        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        options.MakeReadOnly();
        return options;
    }

    private static void Cases(JsonTypeInfo type)
    {
        (Type Case, string Name)[] cases = type.Type switch
        {
            var family when family == typeof(DialogFrame) =>
            [
                (typeof(DialogFrame.Wish), "wish"),
                (typeof(DialogFrame.ConfirmSend), "confirm_send"),
                (typeof(DialogFrame.ConfirmWithdraw), "confirm_withdraw"),
                (typeof(DialogFrame.ConfirmOffer), "confirm_offer"),
                (typeof(DialogFrame.WhichWithdraw), "which_withdraw"),
                (typeof(DialogFrame.Answer), "answer"),
                (typeof(DialogFrame.ConfirmAct), "confirm_act"),
                (typeof(DialogFrame.DeclineReason), "decline_reason"),
                (typeof(DialogFrame.HandOver), "hand_over"),
                (typeof(DialogFrame.WhichClient), "which_client"),
                (typeof(DialogFrame.ReplyWords), "reply_words"),
                (typeof(DialogFrame.DidYouMean), "did_you_mean"),
            ],
            var family when family == typeof(ManagerAct) =>
            [
                (typeof(ManagerAct.Decide), "decide"),
                (typeof(ManagerAct.Grant), "grant"),
                (typeof(ManagerAct.SetPlan), "set_plan"),
                (typeof(ManagerAct.Refund), "refund"),
                (typeof(ManagerAct.Leave), "leave"),
                (typeof(ManagerAct.AddClient), "add_client"),
                (typeof(ManagerAct.Mark), "mark"),
                (typeof(ManagerAct.SetStanding), "set_standing"),
            ],
            var family when family == typeof(DecideRequest) =>
            [
                (typeof(DecideRequest.Approve), "approve"),
                (typeof(DecideRequest.ApproveWithChange), "approve_with_change"),
                (typeof(DecideRequest.Decline), "decline"),
                (typeof(DecideRequest.Ask), "ask"),
                (typeof(DecideRequest.Undo), "undo"),
            ],
            _ => [],
        };
        if (cases.Length > 0)
        {
            type.PolymorphismOptions = new JsonPolymorphismOptions
            {
                TypeDiscriminatorPropertyName = "case",
            };
            foreach (var (kind, name) in cases)
            {
                type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, name));
            }
        }
    }

    /// <summary>What follows from the rest is not kept.</summary>
    private static void Computed(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Object)
        {
            foreach (
                var property in type
                    .Properties.Where(property => property.Set is null)
                    .Where(property => !IsGiven(type.Type, property.Name))
                    .ToList()
            )
            {
                type.Properties.Remove(property);
            }
        }
    }

    private static bool IsGiven(Type type, string name) =>
        type.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Any(parameter =>
                string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase)
            );
}
