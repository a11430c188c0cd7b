using CreditBot.Commands;
using CreditBot.Settings;

namespace CreditBot.Tests.Settings;

/// <summary>Wrong settings stop the start with one clear line per mistake (contract.md, Settings).</summary>
public sealed class WrongSettingsTests
{
    [Theory]
    [InlineData(
        "Agency:TimeZone=New York",
        "Agency:TimeZone is 'New York'; write a time zone of the tz database"
    )]
    [InlineData("Agency:Currency=dollars", "Agency:Currency is 'dollars'; write an ISO 4217 code")]
    [InlineData(
        "Agency:CostPerCredit=ten cents",
        "Agency:CostPerCredit is 'ten cents'; write a number"
    )]
    [InlineData("Agency:CostPerCredit=-1", "Agency:CostPerCredit is '-1'; write a number from 0")]
    [InlineData(
        "Agency:CostPerCredit:0:PerCredit=0.10",
        "Agency:CostPerCredit:0:From is missing; write the date"
    )]
    [InlineData(
        "Agency:CostPerCredit:0:From=2026-12-01",
        "Agency:CostPerCredit:0:PerCredit is missing; write a price"
    )]
    [InlineData(
        "Agency:CostPerCredit:0:From=December",
        "Agency:CostPerCredit:0:From is 'December'; write a date such as 2026-12-01"
    )]
    [InlineData("Agency:ExtraCreditPrice=x", "Agency:ExtraCreditPrice is 'x'")]
    [InlineData(
        "Agency:WorkingHours=always",
        "Agency:WorkingHours is 'always'; write days and hours such as Mon-Fri 09:00-17:00"
    )]
    [InlineData(
        "Agency:WorkingHours=Mon-Fri 17:00-09:00",
        "Agency:WorkingHours is 'Mon-Fri 17:00-09:00'"
    )]
    [InlineData(
        "Agency:Holidays:0=Christmas",
        "Agency:Holidays holds 'Christmas'; write dates such as 2026-12-25"
    )]
    [InlineData("Agency:Holidays=2026-12-25,Boxing-Day", "Agency:Holidays holds 'Boxing-Day'")]
    [InlineData("Packages:0:Credits=50", "Packages:0:Name is missing")]
    [InlineData("Packages:0:Name=Basic", "Packages:0:Credits and Fee")]
    [InlineData("Policy:LapseAfterDays=0", "Policy:LapseAfterDays is '0'; write a number from 1")]
    [InlineData("Policy:UndoMinutes=1.5", "Policy:UndoMinutes is 1.5; write a whole number")]
    [InlineData("Policy:RemindAfterHours=soon", "Policy:RemindAfterHours is 'soon'")]
    [InlineData(
        "Policy:Limit:0:Credits=50",
        "Policy:Limit is no setting; there are LapseAfterDays"
    )]
    [InlineData("Policy:Limits:0:Manager=dana", "Policy:Limits:0:Credits and Price are missing")]
    [InlineData(
        "Policy:Limits:0:Credits=fifty",
        "Policy:Limits:0:Credits is 'fifty'; write a number"
    )]
    [InlineData(
        "Policy:Limits:0:Credits=0.0001",
        "Policy:Limits:0:Credits is 0.0001; write at most 3"
    )]
    [InlineData(
        "Policy:Limits:0:Role=boss & Policy:Limits:0:Credits=5",
        "Policy:Limits:0:Role is 'boss'; write one of account_manager, backup, on_call"
    )]
    [InlineData(
        "Policy:Limits:0:Role=backup & Policy:Limits:0:Manager=dana;Policy:Limits:0:Credits=5",
        "Policy:Limits:0:Role stands beside Manager"
    )]
    [InlineData(
        "Policy:Limits:0:Credits=5 & Policy:Limits:1:Price=5",
        "Policy:Limits:1:Kind has a limit of the same manager or role already"
    )]
    [InlineData(
        "Policy:Limits:0:Kind=gift & Policy:Limits:0:Credits=5",
        "Policy:Limits:0:Kind is 'gift'; write one of one_time, ongoing, upgrade"
    )]
    [InlineData(
        "Policy:SecondApprover:0:Kind=one_time",
        "Policy:SecondApprover:0:Credits and Price are missing"
    )]
    [InlineData(
        "Policy:SecondApprover:0:Credits=5 & Policy:SecondApprover:1:Credits=6",
        "Policy:SecondApprover:1:Kind is there twice"
    )]
    [InlineData(
        "Policy:AutoApproval:MinimumMargin=50",
        "Policy:AutoApproval:CreditsPerPeriod is missing"
    )]
    [InlineData(
        "Policy:AutoApproval:CreditsPerPeriod=some",
        "Policy:AutoApproval:CreditsPerPeriod is 'some'"
    )]
    [InlineData(
        "Policy:PriceFloors:0:Kind=one_time",
        "Policy:PriceFloors:0:PerCredit is missing; write the least price"
    )]
    [InlineData(
        "Policy:PriceFloors:0:Kind=one_time & Policy:PriceFloors:0:PerCredit=1.00",
        "Policy:PriceFloors:0:PerCredit is 1.00, above the list price of an extra credit of Enterprise (0.998)"
    )]
    [InlineData(
        "Policy:PriceFloors:0:Kind=upgrade & Policy:PriceFloors:0:PerCredit=1.50",
        "Policy:PriceFloors:0:PerCredit is 1.50, above the list price of a credit in Professional"
    )]
    [InlineData(
        "Reports:SendAt=7 o'clock",
        "Reports:SendAt is '7 o'clock'; write a time such as 07:00"
    )]
    [InlineData(
        "Understanding:Encoder=maybe",
        "Understanding:Encoder is 'maybe'; write auto, off or required"
    )]
    [InlineData(
        "Understanding:Model:Endpoint=http://models.example/v1 & Understanding:Model:Name=small",
        "Understanding:Model:Endpoint is 'http://models.example/v1'; write an https address, or an http one on this machine"
    )]
    [InlineData(
        "Understanding:Model:Name=small",
        "Understanding:Model:Endpoint is missing; write the address of an OpenAI-compatible endpoint"
    )]
    [InlineData(
        "Understanding:Model:Endpoint=https://models.example/v1",
        "Understanding:Model:Name is missing; write the model's name at the endpoint"
    )]
    [InlineData(
        "Understanding:Model:Endpoint=https://models.example/v1 & Understanding:Model:Name=small & Understanding:Model:Timeout=00:05:00",
        "Understanding:Model:Timeout is '00:05:00'; write 00:00:00.2 to 00:00:30"
    )]
    [InlineData("Reports:GraceDays=40", "Reports:GraceDays is '40'")]
    [InlineData(
        "Reports:Recipients:0=owner",
        "Reports:Recipients holds 'owner'; write an e-mail address"
    )]
    [InlineData("Reports:Recipients=owner@a.example;nobody", "Reports:Recipients holds 'nobody'")]
    [InlineData("Reports:Recipients:0:Email=", "Reports:Recipients holds ''")]
    [InlineData("Seed:Demo=perhaps", "Seed:Demo is 'perhaps'; write true or false")]
    [InlineData("Storage:Provider=sqlite", "Storage:Provider is 'sqlite'")]
    [InlineData("Storage:Provider=postgresql", "Storage:ConnectionString is missing; write it as")]
    [InlineData("Storage:Path=", "Storage:Path is empty")]
    [InlineData("Mail:From=not an address", "Mail:From must be one address")]
    [InlineData("Mail:Smtp:Port=smtp", "Mail:Smtp:Port must be a number from 1 to 65535")]
    [InlineData("Mail:Smtp:Port=70000", "Mail:Smtp:Port must be a number from 1 to 65535")]
    [InlineData(
        "Mail:Smtp:User=someone",
        "Mail:Smtp:User and Mail:Smtp:Password must be set together"
    )]
    [InlineData("Bot:OpenIdMetadata=here", "Bot:OpenIdMetadata 'here' is no web address")]
    [InlineData(
        "Bot:OpenIdMetadata=http://login.example/keys",
        "Bot:OpenIdMetadata 'http://login.example/keys' is plain http"
    )]
    [InlineData(
        "Bot:ServiceHosts:0=https://smba.example",
        "Bot:ServiceHosts 'https://smba.example' is no host name"
    )]
    [InlineData("Bot:AppPassword=secret", "Bot:AppPassword is set without Bot:AppId")]
    [InlineData("Slack:ApiBaseUrl=slack", "Slack:ApiBaseUrl 'slack' is no web address")]
    [InlineData(
        "Slack:ApiBaseUrl=http://slack.example/api",
        "Slack:ApiBaseUrl 'http://slack.example/api' is plain http"
    )]
    [InlineData("Slack:Workspaces:0:Team=T1", "Slack:Workspaces:0 needs Team and BotToken")]
    [InlineData(
        "Slack:Workspaces:0:Team=T1 & Slack:Workspaces:0:BotToken=a & Slack:Workspaces:1:Team=T1 & Slack:Workspaces:1:BotToken=b",
        "Slack:Workspaces:1 names the workspace T1 again"
    )]
    [InlineData("Api:Keys:0:Hash=abc", "Api:Keys:0:Hash has to be the lower-case hex SHA-256")]
    [InlineData("Api:Keys:0:Scope=everything", "Api:Keys:0:Scope is 'everything'")]
    public void Each_mistake_is_named_with_what_to_write_instead(string setting, string line) =>
        MistakesOf(setting.Split(" & "))
            .ShouldContain(mistake => mistake.StartsWith(line, StringComparison.Ordinal));

    [Fact]
    public void A_key_is_listed_once()
    {
        var hash = new string('0', 64);
        MistakesOf(
                $"Api:Keys:0:Hash={hash}",
                "Api:Keys:0:Scope=read",
                $"Api:Keys:1:Hash={hash}",
                "Api:Keys:1:Scope=usage"
            )
            .ShouldBe(["Api:Keys:1:Hash is listed twice; give each key a line of its own."]);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_whoever_reads_the_setting() =>
        MistakesOf(
                "Agency:TimeZone=x",
                "Reports:GraceDays=x",
                "Storage:Provider=x",
                "Mail:Smtp:Port=x",
                "Bot:AppPassword=x",
                "Api:Keys:0:Scope=x"
            )
            .Select(mistake => mistake.Split(' ')[0])
            .ShouldBe(
                [
                    "Agency:TimeZone",
                    "Reports:GraceDays",
                    "Api:Keys:0:Hash",
                    "Api:Keys:0:Scope",
                    "Storage:Provider",
                    "Mail:Smtp:Port",
                    "Bot:AppPassword",
                ],
                ignoreOrder: true
            );

    [Fact]
    public async Task Mistakes_end_the_start_with_2_and_a_line_each()
    {
        await using var errors = new StringWriter();
        var code = await ServeCommand.RunAsync(
            ["--environment=Production", "--Agency:TimeZone=x", "--Storage:Provider=x"],
            errors,
            TestContext.Current.CancellationToken
        );
        code.ShouldBe(2);
        var lines = errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines.ShouldAllBe(line => !line.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public void Right_settings_have_no_mistakes_in_either_way_of_writing_lists() =>
        Read(
                "Agency:Holidays=2026-12-25, 2026-12-26",
                "Agency:OnCall=dana,sam",
                "Agency:WorkingHours=Mon,Wed-Fri 8:30-12:00",
                "Reports:Recipients=owner@a.example, books@a.example",
                "Packages:0:Name=Small",
                "Packages:0:Credits=12.5",
                "Packages:0:Fee=9.90"
            )
            .ShouldSatisfyAllConditions(
                settings => settings.Holidays.ShouldBe([new(2026, 12, 25), new(2026, 12, 26)]),
                settings => settings.OnCall.Select(id => id.Value).ShouldBe(["dana", "sam"]),
                settings => settings.Recipients.ShouldBe(["owner@a.example", "books@a.example"]),
                settings => settings.Packages.ShouldBe(["Small 12.5 9.90 USD"])
            );

    private static (
        IReadOnlyList<NodaTime.LocalDate> Holidays,
        IReadOnlyList<CreditBot.Amounts.PersonId> OnCall,
        IReadOnlyList<string> Recipients,
        IReadOnlyList<string> Packages
    ) Read(params string[] settings)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationBuilder();
        Microsoft.Extensions.Configuration.CommandLineConfigurationExtensions.AddCommandLine(
            configuration,
            [.. settings.Select(setting => $"--{setting}")]
        );
        var (read, mistakes) = HostSettings.Read(configuration.Build(), isDevelopment: false);
        mistakes.ShouldBeEmpty();
        var terms = read.Agencies.Values.Single().Terms;
        return (
            terms.WorkingTime.Holidays,
            terms.OnCall,
            [.. terms.Recipients.Select(recipient => recipient.Email)],
            [
                .. terms.Catalog.Packages.Select(package =>
                    $"{package.Name} {package.Credits} {package.Fee}"
                ),
            ]
        );
    }

    private static IReadOnlyList<string> MistakesOf(params string[] settings) =>
        Should
            .Throw<WrongSettingsException>(() =>
                CreditBotHost.BuildForCommands(
                    ["--environment=Production", .. settings.Select(setting => $"--{setting}")],
                    _ => { }
                )
            )
            .Mistakes;
}
