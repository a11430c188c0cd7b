using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FluentUI.AspNetCore.Components;

namespace CreditBot.Tests.Pages;

/// <summary>Draws components over a <see cref="DemoAgency"/>; scripts of the browser are taken as done.</summary>
internal sealed class PageContext : IAsyncDisposable
{
    private PageContext(DemoAgency agency) => Agency = agency;

    public BunitContext Bunit { get; } = new();

    public DemoAgency Agency { get; }

    public static async Task<PageContext> OpenAsync()
    {
        var context = new PageContext(await DemoAgency.OpenAsync());
        context.Bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Bunit.Services.AddFluentUIComponents();
        context.Agency.LendTo(context.Bunit.Services);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await Bunit.DisposeAsync();
        await Agency.DisposeAsync();
    }
}
