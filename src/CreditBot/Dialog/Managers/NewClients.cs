using CreditBot.Advice;
using CreditBot.Channels;

namespace CreditBot.Dialog;

/// <summary>A manager adds a client: the kind of site says where it starts, read back before it is booked.</summary>
internal static class NewClients
{
    public static DialogStep Add(DialogStep step, string name, SiteKind? site, ManagerScene scene)
    {
        if (
            scene.Me.Roster.Any(client =>
                string.Equals(client.Name, name, StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            return step.Say(Phrases.ClientExists(name)).Refusing();
        }

        if (site is not { } known)
        {
            return step.Say(
                Enum.GetValues<SiteKind>()
                    .Aggregate(
                        Card.Empty.Text(Phrases.WhichSite(name)),
                        (card, kind) =>
                            card.Button(
                                scene.Say.SiteButton(kind),
                                CardAction.Of(
                                    Verbs.Site,
                                    (Verbs.Client, name),
                                    (Verbs.Kind, WordOf(kind))
                                )
                            )
                    )
                    .ToMessage()
            );
        }

        return StartingPlan.For(known, scene.Facts.Agency.Terms.Catalog) is { } plan
            ? ManagerActs.Ask(step, new ManagerAct.AddClient(name, plan), scene)
            : step.Say(Phrases.NothingIsSold).Refusing();
    }

    /// <summary>The kind by the word that stands for it; null for any other.</summary>
    public static SiteKind? SiteOf(string? word) =>
        Enum.TryParse<SiteKind>(word, ignoreCase: true, out var site) && Enum.IsDefined(site)
            ? site
            : null;

    private static string WordOf(SiteKind site) =>
        site switch
        {
            SiteKind.Brochure => "brochure",
            SiteKind.Business => "business",
            _ => "shop",
        };
}
