using CreditBot.Requests;
using CreditBot.Understanding.Grammar;
using NodaTime;

namespace CreditBot.Understanding.Intents;

/// <summary>Everything the grammars read in one message, before it is known what the message wants.</summary>
internal sealed class Readings
{
    private Readings(Utterance said, Message message)
    {
        Said = said;
        Message = message;
        Request = RequestGrammar.Read(message, said.ByManager, said.Pending == Pending.OfferChoice);
        Client = Roster.Of(said.ClientNames).Read(message, said.ByManager, said.OwnName);
        Due = DateGrammar.Read(message, said.Today, said.Pending == Pending.AskDate);
        Months = MonthsGrammar.Read(message);
        Package = PackageGrammar.Read(message);
        Work = WorkGrammar.Read(message);
        KindSaid = KindGrammar.Read(message, said.Pending == Pending.AskKind);
        Amounts = AmountGrammar.Read(message);
        Measure = Amounts.Any ? null : MeasureGrammar.Read(message);
        Month = MonthGrammar.Read(message, said.Today);
        Option = said.Pending == Pending.OfferChoice ? OptionGrammar.Read(message) : null;
        Signals = Intents.Signals.Read(message);
    }

    public static Readings Of(Utterance said) => new(said, English.Cut(said.Text));

    public Utterance Said { get; }

    public Message Message { get; }

    public string? Request { get; }

    public string? Client { get; }

    public Due Due { get; }

    public PackageSaid Package { get; }

    public IReadOnlyDictionary<WorkKind, decimal>? Work { get; }

    public KindSaid KindSaid { get; }

    public AmountSaid Amounts { get; }

    /// <summary>The amount told by another, where no number is said.</summary>
    public Measure? Measure { get; }

    /// <summary>For how many months.</summary>
    public int? Months { get; }

    public YearMonth? Month { get; }

    public int? Option { get; }

    public Signals.Found Signals { get; }

    /// <summary>A package that is asked for is an upgrade; a monthly total is ongoing.</summary>
    public RequestKind? Kind =>
        Package.Name is not null && KindSaid.Kind is null or RequestKind.Upgrade
            ? (Package.Name is null ? KindSaid.Kind : RequestKind.Upgrade)
            : KindSaid.Kind
                ?? (Amounts.MonthlyTotal ? RequestKind.Ongoing : KindByPlace() ?? KindByName());

    /// <summary>The kind picked by its place when it was asked which: 1 once, 2 monthly, 3 a bigger package.</summary>
    public int? Place =>
        (Said.Pending == Pending.AskKind || PicksAnother) && !Amounts.Any && KindSaid.Kind is null
            ? OptionGrammar.Read(Message)
            : null;

    /// <summary>"no, the first" of what is read back: the options always stand in the order of the kinds.</summary>
    private bool PicksAnother =>
        Said.Pending == Pending.Confirm
        && Message.Count <= LongestPick
        && (Picks(Message.Word(0)) || Picks(Message.Word(Message.CoreStart)));

    private static bool Picks(string word) =>
        word
            is "no"
                or "not"
                or "rather"
                or "actually"
                or "sorry"
                or "wait"
                or "better"
                or "oh"
                or "the"
                or "option";

    /// <summary>Words of "oh no, rather the first one please".</summary>
    private const int LongestPick = 7;

    // "the package" of the three offers is the upgrade.
    private RequestKind? KindByName()
    {
        if (Said.Pending != Pending.OfferChoice || Signals.Question)
        {
            return null;
        }

        for (var i = 1; i < Message.Count; i++)
        {
            if (
                Message.Word(i) is "package" or "plan"
                && Message.Is(i - 1, "the")
                && Message.Breaks(i + 1)
            )
            {
                return RequestKind.Upgrade;
            }
        }

        return null;
    }

    // The kinds are always offered in this order.
    private RequestKind? KindByPlace() =>
        Place switch
        {
            1 => RequestKind.OneTime,
            2 => RequestKind.Ongoing,
            3 => RequestKind.Upgrade,
            _ => null,
        };

    /// <summary>A value was said that a request can have.</summary>
    public bool HasValue =>
        Amounts.Any
        || Months is not null
        || Kind is not null
        || Due.Date is not null
        || Package.Name is not null;

    /// <summary>A new value was set against an old one.</summary>
    public bool Contrast =>
        (Amounts is { Contrast: true, Any: true })
        || (KindSaid is { Contrast: true, Kind: not null })
        || Due is { Contrast: true, Date: not null }
        || Package is { Contrast: true, Name: not null }
        // "No, for two months" says how long instead.
        || (Months is not null && Said.Pending is Pending.Confirm or Pending.OfferChoice);
}
