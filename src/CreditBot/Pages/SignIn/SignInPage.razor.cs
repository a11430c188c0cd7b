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

    [SupplyParameterFromQuery(Name = "agency")]
    private string? AgencyFromLink { get; set; }

    [SupplyParameterFromForm(FormName = "signin")]
    private string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "signin", Name = "Agency")]
    private string? AgencyToEnter { get; set; }

    [SupplyParameterFromForm(FormName = "mail", Name = "Agency")]
    private string? AgencyToMail { get; set; }

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
    private AgencySections Agencies { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string? Shown => Code ?? FromLink;

    /// <summary>As the link or the form says it; empty when neither does.</summary>
    private string Named => (AgencyToEnter ?? AgencyToMail ?? AgencyFromLink)?.Trim() ?? "";

    private bool HasSeveral => Agencies.All.Count > 1;

    /// <summary>A code says nothing of its agency. Null for one that isn't here.</summary>
    private AgencyId? Whose =>
        Named.Length == 0 ? AgencyId.Default
        : AgencyId.TryParse(Named.ToLowerInvariant(), out var id) ? Agencies.Find(id)?.Id
        : null;

    private async Task EnterAsync()
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            _fault = "Please enter the code from your invitation.";
            return;
        }

        var stop = Http.RequestAborted;
        var from = Http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        switch (
            Whose is { } agency
                ? await Invites.SignInAsync(agency, from, Code, stop)
                : new Redeemed.Wrong()
        )
        {
            case Redeemed.Linked linked
                when await Identities.FindAsync(Whose!.Value, linked.Person.Id, stop) is { } person:
                await Visitors.SignInAsync(Http, Whose!.Value, person);
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

        if (Whose is { } agency)
        {
            await Links.OrderAsync(agency, email, Site.Of(Http.Request), Http.RequestAborted);
        }

        _isMailed = true;
    }
}
