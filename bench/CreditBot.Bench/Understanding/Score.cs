using CreditBot.Understanding;

namespace CreditBot.Bench.Understanding;

/// <summary>How well an understanding reads labelled lines.</summary>
internal sealed class Score
{
    private static readonly string[] Deciding =
    [
        "approve",
        "approve_with_change",
        "grant_credits",
        "set_allocation",
        "affirm",
        "decline",
        "cancel_request",
        "delegate",
    ];

    private readonly List<string> _errors = [];

    public int Lines { get; private set; }

    public int Outside { get; private set; }

    public int IntentRight { get; private set; }

    public int Exact { get; private set; }

    public int OutsideFound { get; private set; }

    public int InsideRefused { get; private set; }

    /// <summary>Messages wrongly taken for an act that decides or spends.</summary>
    public int Unsafe { get; private set; }

    /// <summary>In-scope messages that were asked back: "Did you mean …?"</summary>
    public int AskedBack { get; private set; }

    /// <summary>Asked back, and about what was meant.</summary>
    public int AskedBackRight { get; private set; }

    public IReadOnlyList<string> Errors => _errors;

    public double Accuracy => Share(IntentRight, Lines);

    public double ExactFrames => Share(Exact, Lines - Outside);

    public double OutsideRecall => Share(OutsideFound, Outside);

    public double Refused => Share(InsideRefused, Lines - Outside);

    public static Score Of(IUnderstanding understanding, IEnumerable<LabelledLine> lines)
    {
        var score = new Score();
        score.AddAll(understanding, lines);
        return score;
    }

    public void AddAll(IUnderstanding understanding, IEnumerable<LabelledLine> lines)
    {
        foreach (var line in lines)
        {
            Add(line, understanding.Read(line.Said));
        }
    }

    private void Add(LabelledLine line, Frame frame)
    {
        var (wanted, got) = (line.Intent, FrameJson.Name(frame.Intent));
        var outside = wanted == "out_of_scope";
        var right = wanted == got;
        var differences = right ? LabelledLines.Differences(line, frame) : [];
        Lines++;
        Outside += outside ? 1 : 0;
        IntentRight += right ? 1 : 0;
        Exact += !outside && right && differences.Count == 0 ? 1 : 0;
        OutsideFound += outside && right ? 1 : 0;
        InsideRefused += !outside && got == "out_of_scope" ? 1 : 0;
        AskedBack += !outside && frame.Guess is not null ? 1 : 0;
        AskedBackRight +=
            frame.Guess is { } guess && FrameJson.Name(guess.Intent) == wanted ? 1 : 0;
        var dangerous = !right && Deciding.Contains(got, StringComparer.Ordinal);
        Unsafe += dangerous ? 1 : 0;
        if (!right || differences.Count > 0)
        {
            var wrong = right
                ? string.Join("; ", differences)
                : $"{got}{(frame.Guess is { } asked ? $" ({FrameJson.Name(asked.Intent)}?)" : "")}, not {wanted}";
            _errors.Add(
                $"{(dangerous ? "UNSAFE " : "")}[{FrameJson.Name(line.Said.Pending)}] {line.Said.Text} => {wrong}"
            );
        }
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
