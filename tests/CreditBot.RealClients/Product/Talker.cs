using System.Globalization;
using System.Text.RegularExpressions;
using CreditBot.RealClients.Teams;

namespace CreditBot.RealClients.Product;

/// <summary>Somebody who asks for credits in chat and takes it back, over and over, on nodes that take the turns one after the other and die.</summary>
/// <remarks>
/// A turn that got no answer is sent again as the same, as a channel does. What a node took on and then died with is not done
/// again (a turn acts once at most), so the words that follow may find nothing to say yes to; then the next asking begins anew.
/// </remarks>
internal sealed partial class Talker(ConnectorPerson person, string client)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private int _said;
    private int _asked;

    /// <summary>How often all of it was said, from the asking to the taking back.</summary>
    public int Dialogs { get; private set; }

    /// <summary>How often a turn had to be sent again.</summary>
    public int Again { get; private set; }

    /// <summary>The requests that it was told of.</summary>
    public IReadOnlyCollection<string> Told =>
        [
            .. person
                .Messages.SelectMany(message => Made().Matches(message.Text))
                .Select(told => told.Groups["id"].Value)
                .Distinct(),
        ];

    public async Task TalkAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await AskAsync();
            await SayAsync("withdraw my request");
            await SayAsync("yes");
            Dialogs++;
        }
    }

    /// <summary>Asks for credits under a reason that no other asking has, and says yes to what is offered.</summary>
    /// <returns>The reason.</returns>
    public async Task<string> AskAsync()
    {
        var reason = $"launch number {(++_asked).ToString(CultureInfo.InvariantCulture)}";
        await SayAsync(
            $"I need {(20 + (_asked % 60)).ToString(CultureInfo.InvariantCulture)} credits once for {reason}"
        );
        await SayAsync("no deadline");
        await SayAsync("the first one");
        await SayAsync("yes");
        return reason;
    }

    private async Task SayAsync(string words)
    {
        var activity = $"{client}-{(++_said).ToString(CultureInfo.InvariantCulture)}";
        while ((await person.SayAsync(words, activity)).Status != 200)
        {
            Again++;
            await Task.Delay(BetweenTries, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"(?<id>R-\d+) is with ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Made();
}
