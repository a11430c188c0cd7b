using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Reports.Mail;
using CreditBot.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditBot.Tests.Settings;

/// <summary>Several agencies in one host: <c>Agencies:{id}:*</c> repeats the sections, and what must be one agency's alone is (contract.md, Settings).</summary>
public sealed class AgenciesTests
{
    private static readonly AgencyId Acme = new("acme");
    private static readonly string Hash = ApiKeys.HashOf("a key");

    [Fact]
    public void Each_agency_has_its_own_terms_and_none_of_the_flat_ones()
    {
        var settings = Read(
            "Agency:Name=Brightside",
            "Agency:Currency=EUR",
            "Agency:TimeZone=Europe/Berlin",
            "Agency:CostPerCredit=0.50",
            "Agency:ExtraCreditPrice=3",
            "Agency:OnCall=dana",
            "Packages:0:Name=Tiny",
            "Packages:0:Credits=5",
            "Packages:0:Fee=9",
            "Policy:UndoMinutes=1",
            "Reports:Recipients=owner@brightside.example",
            "Reports:GraceDays=9",
            "Api:AdminKey=brightside",
            $"Api:Keys:0:Hash={Hash}",
            "Api:Keys:0:Scope=read",
            "Agencies:acme:Agency:Name=Acme Web",
            "Agencies:acme:Agency:Currency=GBP",
            "Agencies:blank:Agency:TimeZone=Asia/Tokyo"
        );

        settings.Agencies.Keys.Select(id => id.Value).ShouldBe(["default", "acme", "blank"]);
        var acme = settings.Agencies[Acme];
        acme.Terms.Name.ShouldBe("Acme Web");
        acme.Terms.Catalog.Currency.ShouldBe("GBP");
        var blank = settings.Agencies[new AgencyId("blank")];
        blank.Terms.Name.ShouldBe("blank");
        blank.Terms.Catalog.Currency.ShouldBe("USD");
        blank.Terms.Catalog.Zone.Id.ShouldBe("Asia/Tokyo");
        foreach (var other in (HostedAgency[])[acme, blank])
        {
            other.AdminKey.ShouldBeNull();
            other.ApiKeys.ShouldBeEmpty();
            other
                .Terms.Catalog.Packages.Select(package => package.Name)
                .ShouldBe(["Basic", "Professional", "Enterprise"]);
            other.Terms.Catalog.ExtraCreditPrice.ShouldBeNull();
            other.Terms.Catalog.CostPerCredit[0].PerCredit.Amount.ShouldBe(0.10m);
            other.Terms.OnCall.ShouldBeEmpty();
            other.Terms.Recipients.ShouldBeEmpty();
            other.Terms.GraceDays.ShouldBe(3);
            other.Terms.Policy.UndoFor.TotalMinutes.ShouldBe(10);
        }
    }

    [Fact]
    public void Only_the_flat_agency_is_a_demo_in_Development_and_another_when_it_says_so()
    {
        var (settings, _) = HostSettings.Read(
            Configuration("Agencies:acme:Seed:Demo=true", "Agencies:blank:Agency:Name=B"),
            isDevelopment: true
        );
        settings
            .Agencies.Select(one => (one.Key.Value, one.Value.SeedDemo))
            .ShouldBe([("default", true), ("acme", true), ("blank", false)]);
    }

    [Fact]
    public void Capitals_of_environment_variables_are_the_same_agency() =>
        Read("AGENCIES:ACME:AGENCY:NAME=Acme Web").Agencies[Acme].Terms.Name.ShouldBe("Acme Web");

    [Theory]
    [InlineData(
        "Agencies:acme:Agency:Currency=pounds",
        "Agencies:acme:Agency:Currency is 'pounds'; write an ISO 4217 code such as USD."
    )]
    [InlineData(
        "Agencies:acme:Agency:TimeZone=London",
        "Agencies:acme:Agency:TimeZone is 'London'"
    )]
    [InlineData("Agencies:acme:Packages:0:Credits=5", "Agencies:acme:Packages:0:Name is missing")]
    [InlineData("Agencies:acme:Policy:Limit:0:Credits=5", "Agencies:acme:Policy:Limit is no")]
    [InlineData("Agencies:acme:Reports:GraceDays=40", "Agencies:acme:Reports:GraceDays is '40'")]
    [InlineData(
        "Agencies:acme:Reports:Recipients:0=owner",
        "Agencies:acme:Reports:Recipients holds 'owner'"
    )]
    [InlineData("Agencies:acme:Seed:Demo=perhaps", "Agencies:acme:Seed:Demo is 'perhaps'")]
    [InlineData("Agencies:acme:Api:Keys:0:Hash=abc", "Agencies:acme:Api:Keys:0:Hash has to be")]
    [InlineData(
        "Agencies:acme:Api:Keys:0:Scope=all",
        "Agencies:acme:Api:Keys:0:Scope is 'all'; write usage"
    )]
    [InlineData("Agencies:acme:Mail:From=nobody", "Agencies:acme:Mail:From must be one address")]
    [InlineData("Agencies:acme:Mail:Smtp:Port=smtp", "Agencies:acme:Mail:Smtp:Port must be")]
    [InlineData(
        "Mail:Smtp:Host=mail.example & Mail:From=us@host.example & Agencies:acme:Agency:Name=Acme",
        "Agencies:acme:Mail:From must be set when Mail:Smtp:Host is"
    )]
    [InlineData(
        "Agencies:acme:Storage:Path=acme.db",
        "Agencies:acme:Storage is no setting; there are Agency, Packages"
    )]
    [InlineData("Agencies:acme:Understanding:Encoder=off", "Agencies:acme:Understanding is no")]
    [InlineData("Agencies:acme:Agncy:Name=x", "Agencies:acme:Agncy is no setting")]
    [InlineData("Agencies:acme=Acme", "Agencies:acme is no text; write the agency's sections")]
    [InlineData("Agencies=acme", "Agencies is no text; write Agencies:{id}:Agency:Name")]
    [InlineData(
        "Agencies:default:Agency:Name=x",
        "Agencies:default is written without Agencies: the flat sections are agency default."
    )]
    [InlineData("Agencies:-acme:Agency:Name=x", "Agencies:-acme is no agency id; write 1 to 64")]
    [InlineData("Agencies:a/b:Agency:Name=x", "Agencies:a/b is no agency id")]
    [InlineData("Agencies:a b:Agency:Name=x", "Agencies:a b is no agency id")]
    [InlineData("Agencies:..:Agency:Name=x", "Agencies:.. is no agency id")]
    [InlineData("Agencies:@:Agency:Name=x", "Agencies:@ is no agency id")]
    public void Each_mistake_names_the_whole_path(string settings, string line) =>
        MistakesOf(settings.Split(" & "))
            .ShouldContain(mistake => mistake.StartsWith(line, StringComparison.Ordinal));

    [Fact]
    public void An_id_is_no_longer_than_64_characters() =>
        MistakesOf($"Agencies:{new string('a', 65)}:Agency:Name=x")
            .ShouldHaveSingleItem()
            .ShouldContain("is no agency id");

    [Fact]
    public void What_all_share_and_is_wrong_is_told_once_where_it_stands() =>
        MistakesOf(
                "Mail:Smtp:Port=smtp",
                "Agencies:acme:Agency:Name=Acme",
                "Agencies:blue:Agency:Name=Blue"
            )
            .ShouldHaveSingleItem()
            .ShouldStartWith("Mail:Smtp:Port must be");

    [Theory]
    [InlineData(
        "Api:AdminKey=a key & Agencies:acme:Api:AdminKey=a key",
        "Agencies:acme:Api:AdminKey is a key of agency default as well; each agency has keys of its own."
    )]
    [InlineData(
        "Api:AdminKey=a key & Agencies:acme:Api:Keys:0:Hash=HASH & Agencies:acme:Api:Keys:0:Scope=read",
        "Agencies:acme:Api:Keys:0:Hash is a key of agency default as well"
    )]
    [InlineData(
        "Agencies:acme:Api:Keys:0:Hash=HASH & Agencies:acme:Api:Keys:0:Scope=read & Agencies:blue:Api:Keys:0:Hash=HASH & Agencies:blue:Api:Keys:0:Scope=read",
        "Agencies:blue:Api:Keys:0:Hash is a key of agency acme as well"
    )]
    [InlineData(
        "Agencies:acme:Api:Keys:0:Hash=HASH & Agencies:acme:Api:Keys:0:Scope=read & Agencies:blue:Api:AdminKey=a key",
        "Agencies:blue:Api:AdminKey is a key of agency acme as well"
    )]
    public void No_key_opens_two_agencies(string settings, string line) =>
        MistakesOf(settings.Replace("HASH", Hash, StringComparison.Ordinal).Split(" & "))
            .ShouldHaveSingleItem()
            .ShouldStartWith(line);

    [Theory]
    [InlineData(
        "Slack:SigningSecret=s & Slack:BotToken=a & Agencies:acme:Slack:SigningSecret=s & Agencies:acme:Slack:Workspaces:0:Team=T1 & Agencies:acme:Slack:Workspaces:0:BotToken=b",
        "Slack:BotToken is for every workspace of the app, and agency acme has the same app (Slack:SigningSecret): name the workspaces of each in Slack:Workspaces."
    )]
    [InlineData(
        "Agencies:blue:Slack:SigningSecret=s & Agencies:acme:Slack:SigningSecret=s & Agencies:acme:Slack:Workspaces:0:Team=T1 & Agencies:acme:Slack:Workspaces:0:BotToken=b",
        "Agencies:blue:Slack:Workspaces is missing: agency acme has the same app"
    )]
    [InlineData(
        "Slack:Workspaces:0:Team=T1 & Slack:Workspaces:0:BotToken=a & Agencies:acme:Slack:Workspaces:0:Team=T1 & Agencies:acme:Slack:Workspaces:0:BotToken=b",
        "Agencies:acme:Slack:Workspaces:0 names the workspace T1, which agency default names too: a workspace belongs to one agency."
    )]
    [InlineData(
        "Slack:SigningSecret=s & Slack:BotToken=a & Agencies:acme:Slack:SigningSecret=t & Agencies:acme:Slack:BotToken=a",
        "Agencies:acme:Slack:BotToken is a bot token of agency default"
    )]
    [InlineData(
        "Slack:SigningSecret=s & Slack:BotToken=a & Agencies:acme:Slack:SigningSecret=t & Agencies:acme:Slack:Workspaces:0:Team=T1 & Agencies:acme:Slack:Workspaces:0:BotToken=a",
        "Agencies:acme:Slack:Workspaces:0 has a bot token of agency default"
    )]
    [InlineData(
        "Agencies:acme:Slack:Workspaces:0:Team=T1",
        "Agencies:acme:Slack:Workspaces:0 needs Team and BotToken"
    )]
    [InlineData(
        "Agencies:acme:Slack:ApiBaseUrl=slack",
        "Agencies:acme:Slack:ApiBaseUrl 'slack' is no web address"
    )]
    [InlineData(
        "Bot:AppId=a & Bot:TenantId=t & Agencies:acme:Bot:AppId=b & Agencies:acme:Bot:TenantId=T",
        "Agencies:acme:Bot:TenantId is the tenant of agency default as well: a tenant belongs to one agency."
    )]
    [InlineData(
        "Bot:AppId=a & Agencies:acme:Bot:TenantId=t",
        "Bot:TenantId is missing: agency acme has the same Bot:AppId"
    )]
    [InlineData(
        "Bot:AppId=a & Bot:TenantId=t & Agencies:acme:Bot:AppId=A",
        "Agencies:acme:Bot:TenantId is missing: agency default has the same Bot:AppId"
    )]
    [InlineData(
        "Bot:AppId=a & Bot:AppPassword=p & Bot:TenantId=t & Agencies:acme:Bot:AppId=a & Agencies:acme:Bot:TenantId=u",
        "Agencies:acme:Bot:AppId is the one of agency default, with another password or cloud"
    )]
    [InlineData(
        "Agencies:acme:Bot:AppPassword=p",
        "Agencies:acme:Bot:AppPassword is set without Bot:AppId"
    )]
    [InlineData(
        "Agencies:acme:Bot:ServiceHosts=https://a.example",
        "Agencies:acme:Bot:ServiceHosts 'https://a.example' is no host name"
    )]
    public void What_leaves_open_whose_a_call_or_an_activity_is_stops_the_start(
        string settings,
        string line
    ) =>
        MistakesOf(settings.Split(" & "))
            .ShouldContain(mistake => mistake.StartsWith(line, StringComparison.Ordinal));

    [Fact]
    public void Mail_leaves_by_the_host_s_server_from_the_agency_s_own_address_or_by_its_own_server()
    {
        var app = Build(
            "Mail:Smtp:Host=mail.host.example",
            "Mail:Smtp:User=host",
            "Mail:Smtp:Password=secret",
            "Mail:From=us@host.example",
            "Mail:LinkAddress=https://credits.host.example",
            "Mail:AttachmentLimitMegabytes=3",
            "Agencies:acme:Mail:From=Acme <hello@acme.example>",
            "Agencies:own:Mail:From=own@own.example",
            "Agencies:own:Mail:Smtp:Host=smtp.own.example",
            "Agencies:own:Mail:LinkAddress=https://credits.own.example"
        );
        var options = app.Services.GetRequiredService<IOptionsMonitor<MailOptions>>();

        var acme = options.Get("acme");
        acme.From.ShouldBe("Acme <hello@acme.example>");
        (acme.Smtp.Host, acme.Smtp.User, acme.Smtp.Password).ShouldBe(
            ("mail.host.example", "host", "secret")
        );
        (acme.LinkAddress, acme.AttachmentLimitMegabytes).ShouldBe(
            ("https://credits.host.example", 3)
        );
        var own = options.Get("own");
        own.Smtp.Host.ShouldBe("smtp.own.example");
        // The host's password is not for another's server.
        own.Smtp.User.ShouldBeNull();
        own.Smtp.Password.ShouldBeNull();
        own.LinkAddress.ShouldBe("https://credits.own.example");
        app.Services.GetRequiredKeyedService<IMailSender>("acme")
            .From.ShouldBe("Acme <hello@acme.example>");
    }

    [Fact]
    public void Without_a_server_each_agency_s_mail_goes_into_a_folder_of_its_own()
    {
        var options = Build(
            "Mail:PickupDirectory=out",
            "Agencies:acme:Agency:Name=Acme",
            "Agencies:own:Mail:PickupDirectory=elsewhere"
        )
            .Services.GetRequiredService<IOptionsMonitor<MailOptions>>();
        options.Get("default").PickupDirectory.ShouldBe("out");
        options.Get("acme").PickupDirectory.ShouldBe(Path.Combine("out", "acme"));
        options.Get("own").PickupDirectory.ShouldBe("elsewhere");
    }

    private static HostSettings Read(params string[] settings)
    {
        var (read, mistakes) = HostSettings.Read(Configuration(settings), isDevelopment: false);
        mistakes.ShouldBeEmpty();
        return read;
    }

    private static IConfiguration Configuration(params string[] settings) =>
        new ConfigurationBuilder()
            .AddCommandLine([.. settings.Select(setting => $"--{setting}")])
            .Build();

    private static WebApplication Build(params string[] settings) =>
        CreditBotHost.BuildForCommands(
            ["--environment=Production", .. settings.Select(setting => $"--{setting}")],
            _ => { }
        );

    private static IReadOnlyList<string> MistakesOf(params string[] settings) =>
        Should.Throw<WrongSettingsException>(() => Build(settings)).Mistakes;
}
