using Microsoft.AspNetCore.Components;

namespace CreditBot.Pages.SignIn;

/// <summary>Who looks at a page.</summary>
/// <param name="Agency">The agency in which they are known.</param>
/// <param name="Clients">The ids of the clients they belong to.</param>
public sealed record Visitor(
    string Agency,
    string Id,
    string Name,
    bool IsManager,
    IReadOnlyList<string> Clients
)
{
    internal static Visitor Of(KnownVisitor known) =>
        new(
            known.Agency.Value,
            known.Person.Id,
            known.Person.Name,
            known.Person.IsManager,
            [.. known.Person.Clients.Keys]
        );
}

/// <summary>The door of every page that shows something of somebody.</summary>
public sealed partial class SignedIn
{
    private Visitor? _visitor;

    [Parameter, EditorRequired]
    public RenderFragment<Visitor> ChildContent { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private Visitors Visitors { get; set; } = null!;

    protected override async Task OnInitializedAsync() =>
        _visitor = await Visitors.FindAsync(Http) is { } known ? Visitor.Of(known) : null;
}
