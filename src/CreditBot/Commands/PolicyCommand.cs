using System.CommandLine;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Policy;
using CreditBot.Requests;
using CreditBot.Settings;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Commands;

/// <summary><c>creditbot policy</c>: who decides what as it is, as it shall be, and what another policy would have done in a month (design.md §5).</summary>
internal static class PolicyCommand
{
    /// <summary>Under <c>POST /api/v1/admin/</c>.</summary>
    public const string AdminShow = "policy-show";

    public const string AdminSet = "policy-set";
    public const string AdminTest = "policy-test";

    public static Command Create() =>
        new("policy", "Who decides requests by amount and kind, and what policy decides by itself.")
        {
            CreateShow(),
            CreateSet(),
            CreateTest(),
        };

    private static Command CreateShow() =>
        CommandOptions.Telling(
            "show",
            "Shows the policy in force; with --json as a file that set and test take.",
            ShowAsync
        );

    private static Command CreateSet()
    {
        var file = File("--policy", isRequired: true);
        var agency = CommandOptions.Agency();
        var json = CommandOptions.Json();
        var dryRun = CommandOptions.DryRun("Check and show it; leave the policy as it is.");
        var set = new Command(
            "set",
            "Sets the policy anew; what the file leaves out is as by default."
        )
        {
            file,
            agency,
            json,
            dryRun,
        };
        set.SetAction(
            (parsed, stop) =>
                SetAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(agency),
                    parsed.GetRequiredValue(file)!,
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return set;
    }

    private static Command CreateTest()
    {
        var month = new Option<string>("--month")
        {
            Description = "The month whose requests are judged, yyyy-MM.",
            Required = true,
        };
        var file = File("--policy", isRequired: false);
        var agency = CommandOptions.Agency();
        var json = CommandOptions.Json();
        var test = new Command(
            "test",
            "Judges a month's requests by another policy, and says what would have been decided differently. Changes nothing."
        )
        {
            month,
            file,
            agency,
            json,
        };
        test.SetAction(
            (parsed, stop) =>
                TestAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(agency),
                    parsed.GetRequiredValue(month),
                    parsed.GetValue(file),
                    parsed.GetValue(json),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return test;
    }

    private static Option<string?> File(string name, bool isRequired) =>
        new(name)
        {
            Description = isRequired
                ? "A JSON file of the form of the settings' section Policy."
                : "A JSON file of the form of the settings' section Policy; the policy in force when left out.",
            Required = isRequired,
        };

    internal static Task<int> ShowAsync(
        Func<WebApplication> build,
        AgencyId agency,
        bool json,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    ) =>
        StoreCommand.RunAsync(
            build,
            agency,
            app => ShowAsync(app.Services, agency, stop),
            AdminShow,
            new { },
            Tell(output, json),
            errors,
            stop
        );

    internal static async Task<int> SetAsync(
        Func<WebApplication> build,
        AgencyId agency,
        string file,
        bool json,
        bool dryRun,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    ) =>
        await TextAsync(file, errors, stop) is not { } text
            ? ExitCodes.WrongUsage
            : await StoreCommand.RunAsync(
                build,
                agency,
                app =>
                    SetAsync(
                        app.Services,
                        agency,
                        new NewPolicy(text, dryRun),
                        PersonId.System,
                        stop
                    ),
                AdminSet,
                new NewPolicy(text, dryRun),
                Tell(output, json),
                errors,
                stop
            );

    internal static async Task<int> TestAsync(
        Func<WebApplication> build,
        AgencyId agency,
        string month,
        string? file,
        bool json,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    )
    {
        if (!YearMonthPattern.Iso.Parse(month).Success)
        {
            await errors.WriteLineAsync($"--month: '{month}' is no month; write it as 2026-11.");
            return ExitCodes.WrongUsage;
        }

        string? text = null;
        if (file is not null && (text = await TextAsync(file, errors, stop)) is null)
        {
            return ExitCodes.WrongUsage;
        }

        var wanted = new TestedPolicy(month, text);
        return await StoreCommand.RunAsync(
            build,
            agency,
            app => TestAsync(app.Services, agency, wanted, stop),
            AdminTest,
            wanted,
            Tell(output, json),
            errors,
            stop
        );
    }

    internal static async Task<ToldPast> ShowAsync(
        IServiceProvider services,
        AgencyId agency,
        CancellationToken stop
    )
    {
        var state = await services.GetRequiredService<Ledgers>().AgencyAsync(agency, stop);
        return Told(state.Terms.Policy);
    }

    /// <exception cref="CommandFailedException">The policy has mistakes; each is a line.</exception>
    internal static async Task<ToldPast> SetAsync(
        IServiceProvider services,
        AgencyId agency,
        NewPolicy wanted,
        PersonId by,
        CancellationToken stop
    )
    {
        var state = await services.GetRequiredService<Ledgers>().AgencyAsync(agency, stop);
        var policy = await ReadAsync(services, wanted.Policy, state, stop);
        if (!wanted.DryRun)
        {
            await services.GetRequiredService<Policies>().SetAsync(agency, policy, by, stop);
        }

        var told = Told(policy);
        return wanted.DryRun
            ? told with
            {
                Words = $"{told.Words}{Environment.NewLine}(dry run: the policy is as it was)",
            }
            : told;
    }

    /// <exception cref="CommandFailedException">The policy has mistakes; each is a line.</exception>
    internal static async Task<ToldPast> TestAsync(
        IServiceProvider services,
        AgencyId agency,
        TestedPolicy wanted,
        CancellationToken stop
    )
    {
        var state = await services.GetRequiredService<Ledgers>().AgencyAsync(agency, stop);
        var policy = wanted.Policy is { } text
            ? await ReadAsync(services, text, state, stop)
            : state.Terms.Policy;
        var month = YearMonthPattern.Iso.Parse(wanted.Month).Value;
        var lines = await services
            .GetRequiredService<Policies>()
            .TestAsync(agency, month, policy, stop);
        var names = (
            await services.GetRequiredService<People>().AllAsync(agency, stop)
        ).ToDictionary(person => new PersonId(person.Id), person => person.Name);
        return ToldPast.Of(
            PolicyTestView.Of(month, lines, state.Terms.Catalog.Currency),
            PolicyWords.Test(month, lines, state.Terms.Catalog.Currency, names)
        );
    }

    /// <summary>The policy in a file; a limit of somebody whom nobody knows would limit nobody, so that is a mistake, too.</summary>
    private static async Task<RequestPolicy> ReadAsync(
        IServiceProvider services,
        string text,
        Ledger.AgencyState state,
        CancellationToken stop
    )
    {
        var (policy, mistakes) = PolicyFile.Read(text, state.Terms.Catalog);
        if (policy is not null)
        {
            var managers = await services
                .GetRequiredService<People>()
                .ManagersAsync(state.Id, stop);
            mistakes =
            [
                .. policy
                    .Limits.Select(limit => limit.Manager?.Value)
                    .OfType<string>()
                    .Where(id => !managers.Any(manager => manager.Id == id))
                    .Distinct()
                    .Select(id =>
                        $"Limits names the manager '{id}', and there is none; there are {string.Join(", ", managers.Select(manager => manager.Id))}."
                    ),
            ];
        }

        return policy is not null && mistakes.Count == 0
            ? policy
            : throw new CommandFailedException(string.Join(Environment.NewLine, mistakes));
    }

    private static ToldPast Told(RequestPolicy policy) =>
        new(PolicyFile.Write(policy), string.Join(Environment.NewLine, PolicyWords.Lines(policy)));

    private static Func<ToldPast, Task<int>> Tell(TextWriter output, bool json) =>
        async told =>
        {
            await output.WriteLineAsync(json ? told.Json : told.Words);
            return ExitCodes.Done;
        };

    private static async Task<string?> TextAsync(
        string file,
        TextWriter errors,
        CancellationToken stop
    )
    {
        try
        {
            return await System.IO.File.ReadAllTextAsync(file, stop);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"--policy: {failed.Message}");
            return null;
        }
    }
}

/// <param name="Policy">The file's text.</param>
internal sealed record NewPolicy(string Policy, bool DryRun);

/// <param name="Policy">The file's text; null for the policy in force.</param>
internal sealed record TestedPolicy(string Month, string? Policy);

/// <summary>What a policy would have made of a month.</summary>
/// <param name="Requests">How many were judged.</param>
/// <param name="Different">Those that would have been decided differently.</param>
internal sealed record PolicyTestView(
    string Month,
    int Requests,
    IReadOnlyList<PolicyTestLineView> Different,
    Money MarginEffect,
    Money MarginWaiting
)
{
    public static PolicyTestView Of(
        YearMonth month,
        IReadOnlyList<ReplayLine> lines,
        string currency
    ) =>
        new(
            YearMonthPattern.Iso.Format(month),
            lines.Count,
            [
                .. lines
                    .Where(line => line.Outcome != ReplayOutcome.Same)
                    .Select(PolicyTestLineView.Of),
            ],
            lines.Sum(currency, line => line.MarginEffect),
            lines.Sum(currency, line => line.MarginWaiting)
        );
}

/// <param name="By">Who decided it then.</param>
/// <param name="Would">What the policy would have done.</param>
internal sealed record PolicyTestLineView(
    RequestId Request,
    ClientId Client,
    RequestKind Kind,
    Credits? Credits,
    string? Package,
    Money Price,
    RequestState State,
    PersonId? By,
    ReplayOutcome Would,
    IReadOnlyList<PersonId> Others,
    Money? Least,
    Money MarginEffect,
    Money MarginWaiting
)
{
    public static PolicyTestLineView Of(ReplayLine line)
    {
        var terms = line.Request.Decision?.Terms ?? line.Request.Terms;
        return new PolicyTestLineView(
            line.Request.Id,
            line.Client,
            terms.Kind,
            terms.Credits,
            terms.Package,
            terms.Price,
            line.Request.State,
            line.Request.Decision?.By,
            line.Outcome,
            line.Others,
            line.Least,
            line.MarginEffect,
            line.MarginWaiting
        );
    }
}
