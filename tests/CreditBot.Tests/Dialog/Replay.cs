using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Settings;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Tests.Dialog;

/// <summary>Plays a transcript's lines on a stage and writes the whole of it anew, with everything that is answered.</summary>
internal sealed partial class Replay : IAsyncDisposable
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.Create(
        "uuuu-MM-dd HH:mm",
        CultureInfo.InvariantCulture
    );
    private readonly Stage _stage;
    private readonly CancellationToken _stop;
    private readonly StageSetting _setting;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<ClientId, long> _seen = [];
    private readonly HashSet<string> _here = [];
    private ClientId? _client;
    private string _code = "CODE";

    private Replay(
        Func<IClock, IStore> store,
        ModelSettings? model,
        int nodes,
        CancellationToken stop
    )
    {
        _stage = new Stage(store, model, nodes);
        _stop = stop;
        _setting = new StageSetting(_stage, stop);
    }

    public static async Task<string> OfAsync(
        string transcript,
        Func<IClock, IStore> store,
        CancellationToken stop,
        ModelSettings? model = null,
        int nodes = 1
    ) => (await PlayAsync(transcript, store, stop, model, nodes)).Played;

    /// <summary>The transcript as it goes now, and what it went through.</summary>
    public static async Task<(string Played, Flow Flow)> PlayAsync(
        string transcript,
        Func<IClock, IStore> store,
        CancellationToken stop,
        ModelSettings? model = null,
        int nodes = 1
    )
    {
        await using var replay = new Replay(store, model, nodes, stop);
        await replay._setting.FoundAsync();
        foreach (var line in TranscriptLine.Read(transcript))
        {
            replay._text.Append(TranscriptLine.Write(line.Who, line.Words));
            await replay.PlayAsync(line);
        }

        return (replay._text.ToString(), replay._stage.Flow);
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    private async Task PlayAsync(TranscriptLine line)
    {
        switch (line.Who)
        {
            case "given":
                await GivenAsync(line.Words);
                break;
            case "at":
                _stage.Clock.Reset(
                    Time.Parse(line.Words)
                        .GetValueOrThrow()
                        .InZoneLeniently(StageSetting.Zone)
                        .ToInstant()
                );
                // What a job does in time.
                foreach (var client in await ClientsAsync())
                {
                    await _stage.Room<RequestDesk>().LapseAsync(Stage.Agency, client.Id, _stop);
                }

                await WriteWhatFollowsAsync();
                break;
            case "system":
                await ActAsync(line.Words);
                await WriteWhatFollowsAsync();
                break;
            default:
                await EnterAsync(line.Who);
                Write(
                    "bot",
                    await _stage.DoAsync(
                        line.Who,
                        line.Words.Replace("CODE", _code, StringComparison.Ordinal),
                        _stop
                    )
                );
                await WriteWhatFollowsAsync();
                break;
        }
    }

    /// <summary>"Acme Dental, Professional, used 88, months 90 120, one-time 20", or the client of design.md §1.</summary>
    private async Task GivenAsync(string words)
    {
        if (words.StartsWith("policy ", StringComparison.Ordinal))
        {
            await _setting.DecideByAsync(words["policy ".Length..]);
            return;
        }

        var facts = words.Split(", ");
        if (facts is ["Bella Bakery", "as in design.md §1"])
        {
            _client = await BellaBakery.AsInDesignAsync(_setting);
        }
        else
        {
            var months = Numbers(facts, "months");
            var client = await _setting.ClientAsync(facts[0], facts[1], months);
            _client ??= client;
            foreach (var credits in Numbers(facts, "one-time"))
            {
                await _setting.GrantAsync(client, credits, null);
            }

            foreach (var credits in Numbers(facts, "used"))
            {
                await _setting.UseAsync(
                    client,
                    StageSetting.At(new LocalDate(2026, 11, 18), 10),
                    credits,
                    "page",
                    "home"
                );
            }
        }

        _stage.Clock.Reset(StageSetting.At(new LocalDate(2026, 11, 22), 12));
        await SkipEntriesAsync();
    }

    /// <summary>"pauses Acme Dental", "resumes …", "ends … with refund", "uses 1 of …": what comes from elsewhere.</summary>
    private async Task ActAsync(string words)
    {
        if (words == "sends the digests")
        {
            await _stage.Room<Digests>().SendDueAsync(Stage.Agency, _stop);
            return;
        }

        if (words == "begins planned absences")
        {
            await _stage.Room<StandIns>().BeginDueAsync(Stage.Agency, _stop);
            return;
        }

        var clients = await ClientsAsync();
        var client = clients.First(one => words.Contains(one.Name, StringComparison.Ordinal)).Id;
        var parts = words.Split(' ');
        if (parts[0] == "uses")
        {
            await _setting.UseAsync(
                client,
                _stage.Clock.GetCurrentInstant(),
                decimal.Parse(parts[1], CultureInfo.InvariantCulture),
                "edit",
                "home"
            );
            return;
        }

        await _setting.ChangeStandingAsync(
            client,
            parts[0] switch
            {
                "pauses" => new ChangeStanding(Standing.Paused),
                "resumes" => new ChangeStanding(Standing.Active),
                _ => new ChangeStanding(
                    Standing.Ended,
                    Settlement: words.EndsWith("with refund", StringComparison.Ordinal)
                        ? Settlement.Refund
                        : Settlement.Expire
                ),
            }
        );
    }

    private static decimal[] Numbers(string[] facts, string name) =>
        facts
            .FirstOrDefault(fact => fact.StartsWith(name + " ", StringComparison.Ordinal))
            ?.Split(' ')
            .Skip(1)
            .Select(number => decimal.Parse(number, CultureInfo.InvariantCulture))
            .ToArray()
        ?? [];

    /// <summary>Links who speaks for the first time, and lets them come in, so that they can be told things.</summary>
    private async Task EnterAsync(string who)
    {
        if (!_here.Add(who) || who is "stranger" or "newcomer")
        {
            return;
        }

        // A client's first words reach a manager, who has to be there.
        if (who != "manager" && _here.Add("manager"))
        {
            await _setting.LinkAsync("manager", "dana", null);
            await _stage.JoinAsync("manager", _stop);
        }

        await (
            who switch
            {
                "manager" => _setting.LinkAsync(who, "dana", null),
                "sam" => _setting.LinkAsync(who, "sam", null),
                "viewer" => _setting.LinkAsync(who, "Vic", _client, ClientRole.Viewer),
                "mia" => _setting.LinkAsync(who, "Mia", _client),
                // The same person from another device, and somebody who looks after all the clients.
                "phone" => _setting.LinkAsync(who, "bo", null),
                "owner" => LinkOwnerAsync(who),
                _ => _setting.LinkAsync(who, "Bo", _client),
            }
        );
        await _stage.JoinAsync(who, _stop);
    }

    private async Task LinkOwnerAsync(string who)
    {
        await _setting.LinkAsync(who, "Olu", _client);
        foreach (var client in await ClientsAsync())
        {
            await _setting.AlsoOfAsync("olu", client.Id);
        }
    }

    private void Write(string label, TurnReply reply)
    {
        foreach (var message in reply.Messages)
        {
            _text.Append(TranscriptLine.Write(label, Masked(PlainText.Of(message))));
        }

        if (reply.Replacement is { } card)
        {
            _text.Append(TranscriptLine.Write("card", PlainText.Of(card)));
        }
    }

    /// <summary>Codes are random: a transcript writes CODE for the last one.</summary>
    private string Masked(string words)
    {
        if (Code().Match(words) is not { Success: true } match)
        {
            return words;
        }

        _code = match.Value;
        return words.Replace(_code, "CODE", StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=^The code for .* is )[A-Z2-7]{8}", RegexOptions.None, 1000)]
    private static partial Regex Code();

    private async Task WriteWhatFollowsAsync()
    {
        foreach (var client in await ClientsAsync())
        {
            foreach (
                var entry in await _stage.EntriesAsync(
                    client.Id,
                    _seen.GetValueOrDefault(client.Id),
                    _stop
                )
            )
            {
                _text.Append(TranscriptLine.Write("ledger", $"{client.Name}: {Words(entry)}"));
            }

            _seen[client.Id] = client.Version;
        }

        foreach (var (who, message, isReplacement) in await _stage.DeliverAsync(_stop))
        {
            var words = isReplacement ? $"({who}'s card)" : $"({who})";
            _text.Append(TranscriptLine.Write("told", $"{words} {PlainText.Of(message)}"));
        }
    }

    private static string Words(ClientEntry entry)
    {
        var words = new StringBuilder(entry.GetType().Name);
        words.Append(entry.Request is { } request ? $" {request}" : "");
        words.Append(
            entry switch
            {
                ClientEntry.Decided decided => $" {decided.Outcome}"
                    + (entry.By == PersonId.Policy ? " by policy" : ""),
                ClientEntry.FirstApproved first => $" {Words(first.Terms)}",
                ClientEntry.Requested requested => $" {Words(requested.Terms)}",
                ClientEntry.Countered countered => $" {Words(countered.Offer)}",
                ClientEntry.PlanChanged changed => $" {changed.Effective}",
                _ => "",
            }
        );
        words.Append(entry.Effect == 0 ? "" : $" {entry.Effect / 1000m:+0.###;-0.###} credits");
        foreach (var charge in entry.Charges)
        {
            words.Append(CultureInfo.InvariantCulture, $", {charge.Kind} {charge.Net.Digits()}");
        }

        return words.ToString();
    }

    private static string Words(RequestTerms terms) =>
        $"{terms.Kind} {terms.Package}{terms.Credits} for {terms.Price.Rounded().Digits()}";

    private async Task SkipEntriesAsync()
    {
        foreach (var client in await ClientsAsync())
        {
            _seen[client.Id] = client.Version;
        }
    }

    private Task<IReadOnlyList<ClientState>> ClientsAsync() =>
        _stage.Store.ClientsAsync(Stage.Agency, null, 100, _stop);
}
