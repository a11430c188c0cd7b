namespace CreditBot.Tests.Dialog;

/// <summary>One thing that is done or said in a transcript; what is answered stands below it and is written by the replay.</summary>
internal sealed record TranscriptLine(string Who, string Words)
{
    /// <summary>Where the words begin.</summary>
    public const int Margin = 9;

    /// <summary>What the replay writes by itself.</summary>
    private static readonly string[] Answers = ["bot", "told", "card", "ledger", "outbox"];

    /// <summary>The lines that are done, in order: the answers are left out.</summary>
    public static IReadOnlyList<TranscriptLine> Read(string text) =>
        [
            .. text.Split('\n')
                .Where(line => line.Length > Margin && line[0] != ' ')
                .Select(line => new TranscriptLine(
                    line[..Margin].TrimEnd(),
                    line[Margin..].TrimEnd()
                ))
                .Where(line => !Answers.Contains(line.Who)),
        ];

    /// <summary>A line, or several with the further ones below the first.</summary>
    public static string Write(string who, string words) =>
        who.PadRight(Margin)
        + words.TrimEnd().Replace("\n", "\n" + new string(' ', Margin), StringComparison.Ordinal)
        + "\n";
}
