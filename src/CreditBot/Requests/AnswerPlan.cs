using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Policy;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>Who is asked to decide a request, when they are reminded, and who is asked when they don't answer (design.md §5).</summary>
/// <param name="RemindAt">After some working time.</param>
/// <param name="Next">Null when there is nobody else to ask.</param>
/// <param name="EscalateAt">After more working time; of an urgent request soon, at any hour.</param>
internal sealed record AnswerPlan(
    IReadOnlyList<Person> Asked,
    Instant RemindAt,
    Person? Next,
    Instant EscalateAt
)
{
    /// <param name="since">From when the request waits for the agency.</param>
    public static AnswerPlan Of(
        CreditRequest request,
        ClientState state,
        Team team,
        AgencyTerms terms,
        Instant since
    )
    {
        var isUrgent = Urgency.Of(request, state, terms.WorkingTime, since) is not null;
        var asked = WhoCanApprove(request, state, team, terms);
        if (
            isUrgent
            && InOrder(terms.OnCall, state, team).FirstOrDefault() is { } onCall
            && !asked.Contains(onCall)
        )
        {
            asked = [.. asked, onCall];
        }

        var working = terms.WorkingTime;
        return new AnswerPlan(
            asked,
            working.After(since, terms.Policy.RemindAfter),
            Queue(state, team, terms.OnCall)
                .Concat(There(state, team))
                .FirstOrDefault(person =>
                    !asked.Contains(person) && person.Id != request.FirstApproval?.By.Value
                ),
            isUrgent
                ? since + terms.Policy.UrgentWait
                : working.After(since, terms.Policy.EscalateAfter)
        );
    }

    /// <summary>The client's account manager, else its backup, else who is on call, else every manager; whoever is away is stood in for.</summary>
    public static IReadOnlyList<Person> FirstAsked(
        ClientState state,
        Team team,
        IReadOnlyList<PersonId> onCall
    ) =>
        Queue(state, team, onCall).FirstOrDefault() is { } first ? [first]
        : There(state, team) is { Count: > 0 } there ? there
        : team.Deciders(state.Id);

    /// <summary>Who is asked first; when none of them may approve it, or has done so as the first of two, the next who may is asked with or instead of them.</summary>
    private static IReadOnlyList<Person> WhoCanApprove(
        CreditRequest request,
        ClientState state,
        Team team,
        AgencyTerms terms
    )
    {
        var first = FirstAsked(state, team, terms.OnCall);
        var size = RequestSize.Of(
            state,
            request.FirstApproval?.Terms ?? request.Terms,
            terms.Catalog
        );
        IReadOnlyList<Person> asked = [.. first.Where(IsStillToAsk)];
        if (asked.Any(MayApprove))
        {
            return asked;
        }

        return Queue(state, team, terms.OnCall)
                .Concat(There(state, team))
                .FirstOrDefault(MayApprove)
                is { } next
                ? [.. asked, next]
            : asked.Count > 0 ? asked
            : [.. There(state, team).Where(IsStillToAsk)];

        bool MayApprove(Person person) =>
            IsStillToAsk(person) && team.MayApprove(person, size, state, terms);

        bool IsStillToAsk(Person person) => person.Id != request.FirstApproval?.By.Value;
    }

    private static IEnumerable<Person> Queue(
        ClientState state,
        Team team,
        IReadOnlyList<PersonId> onCall
    ) =>
        InOrder(
            [.. new[] { state.Terms.Manager, state.Terms.Backup }.OfType<PersonId>(), .. onCall],
            state,
            team
        );

    private static IEnumerable<Person> InOrder(
        IEnumerable<PersonId> ids,
        ClientState state,
        Team team
    ) =>
        ids.Select(id => team.Find(id.Value))
            .OfType<Person>()
            .Select(team.InPlaceOf)
            .OfType<Person>()
            .Where(person => team.MayDecide(person, state.Id));

    private static IReadOnlyList<Person> There(ClientState state, Team team) =>
        [.. team.Deciders(state.Id).Where(person => !team.IsAway(person))];
}
