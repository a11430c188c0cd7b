using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace CreditBot.Commands.Manifests;

/// <summary><c>creditbot manifest</c>: what Teams and Slack are given, made for an agency's app and host, and checked.</summary>
internal static class ManifestCommand
{
    public static Command Create() =>
        new("manifest", "What Teams and Slack are told about CreditBot, for your app and host.")
        {
            CreateTeams(),
            CreateSlack(),
            CreateCheck(),
        };

    private static Command CreateTeams()
    {
        var app = new Option<string>("--app-id")
        {
            Description = "The id of the bot's registration in Azure.",
            Required = true,
        };
        var (host, site, file) = (Host(), Site(), File("creditbot-teams.zip"));
        var (json, dryRun) = (
            CommandOptions.Json(),
            CommandOptions.DryRun("Make and check it, but write no file.")
        );
        var teams = new Command(
            "teams",
            "Packs the archive that is uploaded to Teams, and checks it."
        )
        {
            app,
            host,
            site,
            file,
            json,
            dryRun,
        };
        teams.SetAction(
            (parsed, stop) =>
                MakeAsync(
                    new ManifestValues(
                        parsed.GetRequiredValue(app),
                        parsed.GetRequiredValue(host),
                        parsed.GetValue(site)
                    ),
                    forTeams: true,
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return teams;
    }

    private static Command CreateSlack()
    {
        var (host, file) = (Host(), File("creditbot-slack.yaml"));
        var (json, dryRun) = (
            CommandOptions.Json(),
            CommandOptions.DryRun("Make it, but write no file.")
        );
        var slack = new Command("slack", "Writes the manifest that a Slack app is made from.")
        {
            host,
            file,
            json,
            dryRun,
        };
        slack.SetAction(
            (parsed, stop) =>
                MakeAsync(
                    new ManifestValues(null, parsed.GetRequiredValue(host), null),
                    forTeams: false,
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return slack;
    }

    private static Command CreateCheck()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The archive." };
        var json = CommandOptions.Json();
        var check = new Command(
            "check",
            "Says what Teams would refuse an archive for. Ends with 1 when there is anything."
        )
        {
            file,
            json,
        };
        check.SetAction(
            (parsed, _) =>
                CheckAsync(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(json),
                    Console.Out,
                    Console.Error
                )
        );
        return check;
    }

    internal static async Task<int> MakeAsync(
        ManifestValues values,
        bool forTeams,
        FileInfo file,
        bool json,
        bool dryRun,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    )
    {
        if (values.Mistakes(withApp: forTeams).ToList() is { Count: > 0 } mistakes)
        {
            await errors.WriteLineAsync(string.Join(Environment.NewLine, mistakes));
            return ExitCodes.WrongUsage;
        }

        var made = forTeams
            ? TeamsPackage.Pack(values)
            : Encoding.UTF8.GetBytes(values.Fill("slack.yaml"));
        using var again = new MemoryStream(made);
        if (forTeams && TeamsPackage.Faults(again) is { Count: > 0 } faults)
        {
            return await TellAsync(faults, json, output);
        }

        if (!dryRun)
        {
            try
            {
                await System.IO.File.WriteAllBytesAsync(file.FullName, made, stop);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                await errors.WriteLineAsync(failed.Message);
                return ExitCodes.Failed;
            }
        }

        await output.WriteLineAsync(
            json
                ? JsonSerializer.Serialize(
                    new MadeManifest(file.FullName, made.Length, !dryRun),
                    JsonSerializerOptions.Web
                )
            : dryRun ? $"(dry run: {file.FullName} was not written)"
            : file.FullName
        );
        return ExitCodes.Done;
    }

    internal static async Task<int> CheckAsync(
        FileInfo file,
        bool json,
        TextWriter output,
        TextWriter errors
    )
    {
        try
        {
            await using var stream = file.OpenRead();
            return await TellAsync(TeamsPackage.Faults(stream), json, output);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(failed.Message);
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> TellAsync(
        IReadOnlyList<string> faults,
        bool json,
        TextWriter output
    )
    {
        await output.WriteLineAsync(
            json ? JsonSerializer.Serialize(new CheckedManifest(faults), JsonSerializerOptions.Web)
            : faults.Count == 0 ? "Teams has nothing to refuse it for."
            : string.Join(Environment.NewLine, faults)
        );
        return faults.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static Option<string> Host() =>
        new("--host")
        {
            Description = "CreditBot's public host, without https://.",
            Required = true,
        };

    private static Option<string?> Site() =>
        new("--site")
        {
            Description =
                "Your own site, which has /privacy and /terms; CreditBot's host when left out.",
        };

    private static Option<FileInfo> File(string name) =>
        new("--out")
        {
            Description = $"The file to write; {name} here when left out.",
            DefaultValueFactory = _ => new FileInfo(name),
        };
}

internal sealed record MadeManifest(string File, int Bytes, bool Written);

internal sealed record CheckedManifest(IReadOnlyList<string> Faults);
