using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;
using NodaTime;

namespace CreditBot.Identity;

/// <summary>An agency's people at a moment: who may decide for a client, and who is there to do it (design.md §5).</summary>
internal sealed class Team(IReadOnlyList<Person> everybody, Instant now)
{
    private readonly Dictionary<string, Person> _byId = everybody.ToDictionary(person => person.Id);

    public IReadOnlyList<Person> Everybody => everybody;

    public Person? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The same people with other spans in which one of them is away.</summary>
    public Team With(string person, ImmutableList<Absence> absences) =>
        new(
            [.. everybody.Select(one => one.Id == person ? one with { Absences = absences } : one)],
            now
        );

    public bool IsAway(Person person) => person.AbsenceAt(now) is not null;

    /// <summary>Those who belong to a client and those who decide in the place of one of them: none of them decides its requests.</summary>
    public IReadOnlyList<Person> Barred(ClientId client) =>
        [
            .. everybody
                .Where(person => person.Clients.ContainsKey(client.Value))
                .SelectMany(person => StandIns(person).Prepend(person))
                .Distinct(),
        ];

    /// <summary>Managers decide, unless they are barred.</summary>
    public bool MayDecide(Person person, ClientId client) =>
        person.IsManager && !Barred(client).Contains(person);

    /// <summary>Whether they may approve so much for a client: they may decide for it, and it is within their limit (design.md §5, Policy).</summary>
    public bool MayApprove(
        Person person,
        RequestSize size,
        ClientState client,
        AgencyTerms terms
    ) =>
        MayDecide(person, client.Id)
        && terms.Policy.MayApprove(new PersonId(person.Id), size, client, terms.OnCall);

    /// <summary>Those who may decide for a client.</summary>
    public IReadOnlyList<Person> Deciders(ClientId client) =>
        [.. everybody.Where(person => person.IsManager).Except(Barred(client))];

    /// <summary>Who decides in somebody's place, themselves while they are there; null when everybody asked to is away, too.</summary>
    public Person? InPlaceOf(Person person) =>
        StandIns(person).Prepend(person).LastOrDefault() is { } last && !IsAway(last) ? last : null;

    /// <summary>Whom an absent person has named, whom that one has named if absent as well, and so on.</summary>
    private List<Person> StandIns(Person person)
    {
        var named = new List<Person>();
        while (
            person.AbsenceAt(now) is { } away
            && Find(away.StandIn) is { } next
            && !named.Contains(next)
        )
        {
            named.Add(next);
            person = next;
        }

        return named;
    }
}
