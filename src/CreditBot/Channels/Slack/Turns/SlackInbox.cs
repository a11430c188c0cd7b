using System.Security.Cryptography;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Channels.Slack.Turns;

/// <summary>Keeps what Slack has delivered, from before Slack is told so until it is answered, and that it was for a day after.</summary>
/// <remarks>
/// Slack delivers again what it thinks was lost, and never again what was acknowledged. So an input is on disk before the acknowledgement, a
/// restart goes on with what was not answered, and an id that is known does nothing (protocols/slack.md §2).
/// </remarks>
internal sealed class SlackInbox(IStore store, IClock clock)
{
    private const int PageSize = 500;
    private const int LongestKey = 200;

    /// <summary>Longer than Slack ever tries again.</summary>
    private static readonly Duration Remembered = Duration.FromHours(24);

    /// <summary>Longer than a node that is there needs for an answer.</summary>
    private static readonly Duration Abandoned = Duration.FromMinutes(1);

    /// <summary>Puts it on disk; false when it is known.</summary>
    public async Task<bool> KeepAsync(AgencyId agency, SlackInput input, CancellationToken stop) =>
        await store.CommitAsync(
            new Commit(agency)
            {
                Documents =
                [
                    Documents.Write(
                        DocumentKinds.SlackInbox,
                        KeyOf(input),
                        new Kept(Micros(), input),
                        0
                    ),
                ],
            },
            stop
        ) is CommitOutcome.Done;

    /// <summary>It is answered: what was said is forgotten here.</summary>
    public Task DoneAsync(AgencyId agency, SlackInput input, CancellationToken stop) =>
        store.CommitAsync(
            new Commit(agency)
            {
                Documents =
                [
                    Documents.Write(
                        DocumentKinds.SlackInbox,
                        KeyOf(input),
                        new Kept(Micros(), null, input is SlackInput.Opened)
                    ),
                ],
            },
            stop
        );

    /// <summary>What a node took on and didn't answer in a minute, as it is gone or paused: it is this node's from now on.</summary>
    public async Task<IReadOnlyList<SlackInput>> AbandonedAsync(
        AgencyId agency,
        CancellationToken stop
    )
    {
        var mine = new List<SlackInput>();
        var before = Micros() - (long)(Abandoned.TotalMilliseconds * 1000);
        foreach (var (kept, version) in await UnansweredAsync(agency, stop))
        {
            if (kept.At > before)
            {
                continue;
            }

            var taken = Documents.Write(
                DocumentKinds.SlackInbox,
                KeyOf(kept.Input!),
                kept with
                {
                    At = Micros(),
                },
                version
            );
            // Losing the race means that another node has it.
            if (
                await store.CommitAsync(new Commit(agency) { Documents = [taken] }, stop)
                is CommitOutcome.Done
            )
            {
                mine.Add(kept.Input!);
            }
        }

        return mine;
    }

    /// <summary>What was not answered yet, oldest first; what was answered long ago is forgotten on the way.</summary>
    public async Task<IReadOnlyList<SlackInput>> WaitingAsync(
        AgencyId agency,
        CancellationToken stop
    ) => [.. (await UnansweredAsync(agency, stop)).Select(waiting => waiting.Kept.Input!)];

    private async Task<IReadOnlyList<(Kept Kept, long Version)>> UnansweredAsync(
        AgencyId agency,
        CancellationToken stop
    )
    {
        var waiting = new List<(Kept Kept, long Version)>();
        var old = new List<DocumentWrite>();
        var before = Micros() - (long)(Remembered.TotalMilliseconds * 1000);
        string? after = null;
        do
        {
            var page = await store.DocumentsAsync(
                agency,
                DocumentKinds.SlackInbox,
                "",
                after,
                PageSize,
                stop
            );
            foreach (var document in page)
            {
                var kept = Documents.Parse<Kept>(document);
                if (kept.Input is not null)
                {
                    waiting.Add((kept, document.Version));
                }
                else if (!kept.IsForGood && kept.At < before)
                {
                    old.Add(new DocumentWrite(document.Kind, document.Key, null));
                }
            }

            after = page.Count == PageSize ? page[^1].Key : null;
        } while (after is not null);

        foreach (var some in old.Chunk(PageSize))
        {
            await store.CommitAsync(new Commit(agency) { Documents = [.. some] }, stop);
        }

        return
        [
            .. waiting
                .OrderBy(one => one.Kept.At)
                .ThenBy(one => one.Kept.Input!.Id, StringComparer.Ordinal),
        ];
    }

    private static string KeyOf(SlackInput input) =>
        input.Id.Length <= LongestKey
            ? input.Id
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input.Id)));

    private long Micros() =>
        Instants.ToUnixTimeMicroseconds(Instants.WholeMicroseconds(clock.GetCurrentInstant()));

    /// <summary>The stored form.</summary>
    /// <param name="At">Microseconds since 1970.</param>
    /// <param name="Input">Null once it is answered.</param>
    /// <param name="IsForGood">Remembered always: a welcome.</param>
    private sealed record Kept(long At, SlackInput? Input, bool IsForGood = false);
}
