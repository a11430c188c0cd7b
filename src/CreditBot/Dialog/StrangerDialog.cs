namespace CreditBot.Dialog;

/// <summary>Somebody we don't know: told how to link, and nothing else (issue 3, bad input).</summary>
internal static class StrangerDialog
{
    /// <param name="name">Somebody who was linked once, by name.</param>
    public static DialogStep Step(DialogStep step, DialogInput input, string? name) =>
        input is DialogInput.Ordered { Command: ChatCommand.Link link }
            ? step.Do(new DialogCommand.Link(link.Code))
            : step.In(DialogState.New)
                .Say(name is null ? Phrases.HowToLink : Phrases.NotLinked(name));
}
