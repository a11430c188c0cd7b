using CreditBot.Api;
using CreditBot.Channels.Web;
using CreditBot.Identity;
using CreditBot.Outbox;
using CreditBot.Pages;
using CreditBot.Requests;
using CreditBot.Settings;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot;

/// <summary>Puts the rooms together; reads as a table of contents.</summary>
internal static class CreditBotHost
{
    /// <summary>The whole product.</summary>
    /// <exception cref="WrongSettingsException">The settings have mistakes.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = Builder(args);
        AddRooms(builder);
        builder.AddPages();
        var app = builder.Build();
        app.UseApiErrors();
        app.MapApi();
        app.MapPages();
        return app;
    }

    /// <summary>The store and what decides on it, for commands that run without serving.</summary>
    public static WebApplication BuildForCommands()
    {
        var builder = Builder([]);
        AddRooms(builder);
        return builder.Build();
    }

    private static WebApplicationBuilder Builder(string[] args) =>
        // Settings and pages lie beside the program, wherever it was started from.
        WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
        );

    private static void AddRooms(WebApplicationBuilder builder)
    {
        var (settings, mistakes) = HostSettings.Read(
            builder.Configuration,
            builder.Environment.IsDevelopment()
        );
        if (mistakes.Count > 0)
        {
            throw new WrongSettingsException(mistakes);
        }

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<IClock>(SystemClock.Instance);
        builder.Services.AddSingleton<ApiKeys>().AddSingleton<ApiGate>();
        builder.Services.AddSingleton<People>().AddSingleton<Invites>();
        builder
            .Services.AddSingleton<Ledgers>()
            .AddSingleton<Counters>()
            .AddSingleton<RequestAudience>();
        builder
            .Services.AddSingleton<RequestDesk>()
            .AddSingleton<CreditDesk>()
            .AddSingleton<UsageIntake>();
        builder
            .Services.AddSingleton<Accounts>()
            .AddSingleton<Pool>()
            .AddSingleton<Conversations>();
        builder.Services.AddWebChannel();
    }
}
