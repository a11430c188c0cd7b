using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Api;

/// <summary>Reads a client's state from a body: state, stateFrom and settle (contract.md, clients).</summary>
internal static class StandingBody
{
    /// <summary>Planned further ahead, a change is more likely a slip.</summary>
    private const int MostYearsAhead = 5;

    /// <summary>The change; null when none is asked for, or when the body has told what is wrong with it.</summary>
    public static ChangeStanding? Read(Body body, LocalDate today)
    {
        var to = body.Choice(
            "state",
            false,
            ("active", Standing.Active),
            ("paused", Standing.Paused),
            ("ended", Standing.Ended)
        );
        var from = body.Date("stateFrom");
        if (from > today.PlusYears(MostYearsAhead))
        {
            body.Error<string>(
                "stateFrom",
                $"stateFrom has to be a date up to {today.PlusYears(MostYearsAhead):uuuu-MM-dd}."
            );
        }

        var settle = body.Choice(
            "settle",
            false,
            ("expire", Settlement.Expire),
            ("refund", Settlement.Refund)
        );
        if (!body.Has("state"))
        {
            foreach (var field in (string[])["stateFrom", "settle"])
            {
                if (body.Has(field))
                {
                    body.Error<string>(field, $"{field} goes with a state.");
                }
            }
        }

        return to is { } standing ? new ChangeStanding(standing, from, settle) : null;
    }

    /// <summary>The state of a new client: paused from the first or later, or with its end known already.</summary>
    /// <param name="startsOn">Today when null.</param>
    public static ChangeStanding? ReadNew(Body body, LocalDate today, LocalDate? startsOn)
    {
        var change = Read(body, today);
        var isAtOnce = change?.From is null || change.From == today;
        if (change?.To == Standing.Ended && isAtOnce)
        {
            return body.Error<ChangeStanding>(
                "state",
                "A new client can't have ended already. Give a later stateFrom, or active."
            );
        }

        return change?.To == Standing.Paused && isAtOnce && startsOn < today
            ? body.Error<ChangeStanding>(
                "state",
                "A client with a history has run until today. Open it as active and pause it then, or give a later startsOn."
            )
            : change;
    }
}
