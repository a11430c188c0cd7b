using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Simulation;

/// <content>What an agency does to credits without a request.</content>
internal sealed partial class Acts
{
    private Act Grant()
    {
        var (key, client) = ($"g{_count}", Client());
        var credits = dice.Credits();
        var command = new GrantCredits(
            credits,
            key,
            dice.OneIn(3)
                ? clock.Now + dice.UpTo(Duration.FromDays(24)) + Duration.FromHours(1)
                : null,
            dice.OneIn(2) ? new Money(credits.Value * 1.98m, "USD") : null,
            dice.OneIn(4) ? dice.Below(10) : null
        );
        return new Act(
            $"grant {key}: {credits} to {client}, until {command.ExpiresAt}",
            async node =>
            {
                truth.Granting(key);
                if (await node.Store.KeptAnswerAsync(Agency, key, default) is { } kept)
                {
                    truth.Granted(key, long.Parse(kept.Body!, null));
                    return;
                }

                var result = await node.Credits.GrantAsync(
                    System,
                    client,
                    command,
                    done => new KeptAnswer(
                        key,
                        key,
                        StatusCodes.Status201Created,
                        null,
                        $"{done.After.Version}",
                        node.Ledgers.Now + KeptFor
                    ),
                    default
                );
                if (result is LedgerResult.Done done)
                {
                    truth.Granted(key, done.After.Version);
                }
            }
        );
    }

    private Act ChangePlan(ClientState state)
    {
        var package = dice.One(SimulatedAgency.Packages);
        PlanChange change = dice.Below(3) switch
        {
            0 => new PlanChange.ToPackage(package.Name, package.Credits, package.Fee),
            1 => new PlanChange.ToAllocation(
                Credits.Of(dice.Below(300)),
                dice.OneIn(2) ? new Money(dice.Below(500), "USD") : null
            ),
            _ => new PlanChange.Add(
                Credits.Of(1 + dice.Below(60)),
                new Money(dice.Below(100), "USD"),
                dice.OneIn(2) ? 1 + dice.Below(4) : null
            ),
        };
        var effective = dice.OneIn(2) ? Effective.Now : Effective.NextReset;
        return new Act(
            $"plan of {state.Id}: {change} {effective}",
            node =>
                node.Credits.ChangePlanAsync(
                    System,
                    state.Id,
                    new ChangePlan(change, effective),
                    null,
                    default
                )
        );
    }

    private Act ChangeTerms()
    {
        var client = Client();
        var mode = (OverageMode)dice.Below(4);
        var zone = dice.OneIn(4) ? DateTimeZoneProviders.Tzdb[dice.One(Zones)] : null;
        var rollover = new RolloverTerms(Credits.Of(dice.Below(40)), 1 + dice.Below(60));
        var rolls = dice.OneIn(2);
        return new Act(
            $"terms of {client}: {mode}, {zone?.Id}, {(rolls ? rollover : null)}",
            node =>
                node.Credits.ChangeTermsAsync(
                    System,
                    client,
                    state => new ChangeTerms(
                        state.Terms with
                        {
                            Overage = mode,
                            Zone = zone ?? state.Terms.Zone,
                            Rollover = rolls ? rollover : null,
                        }
                    ),
                    null,
                    default
                )
        );
    }

    private Act Reverse(ClientState state)
    {
        var command = new ReverseEntry(1 + dice.Below((int)state.Version), "a mistake");
        return new Act(
            $"reverse entry {command.Seq} of {state.Id}",
            node => node.Reversals.ReverseAsync(System, state.Id, command, null, default)
        );
    }

    private Act ChangeStanding(ClientState state)
    {
        var to =
            _clients.Count == MostClients && dice.OneIn(20) ? Standing.Ended
            : dice.OneIn(2) ? Standing.Paused
            : Standing.Active;
        LocalDate? from = dice.OneIn(2)
            ? clock.Now.InZone(state.Terms.Zone).Date.PlusDays(dice.Below(40))
            : null;
        Settlement? settle =
            to != Standing.Ended ? null
            : dice.OneIn(2) ? Settlement.Refund
            : Settlement.Expire;
        return new Act(
            $"{state.Id} is to be {to} from {from}, {settle}",
            node =>
                node.Clients.ChangeAsync(
                    System,
                    state.Id,
                    null,
                    new ChangeStanding(to, from, settle),
                    null,
                    default
                )
        );
    }

    private Act Purchase()
    {
        var credits = dice.Credits();
        return new Act(
            $"buy {credits} for the pool",
            node =>
                node.Ledgers.ChangeAgencyAsync(
                    Agency,
                    (state, now) =>
                        new AgencyEntry.Purchased(credits, new Money(credits.Value * 0.09m, "USD"))
                        {
                            Seq = state!.NextSeq,
                            At = now,
                            RecordedAt = now,
                        },
                    null,
                    default
                )
        );
    }
}
