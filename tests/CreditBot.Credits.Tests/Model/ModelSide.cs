using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Plays a history on the reference model.</summary>
internal sealed class ModelSide
{
    private readonly Dictionary<string, ModelUse> _uses = [];
    private readonly Dictionary<string, ModelLot> _grants = [];

    public ModelSide(ModelOpening opening)
    {
        var agency = new ModelAgency
        {
            Zone = opening.AgencyZone,
            GraceDays = opening.GraceDays,
            Currency = opening.Currency,
            Decimals = Currencies.Decimals(opening.Currency),
            CostPerCredit = opening.CostPerCredit,
            ExtraPrice = opening.ExtraPrice,
            Packages = ModelOpening.Packages.ToDictionary(
                package => package.Name,
                package => (Thousandths(package.Credits), package.Fee)
            ),
        };
        Client = new ModelClient(
            agency,
            new ModelTerms(
                opening.Zone,
                opening.Mode,
                opening.OveragePrice,
                opening.Rollover is var (max, days) ? (Thousandths(max), days) : null,
                opening.Package,
                Thousandths(opening.MonthlyCredits),
                opening.MonthlyFee
            ),
            opening.StartsOn,
            opening.Now
        );
    }

    public ModelClient Client { get; }

    /// <summary>Takes a step; answers whether it was accepted.</summary>
    public bool Take(ModelStep step)
    {
        Client.Until(step.Now);
        switch (step)
        {
            case ModelStep.Use use:
                return Client.Use(use.Id, Thousandths(use.Credits), use.At, use.Now) is { } used
                    && Settle(use.Settles)
                    && _uses.TryAdd(use.Id, used);
            case ModelStep.Grant grant:
                return Client.Grant(
                        Thousandths(grant.Credits),
                        grant.Price ?? 0m,
                        grant.ExpiresAt,
                        grant.Priority,
                        grant.Now
                    )
                        is { } lot
                    && _grants.TryAdd(grant.Id, lot);
            case ModelStep.ToPackage to:
                var listed = Client.Agency.Packages[to.Package];
                return Change(new(to.Package, listed.Credits, listed.Fee, Adds: false), to.AtOnce);
            case ModelStep.ToAllocation to:
                return Change(new(null, Thousandths(to.Credits), to.Fee, Adds: false), to.AtOnce);
            case ModelStep.AddMonthly add:
                return Change(
                    new(null, Thousandths(add.Credits), add.Price, Adds: true),
                    add.AtOnce
                );
            case ModelStep.Hold hold:
                return Client.Place(hold.Id, Thousandths(hold.Credits), hold.Seconds, hold.Now);
            case ModelStep.Release release:
                return Client.Release(release.Id, release.Now);
            case ModelStep.CloseLastMonth:
                Close(step.Now);
                return true;
            default:
                Set(step);
                return true;
        }

        bool Change(ModelPlanChange change, bool atOnce)
        {
            Client.Change(change, atOnce, step.Now);
            return true;
        }
    }

    private bool Settle(string? hold)
    {
        Client.Settle(hold);
        return true;
    }

    private void Set(ModelStep step)
    {
        switch (step)
        {
            case ModelStep.SetMode set:
                Client.Mode = set.Mode;
                break;
            case ModelStep.SetOveragePrice set:
                Client.OveragePrice = set.Price;
                break;
            case ModelStep.SetZone set:
                Client.Zone = set.Zone;
                break;
            case ModelStep.SetRollover set:
                Client.Rollover = (Thousandths(set.Max), set.Days);
                break;
            case ModelStep.SetExtraPrice set:
                Client.Agency.ExtraPrice = set.Price;
                break;
            case ModelStep.ListPackage list:
                Client.Agency.Packages[list.Package] = (Thousandths(list.Credits), list.Fee);
                break;
        }
    }

    private void Close(Instant now)
    {
        var first = ModelDays.On(now, Client.Agency.Zone).With(DateAdjusters.StartOfMonth);
        Client.Agency.CloseByHand(ModelDays.MonthOf(first.PlusDays(-1)), now);
    }

    private static long Thousandths(decimal credits) => (long)(credits * 1000m);
}
