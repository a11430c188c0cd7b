using CreditBot.Amounts;
using CreditBot.Channels;

namespace CreditBot.Dialog;

/// <summary>Somebody with several clients: asked once which one it is about, changed by its name, and never mixed.</summary>
internal static class ChoosingClient
{
    /// <summary>None is chosen yet.</summary>
    public static DialogStep Step(
        DialogStep step,
        DialogInput input,
        IReadOnlyList<OwnClient> clients,
        string name
    )
    {
        switch (input)
        {
            case DialogInput.Ordered { Command: ChatCommand.Link link }:
                return step.Do(new DialogCommand.Link(link.Code));
            case DialogInput.Joined:
                return Ask(step.Say(Phrases.Hello(name)), clients, null);
            case DialogInput.Pressed press when Pressed(press, clients) is { } chosen:
                return Take(step, chosen, Waiting(step));
            case DialogInput.Said said when OwnClients.In(said.Words, clients) is [var chosen]:
                return Take(
                    step,
                    chosen,
                    OwnClients.IsOnlyName(said.Words, chosen) ? Waiting(step) : said.Words
                );
            case DialogInput.Said said:
                // The first thing that was wanted is done once it is clear for whom.
                return Ask(step, clients, Waiting(step) ?? said.Words);
            default:
                return Ask(step, clients, Waiting(step));
        }
    }

    /// <summary>Another of their clients is named or pressed; null when it stays as it is.</summary>
    public static DialogStep? Other(DialogStep step, DialogInput input, ClientScene scene)
    {
        var clients = scene.Me.Clients;
        if (clients.Count < 2)
        {
            return null;
        }

        switch (input)
        {
            case DialogInput.Pressed press when Pressed(press, clients) is { } chosen:
                return Take(step, chosen, null);
            case DialogInput.Said said:
                var named = OwnClients.In(said.Words, clients);
                return named switch
                {
                    [] => null,
                    [var only] when only.Id == scene.Client.Id => OwnClients.IsOnlyName(
                        said.Words,
                        only
                    )
                        ? Take(step, only, null)
                        : null,
                    [var other] => Take(
                        step,
                        other,
                        OwnClients.IsOnlyName(said.Words, other) ? null : said.Words
                    ),
                    _ => Ask(step, named, said.Words),
                };
            default:
                return null;
        }
    }

    private static DialogStep Ask(
        DialogStep step,
        IReadOnlyList<OwnClient> clients,
        string? words
    ) =>
        step.In(step.State.Push(new DialogFrame.WhichClient(words)))
            .Say(
                clients
                    .Aggregate(
                        Card.Empty.Text(Phrases.WhichOfYours(clients)),
                        (card, client) =>
                            card.Button(
                                client.Name,
                                CardAction.Of(Verbs.Choose, (Verbs.Client, client.Id.Value))
                            )
                    )
                    .ToMessage()
            );

    private static DialogStep Take(DialogStep step, OwnClient client, string? words)
    {
        var before = step.State;
        var isOther = before.For is { } old && old != client.Id;
        step = step.In(before.SpeakingFor(client.Id));
        step = isOther && before.Draft is not null ? step.Say(Phrases.SetAside) : step;
        return words is null
            ? step.Say(Phrases.NowAbout(client.Name))
            : step with
            {
                Resume = OwnClients.Without(words, client),
            };
    }

    private static string? Waiting(DialogStep step) =>
        (step.State.Top as DialogFrame.WhichClient)?.Words;

    private static OwnClient? Pressed(
        DialogInput.Pressed press,
        IReadOnlyList<OwnClient> clients
    ) =>
        press.Action.Verb == Verbs.Choose
        && ClientId.TryParse(press.Data(Verbs.Client) ?? "", out var id)
            ? clients.FirstOrDefault(client => client.Id == id)
            : null;
}
