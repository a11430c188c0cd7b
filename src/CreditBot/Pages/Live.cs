using Microsoft.AspNetCore.Components.Web;

namespace CreditBot.Pages;

/// <summary>How the live parts of pages run: on the server, and drawn only once they can answer, so that nothing typed early is lost.</summary>
public static class Live
{
    public static readonly InteractiveServerRenderMode Mode = new(prerender: false);
}
