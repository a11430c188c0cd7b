using System.Globalization;
using System.Text;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>A client's life: how it begins and what happens, in order.</summary>
internal sealed record ModelHistory(ModelOpening Opening, IReadOnlyList<ModelStep> Steps)
{
    /// <summary>Plays it on both sides and answers the first difference, or null when they agree throughout.</summary>
    /// <param name="open">Opens the ledger that is compared with the model.</param>
    public Difference? Compare(Func<ModelOpening, ILedgerSide> open)
    {
        var model = new ModelSide(Opening);
        var ledger = open(Opening);
        using var opened = ledger as IDisposable;
        var difference = Compare(-1, model, ledger, books: Steps.Count == 0);
        for (var i = 0; difference is null && i < Steps.Count; i++)
        {
            difference = Take(i, model, ledger);
        }

        return difference;
    }

    private Difference? Take(int step, ModelSide model, ILedgerSide ledger)
    {
        var expected = model.Take(Steps[step]);
        try
        {
            var actual = ledger.Take(Steps[step]);
            return expected == actual
                ? Compare(step, model, ledger, Steps[step].ComparesBooks || step == Steps.Count - 1)
                : new Difference(step, "what it came to", expected, actual);
        }
        // A broken invariant throws; the history that breaks it is to be shrunk and read like any other.
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return new Difference(step, "what it came to", expected, broken.ToString());
        }
    }

    private Difference? Compare(int step, ModelSide model, ILedgerSide ledger, bool books)
    {
        var expected = ModelFigures.Of(model.Client, model.Now);
        var actual = LedgerFigures.Of(ledger);
        if (books)
        {
            var months = Months(step);
            expected = expected.Concat(
                months.SelectMany(month =>
                    ModelFigures.Of(month, ModelBooks.Of(model.Client, month))
                )
            );
            actual = actual.Concat(
                months.SelectMany(month => LedgerFigures.Of(month, ledger.Book(month)))
            );
        }

        foreach (var (said, found) in expected.Zip(actual))
        {
            if (!said.Agrees(found))
            {
                var name = said.Full == found.Full ? said.Full : $"{said.Full} / {found.Full}";
                return new Difference(step, name, said.Shown, found.Shown);
            }
        }

        return null;
    }

    /// <summary>
    /// The months up to the step's and the next one: all in which anything can count once the history has ended, else the last few,
    /// since the others were compared before and are closed.
    /// </summary>
    private List<YearMonth> Months(int step)
    {
        var last = ModelDays.MonthOf(
            ModelDays.On(step < 0 ? Opening.Now : Steps[step].Now, Opening.AgencyZone)
        );
        var opened = ModelDays.MonthOf(ModelDays.On(Opening.Now, Opening.AgencyZone));
        var first = step < Steps.Count - 1 ? last.PlusMonths(-3) : opened.PlusMonths(-2);
        var months = new List<YearMonth>();
        for (var month = first; month <= last.PlusMonths(1); month = month.PlusMonths(1))
        {
            months.Add(month);
        }

        return months;
    }

    /// <summary>The history as a person reads it, up to the difference, and the difference.</summary>
    public string Tell(Difference difference)
    {
        var text = new StringBuilder().AppendLine().AppendLine(Opening.ToString());
        foreach (var step in Steps.Take(difference.Step + 1))
        {
            text.AppendLine(step.ToString());
        }

        return text.Append(
                CultureInfo.InvariantCulture,
                $"then {difference.Name}: the model says {difference.Expected}, the ledger {difference.Actual}"
            )
            .ToString();
    }
}

/// <summary>Where model and ledger part.</summary>
/// <param name="Step">The step after which they do; −1 for the opening.</param>
internal sealed record Difference(int Step, string Name, string Expected, string Actual);
