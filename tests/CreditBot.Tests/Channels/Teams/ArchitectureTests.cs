using NetArchTest.Rules;

namespace CreditBot.Channels.Teams;

public class ArchitectureTests
{
    [Fact]
    public void No_type_of_Bot_Builder_leaves_the_room()
    {
        var result = Types
            .InAssembly(typeof(TeamsChannel).Assembly)
            .That()
            .DoNotResideInNamespaceStartingWith("CreditBot.Channels.Teams")
            .ShouldNot()
            .HaveDependencyOnAny("Microsoft.Bot", "Microsoft.Rest")
            .GetResult();

        (result.FailingTypeNames ?? []).ShouldBeEmpty();
    }

    [Fact]
    public void Cards_know_nothing_of_Bot_Builder_either() =>
        Types
            .InAssembly(typeof(TeamsChannel).Assembly)
            .That()
            .ResideInNamespaceStartingWith("CreditBot.Channels.Teams.Cards")
            .ShouldNot()
            .HaveDependencyOnAny("Microsoft.Bot", "Microsoft.Rest", "Newtonsoft.Json")
            .GetResult()
            .IsSuccessful.ShouldBeTrue();
}
