using System.CommandLine;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Api;
using CreditBot.Ports;
using CreditBot.Reporting;
using CreditBot.Requests;
using CreditBot.TimeTravel;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Commands;

/// <summary><c>creditbot balance</c> and <c>creditbot explain</c>: what was true of a client at an instant, and why.</summary>
internal static class PastCommand
{
    public const string Balance = "balance";
    public const string Explain = "explain";

    public static Command CreateBalance() =>
        Create(
            Balance,
            "Tells where a client stands, or stood at an instant: as known now, or as known then.",
            month: null
        );

    public static Command CreateExplain() =>
        Create(
            Explain,
            "Names the entries and rules that made a client's balance, or its figures of a month.",
            new Option<string?>("--month")
            {
                Description =
                    "Explain the month's revenue, cost and margin instead, yyyy-MM, as known now.",
            }
        );

    private static Command Create(string name, string what, Option<string?>? month)
    {
        var client = new Argument<string>("CLIENT") { Description = "The client's id." };
        var at = new Option<string?>("--at")
        {
            Description =
                "The instant, such as 2026-11-20T10:00:00Z; without an offset in the client's zone, a date alone is its start. Now when left out.",
        };
        var known = new Option<string>("--known")
        {
            Description =
                "now: also by what was recorded later. then: by what had been recorded at that time.",
            DefaultValueFactory = _ => "now",
        };
        known.AcceptOnlyFromAmong("now", "then");
        var agency = CommandOptions.Agency();
        var json = CommandOptions.Json();
        var command = new Command(name, what) { client, at, known, agency, json };
        if (month is not null)
        {
            command.Options.Add(month);
        }

        command.SetAction(
            (parsed, stop) =>
                RunAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(agency),
                    name,
                    new WantedPast(
                        parsed.GetRequiredValue(client),
                        parsed.GetValue(at),
                        parsed.GetValue(known),
                        month is null ? null : parsed.GetValue(month)
                    ),
                    parsed.GetValue(json),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return command;
    }

    internal static async Task<int> RunAsync(
        Func<WebApplication> build,
        AgencyId agency,
        string name,
        WantedPast wanted,
        bool json,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    )
    {
        if (Mistake(wanted) is { } mistake)
        {
            await errors.WriteLineAsync(mistake);
            return ExitCodes.WrongUsage;
        }

        return await StoreCommand.RunAsync(
            build,
            agency,
            app => AnswerAsync(app.Services, name, agency, wanted, stop),
            name,
            wanted,
            async told =>
            {
                await output.WriteLineAsync(json ? told.Json : told.Words);
                return ExitCodes.Done;
            },
            errors,
            stop
        );
    }

    /// <summary>What can't be read in it, or null.</summary>
    internal static string? Mistake(WantedPast wanted) =>
        !ClientId.TryParse(wanted.Client, out _)
            ? $"'{wanted.Client}' is no client id: a to z, 0 to 9 and -."
        : wanted.At is { } at && TimeOf(at, DateTimeZone.Utc) is null
            ? $"--at: '{at}' is no time. Write it as 2026-11-20T10:00:00Z or 2026-11-20."
        : wanted.Month is { } month && !YearMonthPattern.Iso.Parse(month).Success
            ? $"--month: '{month}' is no month; write it as 2026-11."
        : null;

    /// <exception cref="CommandFailedException">There is no such client, or it wasn't there then.</exception>
    internal static async Task<ToldPast> AnswerAsync(
        IServiceProvider services,
        string name,
        AgencyId agency,
        WantedPast wanted,
        CancellationToken stop
    )
    {
        var client = ClientId.Parse(wanted.Client);
        if (
            await services.GetRequiredService<IStore>().ClientAsync(agency, client, stop)
            is not { } head
        )
        {
            throw new CommandFailedException($"There is no client '{client}'.");
        }

        if (wanted.Month is { } month)
        {
            var explained = await services
                .GetRequiredService<BookKeeper>()
                .ExplainAsync(agency, client, YearMonthPattern.Iso.Parse(month).Value, stop);
            return ToldPast.Of(
                ExplainedMonthView.Of(client, explained!),
                PastWords.Month(client, explained!)
            );
        }

        var zone = head.Terms.Zone;
        var now = services.GetRequiredService<Ledgers>().NowAfter(head.RecordedAt);
        var at = wanted.At is { } text ? TimeOf(text, zone)!.Value : now;
        if (at > now)
        {
            throw new CommandFailedException(
                $"--at: {PastWords.Time(at, zone)} is in the future; it is {PastWords.Time(now, zone)}."
            );
        }

        var known = wanted.Known == "then" ? Knowledge.Then : Knowledge.Now;
        var account =
            await services
                .GetRequiredService<PastCredits>()
                .ReadAsync(agency, client, at, known, stop)
            ?? throw new CommandFailedException(
                $"'{client}' was not there on {PastWords.Time(at, zone)}{(known == Knowledge.Then ? ", as known then" : "")}."
            );
        return name == Balance
            ? ToldPast.Of(
                CreditsView.Of(account.Explanation.State, account.Forecast, at),
                PastWords.Balance(account.Explanation)
            )
            : ToldPast.Of(
                ExplainView.Of(account.Explanation),
                PastWords.Explanation(account.Explanation)
            );
    }

    private static Instant? TimeOf(string text, DateTimeZone zone) =>
        OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var time }
            ? time.ToInstant()
        : LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var local }
            ? local.InZoneLeniently(zone).ToInstant()
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date }
            ? Ledger.PeriodCalendar.StartOfDay(date, zone)
        : null;
}

/// <param name="At">As it was written; it may lack an offset.</param>
internal sealed record WantedPast(string Client, string? At, string? Known, string? Month);

/// <summary>An answer in both ways, made where the store is.</summary>
internal sealed record ToldPast(string Json, string Words)
{
    public static ToldPast Of<T>(T view, string words) =>
        new(JsonSerializer.Serialize(view, ApiJson.Options), words);
}
