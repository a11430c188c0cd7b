using System.CommandLine;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Outbox;
using NodaTime.Text;

namespace CreditBot.Commands;

/// <summary><c>creditbot outbox</c>: what could not be delivered, and sends it again.</summary>
internal static class OutboxCommand
{
    /// <summary>Under <c>POST /api/v1/admin/</c>.</summary>
    public const string AdminList = "outbox-list";

    public const string AdminResend = "outbox-resend";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Create() =>
        new("outbox", "Mails, cards and notices that could not be delivered.")
        {
            CreateList(),
            CreateResend(),
        };

    private static Command CreateList() =>
        CommandOptions.Telling(
            "list",
            "Lists what was given up on, and what failed and is tried again.",
            ListAsync
        );

    private static Command CreateResend()
    {
        var id = new Option<string?>("--id")
        {
            Description = "One of them by its id; otherwise all that were given up on.",
        };
        var agency = CommandOptions.Agency();
        var json = CommandOptions.Json();
        var dryRun = CommandOptions.DryRun("Say what would be sent again; send nothing.");
        var resend = new Command(
            "resend",
            "Sends again what was given up on; a running server does it at once."
        )
        {
            agency,
            id,
            json,
            dryRun,
        };
        resend.SetAction(
            (parsed, stop) =>
                ResendAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(agency),
                    new WantedResend(parsed.GetValue(id), parsed.GetValue(dryRun)),
                    parsed.GetValue(json),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return resend;
    }

    internal static Task<int> ListAsync(
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
            app => ListAsync(app.Services, agency, stop),
            AdminList,
            body: null,
            async found =>
            {
                await output.WriteLineAsync(
                    json ? JsonSerializer.Serialize(found, Json)
                    : found.Messages.Count == 0 ? "Nothing is stuck."
                    : string.Join(Environment.NewLine, found.Messages.Select(Line))
                );
                return ExitCodes.Done;
            },
            errors,
            stop
        );

    internal static Task<int> ResendAsync(
        Func<WebApplication> build,
        AgencyId agency,
        WantedResend wanted,
        bool json,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    ) =>
        StoreCommand.RunAsync(
            build,
            agency,
            app => ResendAsync(app.Services, agency, wanted, stop),
            AdminResend,
            wanted,
            async done =>
            {
                var verb = done.DryRun ? "would be sent again" : "will be sent again";
                await output.WriteLineAsync(
                    json ? JsonSerializer.Serialize(done, Json)
                    : done.Ids.Count == 0 ? "Nothing was given up on, so nothing is sent again."
                    : string.Join(Environment.NewLine, done.Ids.Select(id => $"{id} {verb}"))
                );
                return wanted.Id is not null && done.Ids.Count == 0
                    ? ExitCodes.Failed
                    : ExitCodes.Done;
            },
            errors,
            stop
        );

    internal static async Task<StuckMessages> ListAsync(
        IServiceProvider services,
        AgencyId agency,
        CancellationToken stop
    ) =>
        new([
            .. (await services.GetRequiredService<DeadLetters>().ListAsync(agency, stop)).Select(
                StuckView.Of
            ),
        ]);

    internal static async Task<Resent> ResendAsync(
        IServiceProvider services,
        AgencyId agency,
        WantedResend wanted,
        CancellationToken stop
    ) =>
        new(
            await services
                .GetRequiredService<DeadLetters>()
                .ResendAsync(agency, wanted.Id, wanted.DryRun, stop),
            wanted.DryRun
        );

    private static string Line(StuckView message) =>
        $"{message.State, -8} {message.Id} to {message.To}, {message.Attempts} tries: {message.Why}"
        + (message.NextTry is { } next ? $" (next try {next})" : "");
}

internal sealed record WantedResend(string? Id, bool DryRun);

/// <param name="Ids">Of what is sent again.</param>
internal sealed record Resent(IReadOnlyList<string> Ids, bool DryRun);

internal sealed record StuckMessages(IReadOnlyList<StuckView> Messages);

/// <summary>A message as the command shows it.</summary>
/// <param name="NextTry">ISO 8601 in UTC; null for what was given up on.</param>
internal sealed record StuckView(
    string Id,
    string Kind,
    string To,
    string State,
    int Attempts,
    string? Why,
    string? NextTry
)
{
    public static StuckView Of(StuckMessage message) =>
        new(
            message.Id,
            message.Kind,
            message.To,
            message.State,
            message.Attempts,
            message.Why,
            message.NextTry is { } next ? InstantPattern.General.Format(next) : null
        );
}
