using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>What became of a command.</summary>
internal abstract record CommandOutcome
{
    private CommandOutcome() { }

    /// <summary>It is in the ledger.</summary>
    /// <param name="Client">After it.</param>
    /// <param name="Request">The request that it was about.</param>
    /// <param name="Entry">What was entered about that request last.</param>
    public sealed record Done(
        ClientState Client,
        CreditRequest? Request = null,
        ClientEntry? Entry = null
    ) : CommandOutcome;

    public sealed record Refused(Refusal Refusal) : CommandOutcome;

    /// <param name="ClientName">The client that the person now belongs to; null for a manager.</param>
    /// <param name="MayAsk">They may ask for credits, not only see them.</param>
    public sealed record Linked(string PersonName, string? ClientName, bool MayAsk = true)
        : CommandOutcome;

    /// <summary>Unknown, used or expired: not told apart.</summary>
    public sealed record WrongCode : CommandOutcome;

    public sealed record CodesLocked(Instant Until) : CommandOutcome;

    public sealed record Invited(string Email, string Code, Instant ExpiresAt) : CommandOutcome;

    /// <summary>There is no manager of that name.</summary>
    public sealed record NoSuchManager(string Name) : CommandOutcome;

    /// <summary>What became of "out until …" or "back".</summary>
    public sealed record StoodIn(StandInResult Result) : CommandOutcome;

    public sealed record Lines(IReadOnlyList<InvoiceLine> Found) : CommandOutcome;

    /// <param name="Moved">The lines that were moved, or would be, as they were before.</param>
    /// <param name="There">Those that had come so far already.</param>
    /// <param name="Hindrances">What could not be, in words.</param>
    public sealed record Marked(
        IReadOnlyList<InvoiceLine> Moved,
        IReadOnlyList<InvoiceLine> There,
        IReadOnlyList<string> Hindrances
    ) : CommandOutcome;

    /// <param name="Approver">Who was asked to confirm; null when nobody can be.</param>
    public sealed record AskedApprover(string? Approver) : CommandOutcome;

    /// <param name="By">Who is told.</param>
    public sealed record ToldNo(string By) : CommandOutcome;

    /// <summary>The client has nobody of that name.</summary>
    public sealed record NoSuchPerson(string Name) : CommandOutcome;

    /// <summary>How somebody is told things from now on.</summary>
    public sealed record Wished(Identity.Person Person) : CommandOutcome;

    public sealed record Reported(MonthBook Book) : CommandOutcome;

    /// <summary>The month is before the agency's first, or still to come.</summary>
    public sealed record NoReport(YearMonth Month) : CommandOutcome;

    /// <param name="To">Who was asked; null when nobody could be.</param>
    public sealed record HandedOff(string? To, bool IsLost) : CommandOutcome;

    /// <param name="To">Who gets it, while they have not answered yet; null when they talk anyway.</param>
    public sealed record Told(string? To) : CommandOutcome;

    public sealed record TookBack(string From) : CommandOutcome;

    public sealed record Replied(string To) : CommandOutcome;

    public sealed record Closed(string Person) : CommandOutcome;

    /// <summary>The hand-over was ended meanwhile: nothing was passed on.</summary>
    public sealed record TalkOver : CommandOutcome;
}
