using CreditBot.Amounts;
using CreditBot.Channels.Web;
using CreditBot.Identity;
using CreditBot.Settings;
using Microsoft.AspNetCore.Components;

namespace CreditBot.Pages.SignIn;

/// <summary>Turns a single-use code into a signed-in browser.</summary>
public sealed partial class SignInPage
{
    private string? _fault;
    private bool _isMailed;

    [SupplyParameterFromQuery(Name = "code")]
    private string? FromLink { get; set; }

    [SupplyParameterFromForm(FormName = "signin")]
    private string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "mail")]
    private string? Email { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private Invites Invites { get; set; } = null!;

    [Inject]
    private WebIdentities Identities { get; set; } = null!;

    [Inject]
    private SignInLinks Links { get; set; } = null!;

    [Inject]
    private SiteAddress Site { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string? Shown => Code ?? FromLink;

    private async Task EnterAsync()
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            _fault = "Please enter the code from your invitation.";
            return;
        }

        var stop = Http.RequestAborted;
        var from = Http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        switch (await Invites.SignInAsync(AgencyId.Default, from, Code, stop))
        {
            case Redeemed.Linked linked
                when await Identities.FindAsync(AgencyId.Default, linked.Person.Id, stop)
                    is { } person:
                await Visitors.SignInAsync(Http, person);
                Navigation.NavigateTo(person.IsManager ? "console" : "chat");
                break;
            case Redeemed.Locked:
                _fault =
                    "There were too many wrong codes from here. Please try again in an hour, or ask your agency for help.";
                break;
            default:
                _fault =
                    "This code doesn't work (any more): each works once and for 24 hours. Ask your agency for a new one.";
                break;
        }
    }

    private async Task MailAsync()
    {
        if (Email?.Trim() is not { Length: > 0 } email || !EmailAddress.IsValid(email))
        {
            _fault = "Please enter an e-mail address, such as ann@client.example.";
            return;
        }

        await Links.OrderAsync(AgencyId.Default, email, Site.Of(Http.Request), Http.RequestAborted);
        _isMailed = true;
    }
}
