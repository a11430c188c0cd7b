using System.CommandLine;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Identity;

namespace CreditBot.Commands;

/// <summary><c>creditbot key create</c>: a key of the REST interface; the store keeps only its hash.</summary>
internal static class KeyCommand
{
    private const int NameLength = 200;

    /// <summary>Under <c>POST /api/v1/admin/</c>.</summary>
    public const string Admin = "key-create";

    public static Command Create()
    {
        var name = new Option<string>("--name")
        {
            Description = "What the key is for.",
            Required = true,
        };
        var scope = new Option<string>("--scope")
        {
            Description = "usage, read, admin or decide:<manager id>.",
            Required = true,
        };
        var agency = CommandOptions.Agency();
        var json = CommandOptions.Json();
        var dryRun = CommandOptions.DryRun("Check only; make no key.");
        var create = new Command("create", "Makes a key and shows it once.")
        {
            name,
            scope,
            agency,
            json,
            dryRun,
        };
        create.SetAction(
            (parsed, stop) =>
                RunAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(agency),
                    new NewKey(parsed.GetRequiredValue(name), parsed.GetRequiredValue(scope)),
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return new Command("key", "Keys of the REST interface.") { create };
    }

    internal static async Task<int> RunAsync(
        Func<WebApplication> build,
        AgencyId agency,
        NewKey wanted,
        bool json,
        bool dryRun,
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

        if (dryRun)
        {
            return await TellAsync(new MadeKey(wanted.Name, wanted.Scope, null), json, output);
        }

        return await StoreCommand.RunAsync(
            build,
            agency,
            async app => new MadeKey(
                wanted.Name,
                wanted.Scope,
                await app
                    .Services.GetRequiredService<ApiKeys>()
                    .CreateAsync(agency, wanted.Name, wanted.Scope, stop)
            ),
            Admin,
            wanted,
            made => TellAsync(made, json, output),
            errors,
            stop
        );
    }

    /// <summary>What is wrong with a wish for a key, or null.</summary>
    internal static string? Mistake(NewKey wanted) =>
        ApiScope.Parse(wanted.Scope ?? "") is null
            ? $"'{wanted.Scope}' is no scope. Use usage, read, admin or decide:<manager id>."
        : string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Length > NameLength
            ? $"The name says what the key is for, in {NameLength} characters at most."
        : null;

    private static async Task<int> TellAsync(MadeKey made, bool json, TextWriter output)
    {
        await output.WriteLineAsync(
            json
                ? JsonSerializer.Serialize(made, JsonSerializerOptions.Web)
                : made.Key ?? "(dry run: no key was made)"
        );
        return ExitCodes.Done;
    }
}

internal sealed record NewKey(string Name, string Scope);

/// <param name="Key">Shown once; null after a dry run.</param>
internal sealed record MadeKey(string Name, string Scope, string? Key);
