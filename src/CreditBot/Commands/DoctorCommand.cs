using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using CreditBot.Amounts;
using CreditBot.Hosting;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Reports.Mail;
using CreditBot.Settings;
using CreditBot.Storage;
using Microsoft.Extensions.Options;

namespace CreditBot.Commands;

/// <summary><c>creditbot doctor</c>: what is set up, what is off, what doesn't work, and where settings differ from the store (contract.md, Settings).</summary>
internal static class DoctorCommand
{
    /// <summary>Under <c>POST /api/v1/admin/</c>.</summary>
    public const string Admin = "doctor";

    private const int MostDead = 5;
    private const long LeastFree = 200_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create() =>
        CommandOptions.Telling(
            "doctor",
            "Looks at settings, store, mail and what waits to be sent. Ends with 1 when something doesn't work.",
            RunAsync
        );

    internal static Task<int> RunAsync(
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
            app => LookAsync(app.Services, agency, stop),
            Admin,
            body: null,
            StoreCommand.Tell<DoctorReport>(
                output,
                json,
                report => string.Join(Environment.NewLine, report.Lines.Select(Words)),
                report => report.IsWell
            ),
            errors,
            stop
        );

    internal static async Task<DoctorReport> LookAsync(
        IServiceProvider services,
        AgencyId agency,
        CancellationToken stop
    )
    {
        var lines = new List<DoctorLine>();
        if (agency == AgencyId.Default)
        {
            // The store is the whole host's, as agency default is whoever runs it.
            lines.Add(Disk(services));
            lines.AddRange(await UnnamedAsync(services, stop));
        }

        lines.Add(await MailAsync(services, agency, stop));
        lines.AddRange(
            (
                services.GetRequiredService<AgencySections>().Find(agency) is { } section
                    ? Unconfigured.Of(section)
                    : []
            ).Select(part => DoctorLine.Note("not configured", part))
        );
        var store = services.GetRequiredService<IStore>();
        if (await store.AgencyAsync(agency, stop) is not { } state)
        {
            lines.Add(
                DoctorLine.Note(
                    "store",
                    "There is no agency in it yet; the first start makes it from the settings."
                )
            );
            return new DoctorReport(lines);
        }

        lines.AddRange(Differences(services, state));
        lines.Add(await ManagersAsync(services, state, stop));
        lines.AddRange(await DeadAsync(store, agency, stop));
        return new DoctorReport(lines);
    }

    private static DoctorLine Disk(IServiceProvider services)
    {
        var path = Path.GetFullPath(
            services.GetRequiredService<IOptions<StorageOptions>>().Value.Path
        );
        var size = new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;
        var free = new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {size / 1e6:#,##0.0} MB, {free / 1e9:#,##0.0} GB free on its disk."
        );
        return free < LeastFree
            ? DoctorLine.Failed("store", $"{words} Make room: nothing can be written soon.")
            : DoctorLine.Ok("store", words);
    }

    /// <summary>Agencies that were made here and are not in the settings any more.</summary>
    private static async Task<IEnumerable<DoctorLine>> UnnamedAsync(
        IServiceProvider services,
        CancellationToken stop
    )
    {
        var settings = services.GetRequiredService<HostSettings>();
        return (await services.GetRequiredService<IStore>().AgenciesAsync(stop))
            .Where(agency => !settings.Agencies.ContainsKey(agency))
            .Select(agency =>
                DoctorLine.Note(
                    "agencies",
                    $"The store holds agency {agency}, and the settings don't name it (Agencies:{agency}): its periods go on, its mail waits, and no key or chat of the settings leads to it."
                )
            );
    }

    /// <summary>Whether mail could leave now; nothing is sent.</summary>
    private static async Task<DoctorLine> MailAsync(
        IServiceProvider services,
        AgencyId agency,
        CancellationToken stop
    )
    {
        var mail = services.GetRequiredService<IOptionsMonitor<MailOptions>>().Get(agency.Value);
        if (!mail.UsesSmtp)
        {
            return DoctorLine.Ok(
                "mail",
                $"Written to {Path.GetFullPath(mail.PickupDirectory)}, as no SMTP host is set."
            );
        }

        var where = $"{mail.Smtp.Host}:{mail.Smtp.Port}";
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(mail.Smtp.Host!, mail.Smtp.Port, late.Token);
            return DoctorLine.Ok("mail", $"{where} can be reached.");
        }
        catch (SocketException away)
        {
            return DoctorLine.Failed("mail", $"{where} can't be reached: {away.Message}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return DoctorLine.Failed(
                "mail",
                $"{where} can't be reached: no answer in {Patience.TotalSeconds:0} seconds."
            );
        }
    }

    private static IEnumerable<DoctorLine> Differences(IServiceProvider services, AgencyState state)
    {
        var settings = services.GetRequiredService<HostSettings>();
        if (!settings.Agencies.TryGetValue(state.Id, out var hosted))
        {
            yield break;
        }

        var differences = TermsText.Differences(hosted.Terms, state.Terms).ToList();
        foreach (var (setting, inSettings, inStore) in differences)
        {
            yield return DoctorLine.Note(
                "differs",
                $"{Prefix(services, state.Id)}{setting}: settings say {inSettings}, the store says {inStore}. The store rules."
            );
        }

        if (differences.Count == 0)
        {
            yield return DoctorLine.Ok("settings", "The same as in the store.");
        }
    }

    private static string Prefix(IServiceProvider services, AgencyId agency) =>
        services.GetRequiredService<AgencySections>().Find(agency)?.Prefix ?? "";

    private static async Task<DoctorLine> ManagersAsync(
        IServiceProvider services,
        AgencyState state,
        CancellationToken stop
    )
    {
        var managers = await services.GetRequiredService<People>().ManagersAsync(state.Id, stop);
        var unknown = state
            .Terms.OnCall.Where(id => managers.All(manager => manager.Id != id.Value))
            .ToList();
        return managers.Count == 0
                ? DoctorLine.Failed(
                    "managers",
                    "There are none, so nobody decides. Make them with POST /api/v1/managers."
                )
            : unknown.Count > 0
                ? DoctorLine.Failed(
                    "managers",
                    $"{Prefix(services, state.Id)}Agency:OnCall names {string.Join(", ", unknown)}, and there is no such manager."
                )
            : DoctorLine.Ok(
                "managers",
                $"{string.Join(", ", managers.Select(manager => manager.Name))}."
            );
    }

    private static async Task<IEnumerable<DoctorLine>> DeadAsync(
        IStore store,
        AgencyId agency,
        CancellationToken stop
    )
    {
        var dead = await store.OutboxAsync(agency, OutboxState.Dead, MostDead + 1, stop);
        return dead.Count == 0
            ? [DoctorLine.Ok("outbox", "Nothing is left undelivered.")]
            : dead.Take(MostDead)
                .Select(message =>
                    DoctorLine.Note("undelivered", $"{message.Kind} {message.Id}: {message.Error}")
                )
                .Concat(dead.Count > MostDead ? [DoctorLine.Note("undelivered", "And more.")] : []);
    }

    private static string Words(DoctorLine line) =>
        $"{(line.State == DoctorLine.IsFailed ? "FAILED" : line.State), -6} {line.Check}: {line.Words}";
}

internal sealed record DoctorReport(
    [property: JsonPropertyName("checks")] IReadOnlyList<DoctorLine> Lines
)
{
    [JsonPropertyName("ok")]
    public bool IsWell => Lines.All(line => line.State != DoctorLine.IsFailed);
}

/// <param name="State">"ok", "note" for what may be meant so, or "failed".</param>
internal sealed record DoctorLine(
    [property: JsonPropertyName("check")] string Check,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("words")] string Words
)
{
    public const string IsFailed = "failed";

    public static DoctorLine Ok(string check, string words) => new(check, "ok", words);

    public static DoctorLine Note(string check, string words) => new(check, "note", words);

    public static DoctorLine Failed(string check, string words) => new(check, IsFailed, words);
}
