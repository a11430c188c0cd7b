using System.Diagnostics;
using System.Net.Http.Headers;

namespace CreditBot.Bench.Ledger;

/// <summary>What a load came to.</summary>
/// <param name="Rate">Answered requests per second.</param>
/// <param name="P99">Milliseconds from sending to the whole answer.</param>
internal sealed record LoadResult(double Rate, double P99, double Median);

/// <summary>Posts bodies over so many connections, each the next one as soon as it has its answer.</summary>
internal static class Load
{
    /// <param name="bodies">For each connection its own.</param>
    /// <exception cref="HttpRequestException">An answer was not 200.</exception>
    public static async Task<LoadResult> PostAsync(
        ServerProcess server,
        string path,
        MediaTypeHeaderValue type,
        IReadOnlyList<IReadOnlyList<byte[]>> bodies
    )
    {
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(
            bodies.Select(own => Task.Run(() => PostAsync(server.Url, path, type, own)))
        );
        var all = new Samples(times.SelectMany(own => own));
        return new LoadResult(
            bodies.Sum(own => own.Count) / watch.Elapsed.TotalSeconds,
            all.At(0.99),
            all.Median
        );
    }

    private static async Task<List<double>> PostAsync(
        Uri server,
        string path,
        MediaTypeHeaderValue type,
        IReadOnlyList<byte[]> bodies
    )
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 })
        {
            BaseAddress = server,
        };
        http.DefaultRequestHeaders.Authorization = Servers.Key;
        var times = new List<double>(bodies.Count);
        foreach (var body in bodies)
        {
            var sent = Stopwatch.GetTimestamp();
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = type;
            using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return times;
    }
}
