using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>What policy says, to managers (design.md §5).</summary>
internal sealed partial class Phrases
{
    /// <summary>Who has decided what no manager did.</summary>
    public const string ByPolicy = "policy";

    public const string SecondButton = "Approve with that change";
    public const string TakeApprovalBackButton = "Take my approval back";

    /// <summary>Names of managers listed at most.</summary>
    private const int MostNames = 3;

    /// <summary>"Urgent: nothing is left." Null when it can wait.</summary>
    public string? Urgent(UrgentFor? why, CreditRequest request) =>
        why switch
        {
            UrgentFor.NothingLeft when request.Bridge is { } bridge =>
                $"Urgent: nothing was left. {W.Credits(bridge.Credits)} were lent at once; they come off what is approved.",
            UrgentFor.NothingLeft => "Urgent: nothing is left.",
            UrgentFor.NeededSoon =>
                $"Urgent: needed by {W.Date(request.Due!.Value)}, before the next working day ends.",
            _ => null,
        };

    /// <summary>"Approved by Dana, Mon 09:12, with a change: 40 credits once for $79.20." Null while nobody has.</summary>
    public string? FirstApproved(RequestFacts facts) =>
        facts.First is { } first
            ? $"Approved by {facts.NameOf(first.By) ?? Nobody}, {W.Past(first.At)}{Changed(first, facts.Request)}{Because(first.Reason)}."
            : null;

    /// <summary>"Within your limit of 100 credits. Needs a second approver: Sam can be it." Null when policy has nothing to say.</summary>
    public string? PolicySays(PolicyFacts policy)
    {
        var words = new List<string>();
        if (policy.BelowFloor is { } floor)
        {
            words.Add(Words(floor));
        }

        if (policy.IsMine)
        {
            words.Add($"Needs a second approver: {Can(policy.Others, "approve it, too")}");
        }
        else if (!policy.IsWithin)
        {
            words.Add(
                $"Above your limit of {Limit(policy.Bounds)}: {Can(policy.Others, "approve it")}"
            );
        }
        else
        {
            if (policy.Bounds.Count > 0)
            {
                words.Add($"Within your limit of {Limit(policy.Bounds)}.");
            }

            if (policy.First is not null)
            {
                words.Add("Needs a second approver: you can be it.");
            }
            else if (policy.NeedsSecond)
            {
                words.Add($"Needs a second approver after you: {Can(policy.Others, "be it")}");
            }
        }

        return words.Count == 0 ? null : string.Join(' ', words);
    }

    /// <summary>"Your approval of R-12 is noted. It needs a second approver: Sam can approve it, too."</summary>
    public static string NotedAsFirst(PolicyFacts policy, RequestId id) =>
        $"Your approval of {id} is noted; nothing is booked yet. It needs a second approver: {Can(policy.Others, "approve it, too")}";

    public static string FirstTakenBack(RequestId id) =>
        $"Your approval of {id} is taken back; it is open as before.";

    /// <summary>A refusal as managers read it.</summary>
    public string Why(Refusal refusal) =>
        refusal switch
        {
            Refusal.AboveLimit above =>
                $"{above.Id} is above your limit of {Limit(above.Bounds)}: {Can(above.Others, "approve it")}",
            Refusal.BelowFloor floor => Words(floor),
            _ => refusal.Sentence,
        };

    /// <summary>"100 credits", "$250.00", "100 credits and $250.00"; several reach as far as one of them.</summary>
    private string Limit(IReadOnlyList<PolicyBound> bounds) =>
        Wording.Or([
            .. bounds.Select(bound =>
                (bound.Credits, bound.Price) switch
                {
                    ({ } credits, { } price) => $"{W.Credits(credits)} and {W.Money(price)}",
                    ({ } credits, null) => W.Credits(credits),
                    (null, { } price) => W.Money(price),
                    _ => "nothing",
                }
            ),
        ]);

    private string Words(Refusal.BelowFloor floor) =>
        $"{W.Money(floor.Price)} for {W.Credits(floor.Sold)} is below the price floor of {W.UnitPrice(floor.PerCredit)} a credit: {W.Money(floor.Least)} at least.";

    private static string Can(IReadOnlyList<string> names, string what) =>
        names.Count == 0 ? $"nobody can {what} as policy stands."
        : names.Count <= MostNames ? $"{Wording.Or(names)} can {what}."
        : $"{Wording.List([.. names.Take(MostNames - 1), $"{names.Count - MostNames + 1} others"])} can {what}.";

    private string Changed(FirstApproval first, CreditRequest request) =>
        first.Terms == request.Terms
            ? ""
            : $", with a change: {What(first.Terms)} for {Price(first.Terms)}";
}
