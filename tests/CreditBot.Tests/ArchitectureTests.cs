using System.Reflection;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Reports.Mail;
using NetArchTest.Rules;

namespace CreditBot.Tests;

/// <summary>Holds each arrow of design.md §6: what a room may know of the others.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Credits = typeof(ClientState).Assembly;
    private static readonly Assembly Reports = typeof(ReportMail).Assembly;
    private static readonly Assembly Host = typeof(CreditBotHost).Assembly;

    [Fact]
    public void Credits_know_nothing_but_time() =>
        Credits
            .GetReferencedAssemblies()
            .Select(reference => reference.Name)
            .Where(name =>
                name is not "NodaTime" && !name!.StartsWith("System", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();

    [Fact]
    public void Credits_do_no_input_or_output() =>
        Clean(
            Types
                .InAssembly(Credits)
                .ShouldNot()
                .HaveDependencyOnAny(
                    "System.IO.File",
                    "System.IO.Stream",
                    "System.Net",
                    "System.Console",
                    "System.Random",
                    "NodaTime.SystemClock"
                )
        );

    [Fact]
    public void Reports_read_month_books_and_nothing_of_the_store() =>
        Clean(
            Types
                .InAssembly(Reports)
                .ShouldNot()
                .HaveDependencyOnAny("CreditBot.Ports", "CreditBot.Storage", "LiteDB")
        );

    [Fact]
    public void Channels_hold_no_rule_about_credits() =>
        Clean(
            Types
                .InAssembly(Host)
                .That()
                .ResideInNamespace("CreditBot.Channels")
                .ShouldNot()
                .HaveDependencyOnAny(
                    "CreditBot.Ledger",
                    "CreditBot.Advice",
                    "CreditBot.Months",
                    "CreditBot.Catalog",
                    "CreditBot.Policy"
                )
        );

    [Theory]
    [InlineData("Teams", "Slack")]
    [InlineData("Teams", "Web")]
    [InlineData("Slack", "Teams")]
    [InlineData("Slack", "Web")]
    [InlineData("Web", "Teams")]
    [InlineData("Web", "Slack")]
    [InlineData("Mail", "Web")]
    public void A_channel_knows_no_other(string one, string other) =>
        Clean(
            Types
                .InAssembly(Host)
                .That()
                .ResideInNamespace($"CreditBot.Channels.{one}")
                .ShouldNot()
                .HaveDependencyOn($"CreditBot.Channels.{other}")
        );

    [Fact]
    public void Only_the_training_knows_the_learning_library() =>
        Clean(
            Types
                .InAssembly(Host)
                .That()
                .DoNotResideInNamespace("CreditBot.Understanding.Training")
                .And()
                .DoNotResideInNamespace("CreditBot.Understanding.Vectors")
                .ShouldNot()
                .HaveDependencyOn("Microsoft.ML")
        );

    [Fact]
    public void Nothing_but_its_room_knows_the_database() =>
        Clean(
            Types
                .InAssembly(Host)
                .That()
                .DoNotResideInNamespace("CreditBot.Storage.LiteDb")
                .ShouldNot()
                .HaveDependencyOn("LiteDB")
        );

    [Fact]
    public void Understanding_turns_text_into_frames_and_knows_no_ledger() =>
        Clean(
            Types
                .InAssembly(Host)
                .That()
                .ResideInNamespace("CreditBot.Understanding")
                .ShouldNot()
                .HaveDependencyOnAny(
                    "CreditBot.Ledger",
                    "CreditBot.Ports",
                    "CreditBot.Storage",
                    "CreditBot.Dialog",
                    "System.Net"
                )
        );

    [Fact]
    public void Month_books_are_made_of_entries_alone() =>
        Clean(
            Types
                .InAssembly(Credits)
                .That()
                .ResideInNamespace(typeof(MonthBook).Namespace)
                .ShouldNot()
                .HaveDependencyOn("CreditBot.Ports")
        );

    private static void Clean(ConditionList rule) =>
        (rule.GetResult().FailingTypeNames ?? []).ShouldBeEmpty();
}
