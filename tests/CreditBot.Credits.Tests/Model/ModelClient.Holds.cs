using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Credits set aside, until an instant.</summary>
internal sealed record ModelHold(string Id, long Credits, Instant Until);

/// <summary>Holds (§3.11).</summary>
internal sealed partial class ModelClient
{
    private readonly List<ModelHold> _holds = [];

    public long AvailableAt(Instant now) =>
        Math.Max(0, Balance - _holds.Where(hold => now < hold.Until).Sum(hold => hold.Credits));

    /// <summary>Whether it is allowed: in mode block only when so much is available.</summary>
    public bool Place(string id, long credits, int seconds, Instant now)
    {
        Until(now);
        if (State != ModelState.Active)
        {
            return false;
        }

        if (Mode == OverageMode.Block && credits > AvailableAt(now))
        {
            return false;
        }

        _holds.Add(new ModelHold(id, credits, now + Duration.FromSeconds(seconds)));
        return true;
    }

    /// <summary>Whether there was such a hold to give up.</summary>
    public bool Release(string id, Instant now)
    {
        Until(now);
        return _holds.RemoveAll(hold => hold.Id == id && now < hold.Until) > 0;
    }

    public void Settle(string? id) => _holds.RemoveAll(hold => hold.Id == id);
}
