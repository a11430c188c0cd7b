using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ports;
using CreditBot.Storage;

namespace CreditBot.Identity;

/// <summary>Who is who: managers, people of clients, and their chat identities (design.md §5).</summary>
internal sealed class People(IStore store)
{
    /// <summary>More people than an agency has; lists are read whole.</summary>
    private const int Most = 100_000;

    public async ValueTask<Person?> FindAsync(AgencyId agency, string id, CancellationToken stop) =>
        (await store.ReadAsync<Person>(agency, DocumentKinds.Person, id, stop)).Value;

    /// <summary>The person behind a chat identity, or null for a stranger.</summary>
    public async ValueTask<Person?> WhoIsAsync(
        AgencyId agency,
        ChatIdentity who,
        CancellationToken stop
    ) =>
        (await store.ReadAsync<string>(agency, DocumentKinds.Identity, KeyOf(who), stop)).Value
            is { } id
            ? await FindAsync(agency, id, stop)
            : null;

    /// <summary>By id or by e-mail.</summary>
    public async ValueTask<Person?> ByIdOrEmailAsync(
        AgencyId agency,
        string idOrEmail,
        CancellationToken stop
    ) =>
        idOrEmail.Contains('@', StringComparison.Ordinal)
            ? await ByEmailAsync(agency, idOrEmail, stop)
            : await FindAsync(agency, idOrEmail, stop);

    public async ValueTask<Person?> ByEmailAsync(
        AgencyId agency,
        string email,
        CancellationToken stop
    ) =>
        (await store.ReadAsync<string>(agency, DocumentKinds.Email, EmailKey(email), stop)).Value
            is { } id
            ? await FindAsync(agency, id, stop)
            : null;

    public async Task<IReadOnlyList<Person>> AllAsync(AgencyId agency, CancellationToken stop) =>
        [
            .. (
                await store.DocumentsAsync(agency, DocumentKinds.Person, "", null, Most, stop)
            ).Select(Documents.Parse<Person>),
        ];

    /// <summary>Everybody, as they are there or away at a moment.</summary>
    public async Task<Team> TeamAsync(
        AgencyId agency,
        NodaTime.Instant now,
        CancellationToken stop
    ) => new(await AllAsync(agency, stop), now);

    public async Task<IReadOnlyList<Person>> ManagersAsync(
        AgencyId agency,
        CancellationToken stop
    ) => [.. (await AllAsync(agency, stop)).Where(person => person.IsManager)];

    /// <summary>The manager with an id, or whose name begins like this; null when none or several fit.</summary>
    public async Task<Person?> ManagerAsync(
        AgencyId agency,
        string idOrName,
        CancellationToken stop
    ) =>
        (await ManagersAsync(agency, stop)).Where(manager => manager.IsCalled(idOrName)).ToList()
            is [var only]
            ? only
            : null;

    /// <summary>People who belong to a client.</summary>
    public async Task<IReadOnlyList<Person>> OfClientAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    ) =>
        [
            .. (await AllAsync(agency, stop)).Where(person =>
                person.Clients.ContainsKey(client.Value)
            ),
        ];

    /// <summary>Makes somebody a manager: a new person, or the one who has the e-mail already. Null when the id is another person's.</summary>
    public async Task<Person?> AddManagerAsync(
        AgencyId agency,
        string? id,
        string name,
        string? email,
        CancellationToken stop
    )
    {
        while (true)
        {
            var known = email is null ? null : await ByEmailAsync(agency, email, stop);
            if (known is null && id is not null && await FindAsync(agency, id, stop) is not null)
            {
                return null;
            }

            if (known is not null)
            {
                return await ChangeAsync(
                    agency,
                    known.Id,
                    person => person with { IsManager = true },
                    _ => [],
                    stop
                );
            }

            var made = Person.New(id ?? await FreeIdAsync(agency, name, stop), name, email) with
            {
                IsManager = true,
            };
            if (await AddAsync(agency, made, stop))
            {
                return made;
            }
        }
    }

    /// <summary>The person for an e-mail, made when there is none yet: the same e-mail is the same person (contract.md, invites).</summary>
    public async Task<Person> EnsureAsync(
        AgencyId agency,
        string name,
        string? email,
        CancellationToken stop
    )
    {
        while (true)
        {
            if (email is not null && await ByEmailAsync(agency, email, stop) is { } known)
            {
                return known;
            }

            var person = Person.New(await FreeIdAsync(agency, name, stop), name, email);
            if (await AddAsync(agency, person, stop))
            {
                return person;
            }
        }
    }

    /// <summary>Changes a person; <paramref name="change"/> is asked again when somebody else was faster.</summary>
    /// <returns>The person as saved.</returns>
    public async Task<Person> ChangeAsync(
        AgencyId agency,
        string id,
        Func<Person, Person> change,
        Func<Person, IEnumerable<DocumentWrite>> beside,
        CancellationToken stop
    )
    {
        while (true)
        {
            var (person, version) = await store.ReadAsync<Person>(
                agency,
                DocumentKinds.Person,
                id,
                stop
            );
            var changed = change(
                person ?? throw new InvalidOperationException($"There is no person '{id}'.")
            );
            var commit = new Commit(agency)
            {
                Documents =
                [
                    Documents.Write(DocumentKinds.Person, id, changed, version),
                    .. beside(changed),
                ],
            };
            if (await store.CommitAsync(commit, stop) is CommitOutcome.Done)
            {
                return changed;
            }
        }
    }

    public static string KeyOf(ChatIdentity who) => $"{who.Channel}|{who.Key}";

    /// <summary>How an e-mail is looked up: however it is typed, it is one person's.</summary>
    public static string EmailKey(string email) => email.Trim().ToLowerInvariant();

    private async Task<bool> AddAsync(AgencyId agency, Person person, CancellationToken stop)
    {
        var writes = ImmutableList.Create(
            Documents.Write(DocumentKinds.Person, person.Id, person, 0)
        );
        if (person.Email is { } email)
        {
            writes = writes.Add(
                Documents.Write(DocumentKinds.Email, EmailKey(email), person.Id, 0)
            );
        }

        return await store.CommitAsync(new Commit(agency) { Documents = writes }, stop)
            is CommitOutcome.Done;
    }

    private async Task<string> FreeIdAsync(AgencyId agency, string name, CancellationToken stop)
    {
        var stem = Slug.Of(name, "person");
        for (var n = 1; ; n++)
        {
            var id = n == 1 ? stem : $"{stem}-{n}";
            if (!PersonId.IsReserved(id) && await FindAsync(agency, id, stop) is null)
            {
                return id;
            }
        }
    }
}
