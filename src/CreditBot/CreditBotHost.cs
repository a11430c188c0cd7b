using CreditBot.Api;
using CreditBot.Channels;
using CreditBot.Channels.Mail;
using CreditBot.Channels.Slack;
using CreditBot.Channels.Slack.Turns;
using CreditBot.Channels.Teams;
using CreditBot.Channels.Web;
using CreditBot.Demo;
using CreditBot.Dialog;
using CreditBot.Hosting;
using CreditBot.Identity;
using CreditBot.Jobs;
using CreditBot.Outbox;
using CreditBot.Pages;
using CreditBot.Reporting;
using CreditBot.Reports.Mail;
using CreditBot.Requests;
using CreditBot.Settings;
using CreditBot.Storage;
using CreditBot.Webhooks;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using NodaTime;
using OpenTelemetry.Metrics;
using Scalar.AspNetCore;

namespace CreditBot;

/// <summary>Puts the rooms together; reads as a table of contents.</summary>
internal static class CreditBotHost
{
    private const string DefaultUrl = "http://localhost:3978";

    /// <summary>The whole product.</summary>
    /// <exception cref="WrongSettingsException">The settings have mistakes.</exception>
    public static WebApplication Build(string[] args) => Build(args, _ => { });

    /// <param name="change">Says the last word on what is built: the clock and the server, for a host inside another process.</param>
    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder> change)
    {
        var builder = Builder(args);
        var agencies = AgencySections.Of(builder.Configuration);
        var mistakes = AddRooms(builder, agencies);
        builder.AddPages(agencies);
        AddServing(builder);
        change(builder);
        var app = SettingsCheck.Checked(builder.Build(), mistakes);
        app.UseApiErrors();
        app.MapHealth();
        app.MapOpenApi();
        app.MapScalarApiReference();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapApi();
        app.MapReportFiles();
        app.MapTeams();
        app.MapSlack();
        app.MapPages();
        return app;
    }

    /// <summary>The store and what decides on it, for commands that run without serving.</summary>
    /// <exception cref="WrongSettingsException">The settings have mistakes.</exception>
    public static WebApplication BuildForCommands() => BuildForCommands([], _ => { });

    /// <param name="args">Settings, as on the command line.</param>
    internal static WebApplication BuildForCommands(
        string[] args,
        Action<WebApplicationBuilder> change
    )
    {
        var builder = Builder(args);
        // Standard output is the command's answer.
        builder.Services.Configure<ConsoleLoggerOptions>(options =>
            options.LogToStandardErrorThreshold = LogLevel.Trace
        );
        var mistakes = AddRooms(builder, AgencySections.Of(builder.Configuration));
        change(builder);
        return SettingsCheck.Checked(builder.Build(), mistakes);
    }

    private static WebApplicationBuilder Builder(string[] args) =>
        // Settings and pages lie beside the program, wherever it was started from.
        WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
        );

    /// <returns>The mistakes in the settings that the host reads itself.</returns>
    private static IReadOnlyList<string> AddRooms(
        WebApplicationBuilder builder,
        AgencySections agencies
    )
    {
        var (settings, mistakes) = HostSettings.Read(
            builder.Configuration,
            agencies,
            builder.Environment.IsDevelopment()
        );
        builder.Services.AddSingleton(settings).AddSingleton(agencies);
        builder.Services.AddClock(builder.Configuration);
        builder.Services.AddStorage();
        builder.Services.AddSingleton<ApiKeys>().AddSingleton<ApiGate>();
        builder.Services.AddSingleton<People>().AddSingleton<Invites>();
        builder
            .Services.AddSingleton<WebhookBook>()
            .AddSingleton<IOutboxSender, WebhookSender>()
            .AddSingleton<Ledgers>()
            .AddSingleton<Counters>()
            .AddSingleton<RequestAudience>();
        builder
            .Services.AddSingleton<RequestDesk>()
            .AddSingleton<Policies>()
            .AddSingleton<CreditDesk>()
            .AddSingleton<HoldDesk>()
            .AddSingleton<Reversals>()
            .AddSingleton<StandIns>()
            .AddSingleton<Approvers>()
            .AddSingleton<ClientDesk>()
            .AddSingleton<Farewells>()
            .AddSingleton<UsageIntake>();
        builder
            .Services.AddSingleton<Accounts>()
            .AddSingleton<PastCredits>()
            .AddSingleton<Pool>()
            .AddSingleton<Conversations>()
            .AddSingleton<BookKeeper>()
            .AddSingleton<MonthFiles>()
            .AddSingleton<ReportEditions>()
            .AddSingleton<ReportLinks>()
            .AddSingleton<DeadLetters>()
            .AddSingleton<Billing.Invoices>()
            .AddSingleton<ReportRuns>();
        foreach (var agency in agencies.All)
        {
            builder.Services.AddReportMail(agency.Effective, agency.Id);
        }

        builder.Services.AddSingleton(provider => new AgencyMail(agency =>
            provider.GetKeyedService<IMailSender>(agency.Value)
        ));
        builder.Services.AddSingleton<IOutboxSender, ReportSender>();
        builder.Services.AddWebChannel();
        builder.Services.AddSingleton<IChannel, MailChannel>();
        builder.Services.AddDialog(settings.Understanding);
        builder.Services.AddTeams(agencies);
        builder.Services.AddSlack(agencies);
        return mistakes;
    }

    /// <summary>What runs by itself, in the order in which it starts: the store is filled before anybody is served.</summary>
    private static void AddServing(WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.AddHostedClock();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<StoreWatch>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<StoreWatch>());
        builder.Services.AddHostedService<Leaving>();
        builder
            .Services.AddOptions<LeavingOptions>()
            .BindConfiguration(LeavingOptions.Section)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LeavingOptions>, LeavingOptionsValidator>();
        builder.Services.AddHostedService<AgencySeed>();
        builder.Services.AddSingleton<OutboxDispatcher>();
        builder.Services.AddHostedService(provider =>
            provider.GetRequiredService<OutboxDispatcher>()
        );
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SlackWork>());
        builder.Services.AddJobs();
        builder.Services.AddHostedService<Welcome>();
        builder.Services.AddApiDocs();
        builder
            .Services.AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddMeter(StoreWatch.Name)
                    .AddPrometheusExporter()
            );
        // The gate answers what can't be bound, in every environment alike and to nobody without a key.
        builder.Services.Configure<RouteHandlerOptions>(options =>
            options.ThrowOnBadRequest = false
        );
        builder.Services.ConfigureHttpJsonOptions(options =>
            ApiJson.Configure(options.SerializerOptions)
        );
    }
}
