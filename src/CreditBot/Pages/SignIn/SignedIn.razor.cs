using CreditBot.Identity;
using Microsoft.AspNetCore.Components;

namespace CreditBot.Pages.SignIn;

/// <summary>Who looks at a page.</summary>
/// <param name="Clients">The ids of the clients they belong to.</param>
public sealed record Visitor(string Id, string Name, bool IsManager, IReadOnlyList<string> Clients);

/// <summary>The door of every page that shows something of somebody.</summary>
public sealed partial class SignedIn
{
    private Person? _person;

    [Parameter, EditorRequired]
    public RenderFragment<Visitor> ChildContent { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private Visitors Visitors { get; set; } = null!;

    protected override async Task OnInitializedAsync() => _person = await Visitors.FindAsync(Http);
}
