using CreditBot.Amounts;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>A manager asked something about a request: the client's words go back to the card.</summary>
internal static class ManagerQuestion
{
    public static DialogStep Reply(
        DialogStep step,
        RequestId request,
        string words,
        ClientScene scene
    ) =>
        Limits.Words(words) is not { } answer
            ? Asking.Again(step, scene, Phrases.DidNotGetIt)
            : step.About(request).Do(new DialogCommand.Answer(scene.Client.Id, request, answer));

    /// <summary>The button was pressed without words: they are asked for.</summary>
    public static DialogStep Ask(DialogStep step, CreditRequest request, ClientScene scene) =>
        step.In(step.State.Push(new DialogFrame.Answer(request.Id)))
            .About(request.Id)
            .Say(Phrases.Asked(request, scene.NameOf(request.LastHandledBy)));
}
