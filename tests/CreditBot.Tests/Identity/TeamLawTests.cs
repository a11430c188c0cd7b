using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Identity;

/// <summary>Whoever is linked, away or standing in for whom: nobody decides for a client of theirs, nor does anybody in their place (design.md §5).</summary>
public class TeamLawTests
{
    private const int Most = 6;

    private static readonly ClientId Bella = ClientId.Parse("bella");
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 25, 10, 0);

    /// <summary>People, each manager or not, linked or not, and whom they name: themselves mean that they are there.</summary>
    private static readonly Gen<(bool IsManager, bool IsLinked, int StandIn)[]> Teams = Gen.Select(
        Gen.Bool,
        Gen.Bool,
        Gen.Int[0, Most - 1]
    ).Array[1, Most];

    [Fact]
    public void Nobody_decides_for_a_client_of_theirs_or_in_the_place_of_somebody_who_does() =>
        Teams.Sample(team =>
        {
            var people = Of(team);
            var barred = Barred(team);
            for (var n = 0; n < team.Length; n++)
            {
                people
                    .MayDecide(people.Everybody[n], Bella)
                    .ShouldBe(team[n].IsManager && !barred[n], $"person {n}");
            }
        });

    [Fact]
    public void Whoever_is_named_in_the_end_is_there() =>
        Teams.Sample(team =>
        {
            var people = Of(team);
            foreach (var person in people.Everybody)
            {
                var instead = people.InPlaceOf(person);
                (instead is null || !people.IsAway(instead)).ShouldBeTrue();
                (people.IsAway(person) || instead == person).ShouldBeTrue();
            }
        });

    private static Team Of((bool IsManager, bool IsLinked, int StandIn)[] team) =>
        new(
            [
                .. team.Select(
                    (one, n) =>
                        Person.New($"p{n}", $"P{n}", null) with
                        {
                            IsManager = one.IsManager,
                            Clients = one.IsLinked
                                ? ImmutableSortedDictionary<string, ClientRole>.Empty.Add(
                                    Bella.Value,
                                    ClientRole.Viewer
                                )
                                : ImmutableSortedDictionary<string, ClientRole>.Empty,
                            Absences =
                                one.StandIn == n
                                    ? null
                                    :
                                    [
                                        Absence.Of(
                                            Now - Duration.FromDays(1),
                                            Now + Duration.FromDays(1),
                                            $"p{one.StandIn}"
                                        ),
                                    ],
                        }
                ),
            ],
            Now
        );

    /// <summary>The linked, and again and again whom any of those barred by being away has named.</summary>
    private static bool[] Barred((bool IsManager, bool IsLinked, int StandIn)[] team)
    {
        var barred = team.Select(one => one.IsLinked).ToArray();
        for (var round = 0; round < team.Length; round++)
        {
            for (var n = 0; n < team.Length; n++)
            {
                if (barred[n] && team[n].StandIn < team.Length)
                {
                    barred[team[n].StandIn] = true;
                }
            }
        }

        return barred;
    }
}
