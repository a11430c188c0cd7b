namespace CreditBot.Dialog;

/// <summary>Somebody we don't know: told how to link, and nothing else (issue 3, bad input).</summary>
internal static class StrangerDialog
{
    public static DialogStep Step(DialogStep step, DialogInput input) =>
        input is DialogInput.Ordered { Command: ChatCommand.Link link }
            ? step.Do(new DialogCommand.Link(link.Code))
            : step.In(DialogState.New).Say(Phrases.HowToLink);
}
