using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Pages.SignIn;

/// <summary>What is to be mailed; the code is made when the mail is, so that none waits in the store.</summary>
/// <param name="Site">Where the link leads; null leaves the link out and mails the code alone.</param>
/// <param name="OrderedAt">Microseconds since 1970.</param>
internal sealed record SignInOrder(string Person, string? Site, long OrderedAt);

/// <summary>Orders links for people who ask for one by their address.</summary>
internal sealed class SignInLinks(IStore store, People people, IClock clock)
{
    private const int MostAnHour = 3;

    /// <summary>Orders a link when the address is an invited person's, and at most three an hour; says nothing of which it was.</summary>
    public async Task OrderAsync(
        AgencyId agency,
        string email,
        string? site,
        CancellationToken stop
    )
    {
        if (await people.ByEmailAsync(agency, email, stop) is not { } person)
        {
            return;
        }

        var now = Instants.WholeMicroseconds(clock.GetCurrentInstant());
        var (sent, version) = await store.ReadAsync<List<long>>(
            agency,
            DocumentKinds.SignInMails,
            person.Id,
            stop
        );
        var lately = (sent ?? [])
            .Where(at => Instant.FromUnixTimeMilliseconds(at) > now - Duration.FromHours(1))
            .ToList();
        if (lately.Count >= MostAnHour)
        {
            return;
        }

        lately.Add(now.ToUnixTimeMilliseconds());
        var order = new SignInOrder(
            person.Id,
            site,
            Instants.ToUnixTimeMicroseconds(Instants.WholeMicroseconds(now))
        );
        // Losing the race means that somebody has just ordered one for the same person.
        await store.CommitAsync(
            new Commit(agency)
            {
                Documents =
                [
                    Documents.Write(DocumentKinds.SignInMails, person.Id, lately, version),
                ],
                Outbox =
                [
                    new OutboxMessage(
                        agency,
                        $"sign-in/{person.Id}/{order.OrderedAt}",
                        OutboxKinds.SignIn,
                        $"person:{person.Id}",
                        JsonSerializer.Serialize(order),
                        OutboxState.Waiting,
                        now
                    ),
                ],
            },
            stop
        );
    }
}
