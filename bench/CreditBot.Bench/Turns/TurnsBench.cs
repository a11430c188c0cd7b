using System.Net.Http.Headers;
using CreditBot.Bench.Ledger;

namespace CreditBot.Bench.Turns;

/// <summary><c>turns</c>: whole turns of <c>POST /api/messages</c> with the reply at a connector.</summary>
internal static class TurnsBench
{
    public const string Path = "/api/messages";

    public static readonly MediaTypeHeaderValue Json = new("application/json");

    public static async Task<int> RunAsync()
    {
        var figures = new Figures(Console.Out);
        figures.Heading("turns: what a message costs the server, and how long its answer takes");
        await Reading.RunAsync(figures);
        figures.Heading("requests: turns that open a request, 16 at once");
        await Opening.RunAsync(figures);
        return figures.AllReached ? 0 : 1;
    }
}
