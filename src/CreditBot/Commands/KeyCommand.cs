using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ports;
using CreditBot.Storage;

namespace CreditBot.Commands;

/// <summary><c>creditbot key create</c>: a key of the REST interface; the store keeps only its hash.</summary>
internal static class KeyCommand
{
    private const int KeyBytes = 32;
    private const int Wrong = 2;

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
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check only; make no key." };
        var create = new Command("create", "Makes a key and shows it once.")
        {
            name,
            scope,
            json,
            dryRun,
        };
        create.SetAction(
            (parsed, stop) =>
                RunAsync(
                    parsed.GetRequiredValue(name),
                    parsed.GetRequiredValue(scope),
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    stop
                )
        );
        return new Command("key", "Keys of the REST interface.") { create };
    }

    private static async Task<int> RunAsync(
        string name,
        string scope,
        bool json,
        bool dryRun,
        CancellationToken stop
    )
    {
        if (ApiScope.Parse(scope) is null)
        {
            await Console.Error.WriteLineAsync(
                $"'{scope}' is no scope. Use usage, read, admin or decide:<manager id>."
            );
            return Wrong;
        }

        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        if (!dryRun)
        {
            await using var app = CreditBotHost.BuildForCommands();
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
            await app
                .Services.GetRequiredService<IStore>()
                .CommitAsync(
                    new Commit(AgencyId.Default)
                    {
                        Documents =
                        [
                            Documents.Write(
                                DocumentKinds.ApiKey,
                                hash,
                                new StoredApiKey(name, scope),
                                0
                            ),
                        ],
                    },
                    stop
                );
        }

        var shown = dryRun ? "(dry run: no key was made)" : key;
        await Console.Out.WriteLineAsync(
            json
                ? JsonSerializer.Serialize(
                    new
                    {
                        name,
                        scope,
                        key = shown,
                    }
                )
                : shown
        );
        return 0;
    }
}
