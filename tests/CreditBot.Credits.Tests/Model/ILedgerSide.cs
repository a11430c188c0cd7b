using CreditBot.Ledger;
using CreditBot.Months;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>A real ledger under a history: the pure one, or one behind a store.</summary>
internal interface ILedgerSide
{
    /// <summary>When the last step was recorded, or would have been.</summary>
    Instant Now { get; }

    /// <summary>As of <see cref="Now"/>, with what is due.</summary>
    ClientState State { get; }

    /// <summary>All lines so far, with those that are due.</summary>
    IEnumerable<Charge> Charges { get; }

    /// <summary>Takes a step; answers what it came to: done, refused, duplicate or conflict.</summary>
    string Take(ModelStep step);

    /// <summary>The client's totals of a month.</summary>
    MonthTotals Book(YearMonth month);
}
