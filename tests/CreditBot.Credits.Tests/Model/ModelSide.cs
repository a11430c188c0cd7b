using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Plays a history on the reference model: what a step comes to, in a word.</summary>
internal sealed class ModelSide
{
    private readonly ModelOpening _opening;
    private readonly List<ModelStep> _written = [];
    private readonly Dictionary<string, (ModelUse Use, object Digest)> _uses = [];
    private readonly Dictionary<string, ModelLot> _grants = [];
    private Instant _recordedAt;
    private Instant _reached;

    public ModelSide(ModelOpening opening)
    {
        _opening = opening;
        Client = Open();
    }

    public ModelClient Client { get; private set; }

    /// <summary>The instant at which the last step was taken: never before what was written last (§3.2).</summary>
    public Instant Now => _reached;

    /// <summary>Takes a step when the clock says so; answers what it came to.</summary>
    public string Take(ModelStep step)
    {
        step = step with { Now = Instant.Max(step.Now, _recordedAt) };
        if (step.Now < _reached)
        {
            // The clock went back, and what was only read since the last entry hasn't happened.
            var written = _written.ToList();
            Client = Open();
            written.ForEach(again => Write(again));
        }

        Client.Until(step.Now);
        _reached = step.Now;
        return Write(step);
    }

    private string Write(ModelStep step)
    {
        if (IsClients(step))
        {
            Client.Until(step.Now);
        }

        var came = Do(step);
        if (came == "done")
        {
            _written.Add(step);
            _recordedAt = IsClients(step) ? step.Now : _recordedAt;
        }

        return came;
    }

    /// <summary>Whether it leaves an entry in the client's stream.</summary>
    private static bool IsClients(ModelStep step) =>
        step
            is not (
                ModelStep.Pass
                or ModelStep.SetExtraPrice
                or ModelStep.ListPackage
                or ModelStep.CloseLastMonth
            );

    private ModelClient Open()
    {
        _written.Clear();
        _uses.Clear();
        _grants.Clear();
        _recordedAt = _reached = _opening.Now;
        var agency = new ModelAgency
        {
            Zone = _opening.AgencyZone,
            GraceDays = _opening.GraceDays,
            Currency = _opening.Currency,
            Decimals = Currencies.Decimals(_opening.Currency),
            CostPerCredit = _opening.CostPerCredit,
            ExtraPrice = _opening.ExtraPrice,
            Packages = ModelOpening.Packages.ToDictionary(
                package => package.Name,
                package => (Thousandths(package.Credits), package.Fee)
            ),
        };
        return new ModelClient(
            agency,
            new ModelTerms(
                _opening.Zone,
                _opening.Mode,
                _opening.OveragePrice,
                _opening.Rollover is var (max, days) ? (Thousandths(max), days) : null,
                _opening.Package,
                Thousandths(_opening.MonthlyCredits),
                _opening.MonthlyFee
            ),
            _opening.StartsOn,
            _opening.Now
        );
    }

    private string Do(ModelStep step)
    {
        switch (step)
        {
            case ModelStep.Use use:
                return Use(use);
            case ModelStep.Grant grant:
                var lot = Client.Grant(
                    Thousandths(grant.Credits),
                    grant.Price ?? 0m,
                    grant.ExpiresAt,
                    grant.Priority,
                    grant.Now
                );
                return Done(lot is not null && _grants.TryAdd(grant.Id, lot));
            case ModelStep.ToPackage to:
                var listed = Client.Agency.Packages[to.Package];
                return Change(new(to.Package, listed.Credits, listed.Fee, Adds: false), to.AtOnce);
            case ModelStep.ToAllocation to:
                return Change(new(null, Thousandths(to.Credits), to.Fee, Adds: false), to.AtOnce);
            case ModelStep.AddMonthly add:
                return Change(
                    new(null, Thousandths(add.Credits), add.Price, Adds: true, add.Months),
                    add.AtOnce
                );
            case ModelStep.Hold hold:
                return Done(
                    Client.Place(hold.Id, Thousandths(hold.Credits), hold.Seconds, hold.Now)
                );
            case ModelStep.Release release:
                return Done(Client.Release(release.Id, release.Now));
            case ModelStep.Reverse reverse:
                return Done(
                    _uses.TryGetValue(reverse.Id, out var known)
                        ? Client.Reverse(known.Use, reverse.Now)
                        : _grants.TryGetValue(reverse.Id, out var given)
                            && Client.Reverse(given, reverse.Now)
                );
            case ModelStep.SetState set:
                return Done(Client.Set(set.To, set.From, set.Refunds, set.Now));
            case ModelStep.CloseLastMonth:
                var first = ModelDays.On(step.Now, Client.Agency.Zone);
                Client.Agency.CloseByHand(
                    ModelDays.MonthOf(new LocalDate(first.Year, first.Month, 1).PlusDays(-1)),
                    step.Now
                );
                return Done(true);
            default:
                Set(step);
                return Done(true);
        }

        string Change(ModelPlanChange change, bool atOnce)
        {
            return Done(Client.Change(change, atOnce, step.Now));
        }
    }

    /// <summary>One event counts once; what was rejected leaves no trace (§3.7).</summary>
    private string Use(ModelStep.Use use)
    {
        object digest = (use.Credits, use.At, use.Settles);
        if (_uses.TryGetValue(use.Id, out var known))
        {
            return known.Digest.Equals(digest) ? "duplicate" : "conflict";
        }

        if (
            Client.Use(use.Id, Thousandths(use.Credits), use.At ?? use.Now, use.Now) is not { } used
        )
        {
            return Done(false);
        }

        Client.Settle(use.Settles);
        _uses.Add(use.Id, (used, digest));
        return Done(true);
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

    private static string Done(bool done) => done ? "done" : "refused";

    private static long Thousandths(decimal credits) => (long)(credits * 1000m);
}
