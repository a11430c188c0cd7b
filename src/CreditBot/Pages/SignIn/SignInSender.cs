using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Channels.Mail;
using CreditBot.Hosting;
using CreditBot.Identity;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Pages.SignIn;

/// <summary>Takes ordered links out of the outbox: makes the code, writes the mail, hands it over.</summary>
internal sealed class SignInSender(AgencyMail mail, People people, Invites invites, Ledgers ledgers)
    : IOutboxSender
{
    public string Kind => OutboxKinds.SignIn;

    public async Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop)
    {
        var order = JsonSerializer.Deserialize<SignInOrder>(message.Json)!;
        var person = await people.FindAsync(message.Agency, order.Person, stop);
        if (person?.Email is not { } email)
        {
            return new Delivery.Gone($"Person '{order.Person}' has no address any more.");
        }

        // A try that failed leaves a code that nobody has seen; it runs out by itself.
        var (code, _) = await invites.CreateAsync(message.Agency, person.Id, null, stop);
        var agency = await ledgers.AgencyAsync(message.Agency, stop);
        return await mail.DeliverAsync(
            message.Agency,
            from =>
                Task.FromResult(
                    SignInMail.Compose(
                        $"sign-in-{person.Id}-{order.OrderedAt}",
                        from,
                        email,
                        person.Name,
                        agency.Terms.Name,
                        code,
                        order.Site is { } site
                            ? site + PublicSite.SignIn(message.Agency, code)
                            : null,
                        Instants.FromUnixTimeMicroseconds(order.OrderedAt)
                    )
                ),
            stop,
            message.Id
        );
    }
}
