using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Policy;
using CreditBot.Requests;
using NodaTime;
using NodaTime.Text;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Requests;

/// <summary>Who is asked, reminded and asked next, in working time (design.md §5).</summary>
public class AnswerPlanTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    private static readonly Person Dana = Manager("dana");
    private static readonly Person Sam = Manager("sam");
    private static readonly Person Kim = Manager("kim");

    [Theory]
    // Friday noon: five hours are left of Friday; eight are over on Monday at 12:00.
    [InlineData("2026-11-20T12:00", "2026-11-20T16:00", "2026-11-23T12:00")]
    // Friday 15:00: two hours of Friday, two of Monday.
    [InlineData("2026-11-20T15:00", "2026-11-23T11:00", "2026-11-23T15:00")]
    // In the night and on Saturday nothing counts.
    [InlineData("2026-11-21T03:00", "2026-11-23T13:00", "2026-11-23T17:00")]
    // Clocks go back on Sunday 25 October, and forward on 29 March: working hours stay those of the wall clock.
    [InlineData("2026-10-23T16:00", "2026-10-26T12:00", "2026-10-26T16:00")]
    [InlineData("2026-03-27T16:00", "2026-03-30T12:00", "2026-03-30T16:00")]
    // The end of a month, and a holiday (Thursday 31 December) in the way.
    [InlineData("2026-12-30T15:00", "2027-01-01T11:00", "2027-01-01T15:00")]
    public void Reminders_and_escalation_count_working_time(
        string since,
        string remindAt,
        string escalateAt
    )
    {
        var plan = Plan([Dana, Sam], At(since));
        plan.Asked.ShouldBe([Dana]);
        plan.Next.ShouldBe(Sam);
        plan.RemindAt.ShouldBe(At(remindAt));
        plan.EscalateAt.ShouldBe(At(escalateAt));
    }

    [Fact]
    public void An_urgent_request_goes_to_whoever_is_on_call_too_and_on_after_half_an_hour()
    {
        var since = At("2026-11-21T03:00");
        var plan = Plan([Dana, Sam, Kim], since, balance: 0, onCall: ["kim"]);
        plan.Asked.ShouldBe([Dana, Kim]);
        plan.Next.ShouldBe(Sam);
        plan.EscalateAt.ShouldBe(since + Duration.FromMinutes(30));
    }

    [Theory]
    // Asked on Friday: Monday is the next working day, Tuesday is not urgent.
    [InlineData("2026-11-23", true)]
    [InlineData("2026-11-24", false)]
    public void What_is_needed_before_the_next_working_day_ends_is_urgent(string due, bool isUrgent)
    {
        var since = At("2026-11-20T12:00");
        var plan = Plan([Dana, Sam], since, due: due);
        (plan.EscalateAt == since + Duration.FromMinutes(30)).ShouldBe(isUrgent);
    }

    [Fact]
    public void Backup_and_on_call_come_before_the_others()
    {
        var since = At("2026-11-20T12:00");
        Plan([Kim, Sam, Dana], since, backup: "sam").Next.ShouldBe(Sam);
        Plan([Kim, Sam, Dana], since, onCall: ["sam"]).Next.ShouldBe(Sam);
        Plan([Kim, Sam, Dana], since).Next.ShouldBe(Kim);
        Plan([Dana], since).Next.ShouldBeNull();
    }

    [Fact]
    public void Nobody_linked_to_the_client_is_asked_reminded_or_asked_next()
    {
        var since = At("2026-11-20T12:00");
        var linked = Dana with { Clients = Dana.Clients.Add("bella", ClientRole.Viewer) };
        var plan = Plan([linked, Sam], since, balance: 0, onCall: ["dana"]);
        plan.Asked.ShouldBe([Sam]);
        plan.Next.ShouldBeNull();
    }

    [Fact]
    public void Without_an_account_manager_all_are_asked_and_nobody_is_left_to_ask()
    {
        var plan = Plan([Sam, Kim], At("2026-11-20T12:00"));
        plan.Asked.ShouldBe([Sam, Kim]);
        plan.Next.ShouldBeNull();
    }

    private static Person Away(string id, string standIn, params string[] clients) =>
        Manager(id) with
        {
            Absences = [Absence.Of(At("2026-11-20T09:00"), At("2026-11-30T00:00"), standIn)],
            Clients = clients.ToImmutableSortedDictionary(client => client, _ => ClientRole.Viewer),
        };

    [Fact]
    public void Whoever_is_away_is_stood_in_for()
    {
        var away = Plan([Away("dana", "kim"), Sam, Kim], At("2026-11-25T10:00"), backup: "sam");
        away.Asked.ShouldBe([Kim]);
        away.Next.ShouldBe(Sam);

        Plan([Away("dana", "kim"), Sam, Kim], At("2026-11-30T00:00"), backup: "sam")
            .Asked.Single()
            .Id.ShouldBe("dana", "she is back");
    }

    [Fact]
    public void A_stand_in_who_is_away_names_the_next_and_a_circle_names_nobody()
    {
        Plan([Away("dana", "sam"), Away("sam", "kim"), Kim], At("2026-11-25T10:00"))
            .Asked.ShouldBe([Kim]);
        Plan([Away("dana", "sam"), Away("sam", "dana"), Kim], At("2026-11-25T10:00"))
            .Asked.ShouldBe([Kim], "whoever is there at all");
        var alone = Plan([Away("dana", "sam"), Away("sam", "dana")], At("2026-11-25T10:00"));
        alone.Asked.Select(person => person.Id).ShouldBe(["dana", "sam"], "better than nobody");
    }

    [Fact]
    public void Nobody_stands_in_for_somebody_at_a_client_of_theirs()
    {
        var plan = Plan([Away("dana", "sam", "bella"), Sam, Kim], At("2026-11-25T10:00"));
        plan.Asked.ShouldBe([Kim], "Dana belongs to it, and Sam decides in her place");
    }

    private static Person Manager(string id) => Person.New(id, id, null) with { IsManager = true };

    private static Instant At(string local) =>
        LocalDateTimePattern
            .CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm")
            .Parse(local)
            .GetValueOrThrow()
            .InZoneLeniently(Berlin)
            .ToInstant();

    private static AnswerPlan Plan(
        IReadOnlyList<Person> everybody,
        Instant since,
        int balance = 10,
        string? due = null,
        string? backup = null,
        IReadOnlyList<string>? onCall = null
    )
    {
        var client = Open("bella", since).State;
        client = Use(AgencyId.Default, client, since, "1", 50 - balance).Clients[0].State;
        client = Request(client, since, 12).State;
        client = client with
        {
            Terms = client.Terms with
            {
                Manager = new PersonId("dana"),
                Backup = backup is null ? null : new PersonId(backup),
            },
        };
        var request = client.Find(new RequestId(12))! with
        {
            Due = due is null ? null : LocalDatePattern.Iso.Parse(due).GetValueOrThrow(),
        };
        var terms = Terms with
        {
            WorkingTime = WorkingTime.Default(Berlin) with
            {
                Holidays = [new LocalDate(2026, 12, 31)],
            },
            OnCall = [.. (onCall ?? []).Select(id => new PersonId(id))],
        };
        return AnswerPlan.Of(request, client, new Team(everybody, since), terms, since);
    }
}
