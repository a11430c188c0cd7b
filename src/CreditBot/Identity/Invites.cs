using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Identity;

/// <summary>What a code led to.</summary>
internal abstract record Redeemed
{
    private Redeemed() { }

    public sealed record Linked(Person Person, string? Client) : Redeemed;

    /// <summary>Unknown, used or past its day; one sentence for all, so that nothing can be learnt by guessing.</summary>
    public sealed record Wrong : Redeemed;

    /// <summary>Too many wrong codes in the last hour.</summary>
    public sealed record Locked(Instant Until) : Redeemed;
}

/// <summary>Invites and their codes: 8 base32 characters, single use, 24 hours, five wrong tries an hour (contract.md, invites).</summary>
internal sealed class Invites(IStore store, IClock clock)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int CodeLength = 8;
    private const int WrongTriesAnHour = 5;
    private static readonly Duration Lifetime = Duration.FromHours(24);

    /// <summary>Makes a code by which a person links a chat to themselves, and to a client if one is given.</summary>
    /// <param name="role">What they may do for the client.</param>
    public async Task<(string Code, Instant ExpiresAt)> CreateAsync(
        AgencyId agency,
        string person,
        string? client,
        CancellationToken stop,
        ClientRole role = ClientRole.Requester
    )
    {
        var code = RandomNumberGenerator.GetString(Base32, CodeLength);
        var expires = Instants.WholeMicroseconds(clock.GetCurrentInstant()) + Lifetime;
        var invite = new Invite(
            person,
            client,
            Instants.ToUnixTimeMicroseconds(expires),
            IsUsed: false,
            client is null ? null : role
        );
        await store.CommitAsync(
            new Commit(agency)
            {
                Documents = [Documents.Write(DocumentKinds.Invite, Hash(code), invite, 0)],
            },
            stop
        );
        return (code, expires);
    }

    /// <summary>Links a chat identity by a code. A code for another person than the identity's merges the two.</summary>
    public Task<Redeemed> RedeemAsync(
        AgencyId agency,
        ChatIdentity who,
        string code,
        CancellationToken stop
    ) => RedeemAsync(agency, People.KeyOf(who), _ => People.KeyOf(who), code, stop);

    /// <summary>Signs somebody in on the web by a code: who comes with it is the invited person, whose web identity it links.</summary>
    /// <param name="from">Where the tries come from: wrong ones are counted by it.</param>
    public Task<Redeemed> SignInAsync(
        AgencyId agency,
        string from,
        string code,
        CancellationToken stop
    ) =>
        RedeemAsync(
            agency,
            $"{ChannelNames.Web}|from {from}",
            invite =>
                People.KeyOf(new ChatIdentity(ChannelNames.Web, invite.Person, invite.Person)),
            code,
            stop
        );

    private async Task<Redeemed> RedeemAsync(
        AgencyId agency,
        string tries,
        Func<Invite, string> identityOf,
        string code,
        CancellationToken stop
    )
    {
        var now = clock.GetCurrentInstant();
        var (wrong, wrongVersion) = await store.ReadAsync<List<long>>(
            agency,
            DocumentKinds.WrongCodes,
            tries,
            stop
        );
        var lately = (wrong ?? [])
            .Where(at => Instant.FromUnixTimeMilliseconds(at) > now - Duration.FromHours(1))
            .ToList();
        if (lately.Count >= WrongTriesAnHour)
        {
            return new Redeemed.Locked(
                Instant.FromUnixTimeMilliseconds(lately[^WrongTriesAnHour]) + Duration.FromHours(1)
            );
        }

        var key = Hash(code.Trim().ToUpperInvariant());
        var (invite, version) = await store.ReadAsync<Invite>(
            agency,
            DocumentKinds.Invite,
            key,
            stop
        );
        if (
            invite is null
            || invite.IsUsed
            || Instants.FromUnixTimeMicroseconds(invite.ExpiresAtMicros) <= now
        )
        {
            lately.Add(now.ToUnixTimeMilliseconds());
            // A race of two wrong tries may count as one; the document's version makes the loser try again.
            var counted = Documents.Write(DocumentKinds.WrongCodes, tries, lately, wrongVersion);
            return
                await store.CommitAsync(new Commit(agency) { Documents = [counted] }, stop)
                is CommitOutcome.Done
                ? new Redeemed.Wrong()
                : await RedeemAsync(agency, tries, identityOf, code, stop);
        }

        var used = Documents.Write(
            DocumentKinds.Invite,
            key,
            invite with
            {
                IsUsed = true,
            },
            version
        );
        return await LinkAsync(agency, identityOf(invite), invite, used, stop) is { } person
            ? new Redeemed.Linked(person, invite.Client)
            : new Redeemed.Wrong();
    }

    /// <summary>Whether the client that an invite is for has ended: nobody belongs to it any more.</summary>
    private async ValueTask<bool> IsOverAsync(
        AgencyId agency,
        string? client,
        CancellationToken stop
    ) =>
        ClientId.TryParse(client, out var id)
        && await store.ClientAsync(agency, id, stop) is { } state
        && DueEntries
            .CatchUp(
                state,
                Instant.Max(Instants.WholeMicroseconds(clock.GetCurrentInstant()), state.RecordedAt)
            )
            .State.Standing == Standing.Ended;

    private async Task<Person?> LinkAsync(
        AgencyId agency,
        string identity,
        Invite invite,
        DocumentWrite used,
        CancellationToken stop
    )
    {
        var (invited, invitedVersion) = await store.ReadAsync<Person>(
            agency,
            DocumentKinds.Person,
            invite.Person,
            stop
        );
        if (invited is null || await IsOverAsync(agency, invite.Client, stop))
        {
            return null;
        }

        var (linkedId, identityVersion) = await store.ReadAsync<string>(
            agency,
            DocumentKinds.Identity,
            identity,
            stop
        );
        var writes = ImmutableList.Create(used);
        var person = invited with { Identities = invited.Identities.Add(identity) };
        if (invite.Client is { } client)
        {
            // The newest invite says what they may do.
            var role = invite.Role ?? ClientRole.Requester;
            person = person with { Clients = person.Clients.SetItem(client, role) };
        }

        if (linkedId is not null && linkedId != invite.Person)
        {
            var (other, otherVersion) = await store.ReadAsync<Person>(
                agency,
                DocumentKinds.Person,
                linkedId,
                stop
            );
            if (other is not null)
            {
                person = Merged(person, other);
                writes = writes.Add(
                    new DocumentWrite(DocumentKinds.Person, other.Id, null, otherVersion)
                );
                writes = writes.AddRange(
                    other
                        .Identities.Where(moved => moved != identity)
                        .Select(moved => Documents.Write(DocumentKinds.Identity, moved, person.Id))
                );
                writes = other.Email is { } email
                    ? writes.Add(
                        Documents.Write(DocumentKinds.Email, People.EmailKey(email), person.Id)
                    )
                    : writes;
            }
        }

        writes = writes
            .Add(Documents.Write(DocumentKinds.Person, person.Id, person, invitedVersion))
            .Add(Documents.Write(DocumentKinds.Identity, identity, person.Id, identityVersion));
        return
            await store.CommitAsync(new Commit(agency) { Documents = writes }, stop)
            is CommitOutcome.Done
            ? person
            : null;
    }

    private static Person Merged(Person kept, Person other) =>
        kept with
        {
            IsManager = kept.IsManager || other.IsManager,
            Email = kept.Email ?? other.Email,
            Clients = kept.Clients.SetItems(
                other.Clients.Where(c =>
                    !kept.Clients.TryGetValue(c.Key, out var role) || role < c.Value
                )
            ),
            Identities = kept.Identities.Union(other.Identities),
        };

    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
