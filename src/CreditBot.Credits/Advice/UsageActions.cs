namespace CreditBot.Advice;

/// <summary>Reads what editors call an action: they differ in case, number and form.</summary>
public static class UsageActions
{
    public const string Edit = "edit";
    public const string Publish = "publish";
    public const string Preview = "preview";

    /// <summary>The action in lower case and the singular; an edit when nothing was named. "page_edit", "Edits" and null are edits.</summary>
    public static string Normal(string? action)
    {
        var text = action?.Trim().ToLowerInvariant();
        return text switch
        {
            null or "" => Edit,
            _ when text.StartsWith(Publish, StringComparison.Ordinal) => Publish,
            _ when text.StartsWith(Preview, StringComparison.Ordinal) => Preview,
            _ when text.Contains(Edit, StringComparison.Ordinal) => Edit,
            _ when text.Length > 1 && text[^1] == 's' && text[^2] != 's' => text[..^1],
            _ => text,
        };
    }

    internal static bool IsEdit(UsageEvent usage) => Normal(usage.Action) == Edit;

    internal static bool IsPublish(UsageEvent usage) => Normal(usage.Action) == Publish;

    /// <summary>Neither publishes nor previews: it makes or changes content.</summary>
    internal static bool ChangesContent(UsageEvent usage) =>
        Normal(usage.Action) is not (Publish or Preview);
}
