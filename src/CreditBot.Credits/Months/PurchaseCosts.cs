using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>What a month's usage really cost: purchases are used up first in, first out, in the order in which credits were used (design.md §3.9).</summary>
/// <remarks>
/// Only the place in the line where the month begins has to be known, and it follows from what clients have drawn before.
/// Whole days are worked out at once; only a day on which one purchase gives way to the next needs its single uses.
/// </remarks>
public sealed class PurchaseCosts
{
    private readonly AgencyState _agency;
    private readonly YearMonth _month;
    private readonly PurchaseLine _line;
    private readonly IReadOnlyList<ClientMonth> _parts;
    private readonly Dictionary<ClientId, Share> _shares = [];
    private readonly long[] _drawn;
    private readonly long _start;
    private long _at;

    private PurchaseCosts(
        AgencyState agency,
        YearMonth month,
        List<AgencyEntry.Purchased> purchases,
        IReadOnlyList<ClientMonth> parts
    )
    {
        (_agency, _month, _parts) = (agency, month, parts);
        _line = new PurchaseLine(purchases);
        _drawn = new long[_line.Stretches.Count];
        _at = _start = parts.Sum(part => part.Pool.Before);
    }

    /// <summary>The days on which one purchase gives way to the next: <see cref="MonthBooks.Build"/> needs the single uses of these.</summary>
    public static IReadOnlySet<LocalDate> DaysToSplit(
        AgencyState agency,
        YearMonth month,
        IReadOnlyList<ClientMonth> parts
    )
    {
        var split = new HashSet<LocalDate>();
        if (Start(agency, month, parts) is { } costs)
        {
            foreach (var day in costs.Days())
            {
                if (costs.Whole(day) is null)
                {
                    split.Add(day.Key);
                }

                costs._at += day.Sum(one => one.Day.Used - one.Day.Back);
            }
        }

        return split;
    }

    /// <summary>The parts with what their usage really cost, and how the month drew on the purchases; unchanged and null before the first purchase.</summary>
    /// <param name="uses">All of the month on the days to split.</param>
    internal static (IReadOnlyList<ClientMonth> Parts, PoolMonth? Pool) Of(
        AgencyState agency,
        YearMonth month,
        IReadOnlyList<ClientMonth> parts,
        IReadOnlyList<PoolUse> uses
    )
    {
        if (Start(agency, month, parts) is not { } costs)
        {
            return (parts, null);
        }

        costs.Walk(uses.ToLookup(use => use.Day));
        return ([.. parts.Select(costs.WithCost)], costs.Pool());
    }

    private static PurchaseCosts? Start(
        AgencyState agency,
        YearMonth month,
        IReadOnlyList<ClientMonth> parts
    )
    {
        // What is bought later is none of the month's, however late it is worked out.
        var end = new MonthCalendar(agency).StartOf(month.PlusMonths(1));
        var purchases = agency.Purchases.Where(purchase => purchase.At < end).ToList();
        return purchases.Count == 0 ? null : new PurchaseCosts(agency, month, purchases, parts);
    }

    private IEnumerable<IGrouping<LocalDate, (ClientId Client, PoolDay Day)>> Days() =>
        _parts
            .SelectMany(part => part.Pool.Days.Select(day => (part.Book.Id, day)))
            .GroupBy(one => one.day.Day)
            .OrderBy(day => day.Key);

    /// <summary>The purchase on which the whole day falls, whatever the order of its uses.</summary>
    private PurchaseLine.Stretch? Whole(IEnumerable<(ClientId Client, PoolDay Day)> day) =>
        _line.Holding(_at - day.Sum(one => one.Day.Back), _at + day.Sum(one => one.Day.Used));

    private void Walk(ILookup<LocalDate, PoolUse> uses)
    {
        foreach (var day in Days())
        {
            if (Whole(day) is { } stretch)
            {
                foreach (var (client, one) in day)
                {
                    Take(client, day.Key, stretch, one.Used - one.Back);
                    _at += one.Used - one.Back;
                }

                continue;
            }

            var end = _at + day.Sum(one => one.Day.Used - one.Day.Back);
            foreach (var use in PoolUse.InOrder(uses[day.Key]))
            {
                foreach (var (part, thousandths) in _line.Go(_at, use.Thousandths))
                {
                    Take(use.Client, day.Key, part, thousandths);
                }

                _at += use.Thousandths;
            }

            if (_at != end)
            {
                throw new ArgumentException(
                    $"The uses of {day.Key:uuuu-MM-dd} are not all there: a purchase ends on that day.",
                    nameof(uses)
                );
            }
        }
    }

    private void Take(
        ClientId client,
        LocalDate day,
        PurchaseLine.Stretch stretch,
        long thousandths
    )
    {
        if (!_shares.TryGetValue(client, out var share))
        {
            _shares.Add(client, share = new Share());
        }

        _drawn[stretch.Number] += thousandths;
        var own = day.ToYearMonth();
        if (stretch.Purchase is null)
        {
            share.AtList(own, _agency.Terms.Catalog.CostOn(day).Amount * thousandths / 1000m);
            if (own == _month)
            {
                share.Beyond += thousandths;
            }
        }
        else
        {
            share.Drawn(own, stretch, thousandths);
        }
    }

    private ClientMonth WithCost(ClientMonth part)
    {
        var currency = _agency.Terms.Catalog.Currency;
        var share = _shares.GetValueOrDefault(part.Book.Id) ?? new Share();
        var revenueOfClosed = part
            .Lines.Where(line => line.Month != _month)
            .Sum(currency, line => line.Net);
        // Rounded as the list cost is: once per client and month, for closed months once each.
        var costOfClosed = share
            .Months.Where(own => own != _month)
            .Sum(currency, own => new Money(share.CostOf(own), currency).Rounded());
        return part with
        {
            Book = part.Book with
            {
                Totals = part.Book.Totals with
                {
                    PurchaseCost = new Money(share.CostOf(_month), currency).Rounded(),
                    PurchaseAdjustments = revenueOfClosed - costOfClosed,
                    Unpurchased = new Credits(share.Beyond),
                },
            },
        };
    }

    private PoolMonth Pool()
    {
        var zone = _agency.Terms.Catalog.Zone;
        return new PoolMonth(
            new Credits(_start),
            [
                .. _line
                    .Stretches.Where(stretch => stretch.Purchase is not null)
                    .Where(stretch => stretch.To > _start || _drawn[stretch.Number] != 0)
                    .Select(stretch => new PurchaseDraw(
                        stretch.Purchase!.Seq,
                        stretch.Purchase.At.InZone(zone).Date,
                        stretch.Purchase.Credits,
                        stretch.Purchase.Price,
                        new Credits(
                            Math.Clamp(_start - stretch.Start, 0, stretch.To - stretch.Start)
                        ),
                        _drawn[stretch.Number] / 1000m
                    )),
            ],
            _drawn[^1] / 1000m
        );
    }

    /// <summary>One client's share, by the month of use: thousandths of each purchase, and money for what is at list cost.</summary>
    private sealed class Share
    {
        private readonly Dictionary<
            (YearMonth Own, PurchaseLine.Stretch Stretch),
            long
        > _thousandths = [];
        private readonly Dictionary<YearMonth, decimal> _atList = [];

        internal long Beyond { get; set; }

        internal IEnumerable<YearMonth> Months =>
            _thousandths.Keys.Select(key => key.Own).Concat(_atList.Keys).Distinct();

        internal void Drawn(YearMonth own, PurchaseLine.Stretch stretch, long thousandths) =>
            _thousandths[(own, stretch)] =
                _thousandths.GetValueOrDefault((own, stretch)) + thousandths;

        internal void AtList(YearMonth own, decimal cost) =>
            _atList[own] = _atList.GetValueOrDefault(own) + cost;

        internal decimal CostOf(YearMonth own) =>
            _atList.GetValueOrDefault(own)
            + _thousandths
                .Where(pair => pair.Key.Own == own)
                .Sum(pair => pair.Key.Stretch.CostOf(pair.Value));
    }
}
