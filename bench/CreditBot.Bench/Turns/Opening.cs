using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CreditBot.Bench.Ledger;
using CreditBot.Storage;

namespace CreditBot.Bench.Turns;

/// <summary>Turns that open a request, against one transaction of the documents that such a turn writes.</summary>
internal static class Opening
{
    private const int Rounds = 5;
    private const int People = 16;
    private const int Volleys = 8;

    public static async Task RunAsync(Figures figures)
    {
        using var folder = new TempFolder();
        await using var connector = await Connector.StartAsync();
        var documents = await WrittenAsync(folder.Of("one.db"), connector);
        if (documents.All(one => one.Collection != Tables.Requests))
        {
            throw new InvalidOperationException("The yes opened no request.");
        }

        figures.Context(
            "what one such turn writes",
            $"{documents.Count} rows, {documents.Sum(one => one.Bytes.Length) / 1024.0:0.0} KiB"
        );
        await using var product = await Bots.ProductAsync(folder.Of("creditbot.db"));
        await using var bare = await Bots.BareDocumentsAsync(folder.Of("bare.db"));
        var people = await Chatter.LinkedAsync(product, connector, People);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            var one = await OpenAsync(product, people, round);
            var other = await StoreAsync(bare, documents, round);
            if (round >= 0)
            {
                ours.Add(one);
                theirs.Add(other);
            }
        }

        figures.AtLeast(
            $"requests opened a second, {People} at once",
            Samples.Ratio(ours, theirs),
            0.5,
            $"{new Samples(ours).Show("0")}, bare transactions {new Samples(theirs).Show("0")}"
        );
    }

    /// <summary>The rows that are new or other in the store after a request was opened.</summary>
    private static async Task<IReadOnlyList<StoredRow>> WrittenAsync(
        string store,
        Connector connector
    )
    {
        List<Chatter> people;
        await using (var product = await Bots.ProductAsync(store))
        {
            people = await Chatter.LinkedAsync(product, connector, 1);
            await PrepareAsync(product, people[0], 1);
        }

        var before = StoredRow.All(store).ToHashSet();
        await using (var product = await Bots.ProductAsync(store))
        {
            await people[0].SayAsync(product, "yes");
        }

        return [.. StoredRow.All(store).Where(row => !before.Contains(row))];
    }

    /// <summary>Everything up to the yes that sends it.</summary>
    private static async Task PrepareAsync(ServerProcess product, Chatter person, int credits)
    {
        await person.SayAsync(
            product,
            $"I need {(20 + credits).ToString(CultureInfo.InvariantCulture)} credits once for the relaunch"
        );
        await person.SayAsync(product, "no deadline");
        await person.SayAsync(product, "the first one");
    }

    private static async Task<double> OpenAsync(
        ServerProcess product,
        List<Chatter> people,
        int round
    )
    {
        var took = TimeSpan.Zero;
        for (var volley = 0; volley < Volleys; volley++)
        {
            var credits = ((round + 1) * Volleys) + volley;
            await Task.WhenAll(people.Select(one => PrepareAsync(product, one, credits)));
            var yes = people.ConvertAll(one => one.Says("yes"));
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(yes.Select(one => Chatter.PostAsync(product, TurnsBench.Path, one)));
            took += watch.Elapsed;
            await Task.WhenAll(people.Select(one => WithdrawAsync(product, one)));
        }

        return people.Count * Volleys / took.TotalSeconds;
    }

    private static async Task WithdrawAsync(ServerProcess product, Chatter person)
    {
        await person.SayAsync(product, "withdraw my request");
        await person.SayAsync(product, "yes");
    }

    private static async Task<double> StoreAsync(
        ServerProcess bare,
        IReadOnlyList<StoredRow> documents,
        int round
    )
    {
        var took = TimeSpan.Zero;
        for (var volley = 0; volley < Volleys; volley++)
        {
            var bodies = Enumerable
                .Range(0, People)
                .Select(person =>
                    JsonSerializer.SerializeToUtf8Bytes(
                        new { key = $"{round} {volley} {person}", documents }
                    )
                )
                .ToList();
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(bodies.Select(body => Chatter.PostAsync(bare, "/documents", body)));
            took += watch.Elapsed;
        }

        return People * Volleys / took.TotalSeconds;
    }
}
