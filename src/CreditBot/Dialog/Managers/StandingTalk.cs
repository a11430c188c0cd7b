using CreditBot.Ledger;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Pausing, resuming and ending a client by chat (design.md §3.12): what that does is read back first.</summary>
internal static class StandingTalk
{
    public static DialogStep Step(
        DialogStep step,
        ChatCommand.SetStanding wanted,
        ManagerScene scene
    )
    {
        if (scene.Client(wanted.Client) is not { } client)
        {
            return step.Say(scene.NoSuchClient(wanted.Client));
        }

        var today = scene.Facts.Now.InZone(client.Terms.Zone).Date;
        var from = wanted.When is { } when ? DateWords.Read(when, today) : today;
        var why =
            client.Standing == Standing.Ended ? scene.Say.EndIsFinal(client)
            : from is null ? Phrases.StandingWhen(wanted.When!)
            : from < today ? Phrases.StandingPast
            : client.Standing == wanted.To && (client.Planned is null || from > today)
                ? Phrases.StandsAlready(client)
            : null;
        return why is not null
            ? step.Say(why).Refusing()
            : ManagerActs.Ask(
                step,
                new ManagerAct.SetStanding(
                    client.Id,
                    new ChangeStanding(
                        wanted.To,
                        from > today ? from : null,
                        wanted.To != Standing.Ended ? null
                            : wanted.WithRefund ? Settlement.Refund
                            : Settlement.Expire
                    )
                ),
                scene
            );
    }
}
