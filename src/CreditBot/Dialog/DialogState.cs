using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Requests;
using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>Where a conversation stands: what is being asked, on a stack, and what was shown (design.md §6).</summary>
/// <remarks>Small and plain, so that it is kept as one document and a conversation replays from a text file.</remarks>
internal sealed record DialogState
{
    /// <summary>Prices shown that a click may still refer to; older ones are asked again.</summary>
    public const int MostShown = 16;

    public static readonly DialogState New = new();

    /// <summary>What is being talked about, the innermost last: a digression that asks something itself lies on top.</summary>
    public ImmutableList<DialogFrame> Frames { get; init; } = [];

    /// <summary>Messages in a row that could not be understood.</summary>
    public int Misses { get; init; }

    /// <summary>Wishes begun in this conversation; the number tells a button of an earlier one.</summary>
    public int Drafts { get; init; }

    /// <summary>Which client it is about, for somebody who has several; null for everybody else.</summary>
    public ClientId? For { get; init; }

    /// <summary>The request last spoken of: what "it" means.</summary>
    public RequestId? About { get; init; }

    /// <summary>The wish that a day of silence has put aside: it may be taken up again.</summary>
    public Draft? Aside { get; init; }

    /// <summary>What was shown with a price, the newest last.</summary>
    public ImmutableList<ShownOffer> Shown { get; init; } = [];

    /// <summary>When a frame was last asked about or answered: silence of a day ends it.</summary>
    public Instant? Since { get; init; }

    public DialogFrame? Top => Frames.IsEmpty ? null : Frames[^1];

    /// <summary>What the bot asked last, in the words of the understanding.</summary>
    public Pending Asks => Top?.Asks ?? Pending.None;

    /// <summary>The wish at hand, wherever it lies.</summary>
    public Draft? Draft => Frames.OfType<DialogFrame.Wish>().LastOrDefault()?.Draft;

    /// <summary>The wish at hand, as the option that is being confirmed meets it.</summary>
    public Draft? Chosen =>
        Draft is { } draft
        && Frames.OfType<DialogFrame.ConfirmSend>().LastOrDefault() is { } confirm
        && OfferId.Read(confirm.Offer) is { } choice
            ? draft.As(choice.Kind, choice.Credits, choice.Package)
            : Draft;

    /// <summary>A manager was called in.</summary>
    public bool IsHandedOver => !Frames.IsEmpty && Frames[0] is DialogFrame.HandOver;

    /// <summary>A manager is called in: it lies below whatever is asked.</summary>
    public DialogState HandedOver(string talk) =>
        this with
        {
            Frames = Frames
                .RemoveAll(frame => frame is DialogFrame.HandOver)
                .Insert(0, new DialogFrame.HandOver(talk)),
        };

    /// <summary>The bot alone talks again.</summary>
    public DialogState HandedBack() =>
        this with
        {
            Frames = Frames.RemoveAll(frame => frame is DialogFrame.HandOver),
        };

    /// <summary>It is about this client from now on: what belonged to another is put aside.</summary>
    public DialogState SpeakingFor(ClientId client) =>
        (
            For == client
                ? this with
                {
                    Frames = Frames.RemoveAll(f => f is DialogFrame.WhichClient),
                }
                : Cleared().HandedBack() with
                {
                    About = null,
                }
        ) with
        {
            For = client,
        };

    /// <summary>One more on top. What asks the same kind of thing gives way wherever it lies, and so does an unanswered
    /// confirmation when something else is to be confirmed or answered or a wish begins: a "yes" has one meaning.</summary>
    public DialogState Push(DialogFrame frame) =>
        this with
        {
            Frames = Frames.RemoveAll(old => GivesWay(old, frame)).Add(frame),
        };

    /// <summary>Only this is at hand.</summary>
    public DialogState Only(DialogFrame frame) => this with { Frames = [frame] };

    public DialogState Pop() => this with { Frames = Frames.RemoveAt(Frames.Count - 1) };

    /// <summary>The same with another frame on top.</summary>
    public DialogState Swap(DialogFrame frame) =>
        this with
        {
            Frames = Frames.SetItem(Frames.Count - 1, frame),
        };

    /// <summary>Remembers what is being shown with a price; of the same choice the newest price counts.</summary>
    public DialogState Showing(IReadOnlyCollection<ShownOffer> offers)
    {
        var numbered = offers.Any(offer => offer.Number is not null);
        var kept = Shown
            .Where(old => offers.All(offer => offer.Id != old.Id))
            .Select(old => numbered ? old with { Number = null } : old);
        return this with { Shown = [.. kept.Concat(offers).TakeLast(MostShown)] };
    }

    /// <summary>One more price, in its place among the options if it has one.</summary>
    public DialogState Remember(ShownOffer offer) =>
        this with
        {
            Shown = [.. Shown.Where(old => old.Id != offer.Id).Append(offer).TakeLast(MostShown)],
        };

    private static bool GivesWay(DialogFrame old, DialogFrame frame) =>
        old.GetType() == frame.GetType()
        || (
            old.Asks == Pending.Confirm
            && (frame.Asks == Pending.Confirm || frame is DialogFrame.Wish or DialogFrame.Answer)
        )
        || (
            old is DialogFrame.Answer or DialogFrame.WhichWithdraw
            && (frame.Asks == Pending.Confirm || frame is DialogFrame.WhichWithdraw)
        )
        || (frame is DialogFrame.WhichWithdraw or DialogFrame.Answer && old.Asks == Pending.Confirm)
        || (frame is DialogFrame.Answer or DialogFrame.Wish && old is DialogFrame.WhichWithdraw);

    /// <summary>Nothing is asked and nothing is begun any more; a manager who was called in stays.</summary>
    public DialogState Cleared() =>
        this with
        {
            Frames = Frames.RemoveAll(frame => frame is not DialogFrame.HandOver),
            Misses = 0,
            Shown = [],
            Since = null,
            Aside = null,
        };

    /// <summary>A wish is begun: nothing else is at hand.</summary>
    public DialogState Begun(int number) =>
        this with
        {
            Frames = Cleared().Frames,
            Drafts = number,
            Aside = null,
            About = null,
        };
}

/// <summary>A priced choice as it was shown: a click on it sends only what still costs the same.</summary>
/// <param name="Id">Its <see cref="OfferId"/>.</param>
/// <param name="Price">What was shown of its price, and from when it applies.</param>
/// <param name="Number">Its place among the three options, 1 to 3; null for a shortcut.</param>
internal sealed record ShownOffer(string Id, string Price, int? Number)
{
    public static ShownOffer Of(RequestTerms terms, int? number) =>
        new(OfferId.Of(terms), PriceOf(terms), number);

    public static string PriceOf(RequestTerms terms) => $"{terms.Price.Digits()} {terms.Effective}";
}
