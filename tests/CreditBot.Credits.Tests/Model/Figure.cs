using System.Globalization;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>One thing that model and ledger both say; made into words only when they differ.</summary>
/// <param name="Of">What it is a figure of, as text or as the side's own object.</param>
internal readonly record struct Figure(string Name, object? Of, object? Value)
{
    public bool Agrees(Figure other) => Name == other.Name && Equals(Value, other.Value);

    public string Full => $"{Text(Of)} {Name}".Trim();

    public string Shown => Text(Value);

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            bool yes => yes ? "yes" : "no",
            Instant at => ModelStep.When(at),
            ModelLot lot => Lot(lot.Kind, lot.Granted, lot.GrantedAt),
            Lot lot => Lot(lot.Kind, lot.Granted.Thousandths, lot.GrantedAt),
            ModelPeriod period => Period(period.StartsOn),
            CreditBot.Ledger.Period period => Period(period.StartsOn),
            long thousandths => (thousandths / 1000m).ToString(
                "0.###",
                CultureInfo.InvariantCulture
            ),
            decimal money => money.ToString("0.####", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static string Lot(LotKind kind, long granted, Instant at) =>
        $"{kind} lot of {Text(granted)} granted {Text(at)}";

    private static string Period(LocalDate startsOn) => $"period from {Text(startsOn)}";
}
