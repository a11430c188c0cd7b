using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Ports;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Requests;

/// <summary>Where a client's approver is named, asked to send what a colleague wants, and says no (design.md §5).</summary>
internal sealed class Approvers(IStore store, Ledgers ledgers, People people, CreditDesk credits)
{
    /// <summary>Asks the client's approver; null when there is none who can be asked.</summary>
    /// <param name="offer">What was picked, without its price.</param>
    public async Task<Person?> AskAsync(
        Actor actor,
        ClientId client,
        string offer,
        string? reason,
        LocalDate? due,
        CancellationToken stop
    )
    {
        var terms = (await store.ClientAsync(actor.Agency, client, stop))?.Terms;
        if (
            terms?.Approver is not { } id
            || await OfClientAsync(actor, client, id.Value, stop) is not { } approver
        )
        {
            return null;
        }

        await TellAsync(
            actor,
            new Notice.ToConfirm(
                approver.Id,
                client.Value,
                actor.By.Value,
                offer,
                reason,
                due is { } date ? LocalDatePattern.Iso.Format(date) : null
            ),
            stop
        );
        return approver;
    }

    /// <summary>Tells who wanted it that it isn't sent; null when that is nobody of the client.</summary>
    /// <param name="by">From a card, so that only somebody of the same client is told.</param>
    public async Task<Person?> RefuseAsync(
        Actor actor,
        ClientId client,
        string by,
        string offer,
        CancellationToken stop
    )
    {
        if (await OfClientAsync(actor, client, by, stop) is not { } asker)
        {
            return null;
        }

        await TellAsync(
            actor,
            new Notice.NotConfirmed(asker.Id, client.Value, actor.By.Value, offer),
            stop
        );
        return asker;
    }

    /// <summary>Names the client's approver, or nobody; null when the client has nobody of that name, or several.</summary>
    /// <param name="who">By id, e-mail or the beginning of the name; null for nobody.</param>
    /// <param name="above">The price up to which nobody has to confirm.</param>
    public async Task<LedgerResult?> SetAsync(
        Actor actor,
        ClientId client,
        string? who,
        decimal? above,
        CancellationToken stop
    )
    {
        var theirs = who is null
            ? []
            : (await people.OfClientAsync(actor.Agency, client, stop))
                .Where(person =>
                    person.IsCalled(who)
                    || string.Equals(person.Email, who, StringComparison.OrdinalIgnoreCase)
                )
                .ToList();
        if (who is not null && theirs.Count != 1)
        {
            return null;
        }

        var currency = (await ledgers.AgencyAsync(actor.Agency, stop)).Terms.Catalog.Currency;
        return await credits.ChangeTermsAsync(
            actor,
            client,
            state => new ChangeTerms(
                state.Terms with
                {
                    Approver = theirs is [var only] ? new PersonId(only.Id) : null,
                    ApproverAbove = above is { } price ? new Money(price, currency) : null,
                }
            ),
            null,
            stop
        );
    }

    private async Task<Person?> OfClientAsync(
        Actor actor,
        ClientId client,
        string id,
        CancellationToken stop
    ) =>
        await people.FindAsync(actor.Agency, id, stop) is { } person
        && person.Clients.ContainsKey(client.Value)
            ? person
            : null;

    private async Task TellAsync(Actor actor, Notice notice, CancellationToken stop)
    {
        var now = ledgers.Now;
        var message = OutboxMessages.Of(
            actor.Agency,
            notice,
            OutboxMessages.NewId($"{actor.By.Value}/{notice.Person}", now),
            now
        );
        await store.CommitAsync(new Commit(actor.Agency) { Outbox = [message] }, stop);
    }
}
