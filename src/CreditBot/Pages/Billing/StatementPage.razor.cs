using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Dialog;
using CreditBot.Months;
using CreditBot.Pages.SignIn;
using CreditBot.Ports;
using CreditBot.Requests;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Pages.Billing;

/// <summary>What a client is charged in a month, to print or to save as PDF from the browser.</summary>
public sealed partial class StatementPage
{
    private List<InvoiceLine>? _lines;
    private Wording? _wording;
    private YearMonth _month;
    private string _agency = "";
    private string _name = "";
    private string _currency = "";

    [Parameter]
    public string Client { get; set; } = "";

    /// <summary>yyyy-MM.</summary>
    [Parameter]
    public string Month { get; set; } = "";

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private Visitors Visitors { get; set; } = null!;

    [Inject]
    private IStore Store { get; set; } = null!;

    [Inject]
    private Ledgers Ledgers { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (
            await Visitors.FindAsync(Http) is not { Person.IsManager: true, Agency: var agency }
            || !ClientId.TryParse(Client, out var client)
            || YearMonthPattern.Iso.Parse(Month) is not { Success: true, Value: var month }
            || await Ledgers.ReadAsync(agency, client, CancellationToken.None) is not { } state
        )
        {
            return;
        }

        var terms = (await Ledgers.AgencyAsync(agency, CancellationToken.None)).Terms;
        (_month, _agency, _name, _currency) = (
            month,
            terms.Name,
            state.Name,
            terms.Catalog.Currency
        );
        _wording = new Wording(
            CultureInfo.GetCultureInfo("en-US"),
            terms.Catalog.Zone,
            Ledgers.Now
        );
        _lines = await new Invoices(Store, Ledgers)
            .ListAsync(agency, new InvoiceQuery(month, client), CancellationToken.None)
            .Where(line => line.State != LineState.Void)
            .ToListAsync();
    }

    private static string Rate(decimal? rate) =>
        rate is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.###} %")
            : "";
}
