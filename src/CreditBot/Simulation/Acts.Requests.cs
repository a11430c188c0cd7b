using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Simulation;

/// <content>What clients ask for and managers answer.</content>
internal sealed partial class Acts
{
    private Act Ask(ClientState state)
    {
        var terms = dice.Below(3) switch
        {
            0 => RequestTermsPricing.Upgrade(state, dice.One(SimulatedAgency.Packages)),
            1 => Extra(RequestKind.OneTime),
            _ => Extra(RequestKind.Ongoing),
        };
        return new Act(
            $"{state.Id} asks for {terms.Kind} {terms.Credits} {terms.Package}",
            node =>
                node.Requests.SendAsync(
                    System with
                    {
                        By = new PersonId("bo"),
                    },
                    state.Id,
                    terms,
                    null,
                    null,
                    null,
                    null,
                    default
                )
        );

        RequestTerms Extra(RequestKind kind) =>
            RequestTermsPricing.Extra(state, SimulatedAgency.Catalog, kind, dice.Credits());
    }

    private async Task<Act> AnswerAsync()
    {
        var state = await StateAsync();
        if (state.Requests.IsEmpty)
        {
            return Ask(state);
        }

        var open = state.Requests.Values.Where(one => one.State.IsPending()).ToList();
        var request =
            open.Count > 0 && !dice.OneIn(4) ? dice.One(open) : state.Requests.Values.Last();
        var id = request.Id;
        var manager = System with { By = new PersonId(dice.One(Managers)) };
        return dice.Below(9) switch
        {
            < 3 => Decide(new DecideRequest.Approve(id)),
            3 => Decide(
                new DecideRequest.ApproveWithChange(id, Credits: dice.Credits(), Reason: "less")
            ),
            4 => Decide(new DecideRequest.Decline(id, "no")),
            5 => Decide(new DecideRequest.Ask(id, "what for?")),
            6 => Decide(new DecideRequest.Undo(id)),
            7 => new Act(
                $"{state.Id} answers or accepts {id}",
                node =>
                    request.State == RequestState.Countered
                        ? node.Requests.AcceptCounterAsync(manager, state.Id, id, default)
                        : node.Requests.AnswerAsync(manager, state.Id, id, "for the site", default)
            ),
            _ => new Act(
                $"{state.Id} withdraws {id}",
                node => node.Requests.WithdrawAsync(manager, state.Id, id, default)
            ),
        };

        Act Decide(DecideRequest decision) =>
            new(
                $"{manager.By} of {state.Id}: {decision}",
                node => node.Requests.DecideAsync(manager, state.Id, decision, null, default)
            );
    }
}
