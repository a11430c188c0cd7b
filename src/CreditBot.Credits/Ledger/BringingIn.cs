using CreditBot.Amounts;
using CreditBot.Billing;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>A client as it stands in whatever kept its credits before.</summary>
/// <param name="ResetDay">Day of the month of its resets, 1 to 31, clamped to the month's end; the day of today when null.</param>
/// <param name="Used">Of the running period's credits.</param>
/// <param name="OneTime">One-time credits that are left.</param>
/// <param name="OneTimeExpires">Their last day; they never expire when null.</param>
/// <param name="OneTimePaid">What was paid for those that are left; null or zero when they were free.</param>
/// <param name="BilledThrough">The last day whose fee the client has been billed; null when nothing of the running period was.</param>
public sealed record BringIn(
    ClientId Id,
    string Name,
    string? Email,
    ClientTerms Terms,
    Plan Plan,
    int? ResetDay,
    Credits Used,
    Credits OneTime,
    LocalDate? OneTimeExpires,
    Money? OneTimePaid,
    LocalDate? BilledThrough
);

/// <summary>Opens the ledger of a client that had credits elsewhere (contract.md, Command line).</summary>
public static class BringingIn
{
    /// <summary>The source of the one usage that stands for all before.</summary>
    public const string Source = "import";

    private const string Reason = "Brought in from before";

    /// <summary>The opening, what was used, what is left of one-time credits; refused when a date can't be.</summary>
    /// <remarks>
    /// What was billed before is not billed again: the running period's fee counts as paid, as its month's revenue, and the line
    /// of one-time credits, which were another month's, is void.
    /// </remarks>
    public static LedgerAnswer Decide(BringIn command, ActionContext context)
    {
        var today = context.Now.InZone(command.Terms.Zone).Date;
        if (command.OneTimeExpires < today)
        {
            return new LedgerAnswer.Refuse(
                new Refusal.Invalid(
                    "oneTimeExpires",
                    $"{command.OneTimeExpires:uuuu-MM-dd} is past, so nothing is left of these credits."
                )
            );
        }

        var opened = ClientOpening.Decide(
            new OpenClient(
                command.Id,
                command.Name,
                command.Email,
                command.Terms,
                command.Plan,
                StartOf(today, command.ResetDay ?? today.Day)
            ),
            context
        );
        var entries = ((LedgerAnswer.Append)opened).Entries;
        var state = ClientFold.Fold(command.Id, entries)!;

        void Add(LedgerAnswer answer)
        {
            // Nothing here depends on what people do, so a refusal would be a fault of ours.
            var more = ((LedgerAnswer.Append)answer).Entries;
            entries = entries.AddRange(more);
            state = more.Aggregate(state, ClientFold.Apply);
        }

        if (command.BilledThrough >= state.Current!.StartsOn && !state.Lines.IsEmpty)
        {
            foreach (var to in (LineState[])[LineState.Issued, LineState.Paid])
            {
                Add(
                    LineMarking.Decide(
                        state,
                        new MarkLines([.. state.Lines.Select(line => line.Id)], to),
                        context
                    )
                );
            }
        }

        // Before one-time credits come, so that it leaves them alone.
        if (!command.Used.IsZero)
        {
            Add(
                UsageRecording.Decide(
                    state,
                    new RecordUsage(new Usage(Source, command.Id.Value, command.Used), null),
                    context
                )
            );
        }

        if (!command.OneTime.IsZero)
        {
            Add(
                Granting.Decide(
                    state,
                    new GrantCredits(
                        command.OneTime,
                        Reason,
                        command.OneTimeExpires is { } last
                            ? PeriodCalendar.StartOfDay(last.PlusDays(1), command.Terms.Zone)
                            : null,
                        command.OneTimePaid
                    ),
                    context
                )
            );
            var lines = state.Lines.FindAll(line => line.Kind == ChargeKind.OneTime);
            Add(
                LineMarking.Decide(
                    state,
                    new MarkLines([.. lines.Select(line => line.Id)], LineState.Void, Reason),
                    context
                )
            );
        }

        return new LedgerAnswer.Append(entries);
    }

    /// <summary>The last such day up to today. Of the 31st a month that has it, though another reset came since: resets are counted from it.</summary>
    private static LocalDate StartOf(LocalDate today, int day)
    {
        var month = today.ToYearMonth();
        while (
            day > month.Calendar.GetDaysInMonth(month.Year, month.Month)
            || month.OnDayOfMonth(day) > today
        )
        {
            month = month.PlusMonths(-1);
        }

        return month.OnDayOfMonth(day);
    }
}
