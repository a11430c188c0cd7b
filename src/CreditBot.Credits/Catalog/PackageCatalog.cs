using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Catalog;

/// <summary>What an agency sells and what its credits cost it (design.md §2, §3.9).</summary>
public sealed record PackageCatalog
{
    /// <summary>From small to large, by credits.</summary>
    public required IReadOnlyList<Package> Packages { get; init; }

    /// <summary>The ISO 4217 code of everything here.</summary>
    public required string Currency { get; init; }

    /// <summary>The agency's zone, in which months and dated prices are counted.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>The price of one extra credit, when configured; else each package's fee / credits.</summary>
    public Money? ExtraCreditPrice { get; init; }

    /// <summary>What a credit costs the agency, by date; never empty, oldest first.</summary>
    public required IReadOnlyList<DatedPrice> CostPerCredit { get; init; }

    /// <summary>With another list cost from a date on, until the next dated price; one from the same date is replaced.</summary>
    public PackageCatalog WithCost(DatedPrice price) =>
        this with
        {
            CostPerCredit =
            [
                .. CostPerCredit
                    .Where(known => known.From != price.From)
                    .Append(price)
                    .OrderBy(known => known.From),
            ],
        };

    public Package? Find(string name) =>
        Packages.FirstOrDefault(package =>
            string.Equals(package.Name, name, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The price of one extra credit for a client on the package: configured, else fee / credits (design.md §4).</summary>
    public Money ExtraPriceFor(string package) =>
        ExtraCreditPrice ?? Find(package)?.PricePerCredit ?? Money.Zero(Currency);

    /// <summary>The list cost of one credit on a date; before the first dated price, that first one.</summary>
    public Money CostOn(LocalDate date) =>
        (CostPerCredit.LastOrDefault(price => price.From <= date) ?? CostPerCredit[0]).PerCredit;
}
