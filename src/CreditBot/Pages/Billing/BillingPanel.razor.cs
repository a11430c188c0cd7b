using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Months;
using CreditBot.Ports;
using CreditBot.Requests;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Pages.Billing;

/// <summary>A month's invoice lines, live: issued, paid and voided here.</summary>
public sealed partial class BillingPanel : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _id = $"billing-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private YearMonth _month;
    private Wording? _wording;
    private IReadOnlyList<IGrouping<ClientId, InvoiceLine>>? _clients;
    private StoreNews? _news;
    private string? _problem;
    private string? _said;
    private bool _busy;

    /// <summary>The line whose Void was pressed once.</summary>
    private InvoiceId? _toVoid;

    /// <summary>The agency whose it is; the page that shows it vouches for that, too.</summary>
    [Parameter, EditorRequired]
    public string Agency { get; set; } = "";

    /// <summary>yyyy-MM; the running month when it is left out or is none.</summary>
    [Parameter]
    public string? Month { get; set; }

    /// <summary>Who moves lines here.</summary>
    [Parameter, EditorRequired]
    public string Manager { get; set; } = "";

    private AgencyId Whose => new(Agency);

    [Inject]
    private IStore Store { get; set; } = null!;

    [Inject]
    private Ledgers Ledgers { get; set; } = null!;

    private Invoices Lines => new(Store, Ledgers);

    private IEnumerable<InvoiceLine> All => _clients!.SelectMany(client => client);

    private List<InvoiceId> Drafts =>
        [.. All.Where(line => line.State == LineState.Draft).Select(line => line.Id)];

    public void Dispose()
    {
        _gone.Cancel();
        _news?.Dispose();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var zone = (await Ledgers.AgencyAsync(Whose, _gone.Token)).Terms.Catalog.Zone;
        _wording = new Wording(CultureInfo.GetCultureInfo("en-US"), zone, Ledgers.Now);
        _month = YearMonthPattern.Iso.Parse(Month ?? "") is { Success: true, Value: var month }
            ? month
            : Ledgers.Now.InZone(zone).Date.ToYearMonth();
        await RefreshAsync();
        _news = new StoreNews(
            Store,
            news => news.Agency == Whose && news.Clients.Count > 0,
            () => InvokeAsync(RefreshAsync),
            Pause
        );
    }

    private static string Key(YearMonth month) => YearMonthPattern.Iso.Format(month);

    private static string Address(YearMonth month) => $"console/billing/{Key(month)}";

    private static Money Sum(IEnumerable<InvoiceLine> lines, Func<InvoiceLine, Money> amount)
    {
        var counting = lines.ToList();
        return counting
            .Where(line => line.State != LineState.Void)
            .Sum(counting[0].Net.Currency, amount);
    }

    private static IEnumerable<LineState> Next(LineState state) =>
        state switch
        {
            LineState.Draft => [LineState.Issued, LineState.Void],
            LineState.Issued => [LineState.Paid, LineState.Void],
            _ => [],
        };

    private string Verb(InvoiceId line, LineState to) =>
        to switch
        {
            LineState.Issued => "Issue",
            LineState.Paid => "Paid",
            _ => line == _toVoid ? "Really void" : "Void",
        };

    private static string Word(LineState state) => InvoiceWords.State(state);

    private static string Weight(LineState state) =>
        state switch
        {
            LineState.Paid => "good",
            LineState.Issued => "warn",
            _ => "",
        };

    /// <summary>What is void stays void, so it takes a second press.</summary>
    private Task PressAsync(InvoiceId line, LineState to)
    {
        if (to == LineState.Void && _toVoid != line)
        {
            _toVoid = line;
            _said = $"Press again to void line {line}: it can't be taken back.";
            return Task.CompletedTask;
        }

        _toVoid = null;
        return MoveAsync([line], to);
    }

    private async Task MoveAsync(IReadOnlyList<InvoiceId> lines, LineState to)
    {
        _busy = true;
        try
        {
            var done = await Lines.MarkAsync(
                new Actor(Whose, new PersonId(Manager), ChannelNames.Web),
                lines,
                to,
                reason: null,
                isTrial: false,
                _gone.Token
            );
            _said =
                done.Refused.Count > 0
                    ? string.Join(' ', done.Refused)
                    : $"{done.Moved.Count} {(done.Moved.Count == 1 ? "line is" : "lines are")} {Word(to)} now.";
        }
        catch (StoreUnavailableException)
        {
            _said = "The store can't be reached just now. Nothing was changed; try again.";
        }
        finally
        {
            _busy = false;
        }

        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            var lines = await Lines
                .ListAsync(Whose, new InvoiceQuery(_month), _gone.Token)
                .ToListAsync(_gone.Token);
            _clients =
            [
                .. lines
                    .GroupBy(line => line.Client)
                    .OrderBy(client => client.First().ClientName, StringComparer.OrdinalIgnoreCase),
            ];
            _problem = null;
        }
        catch (Exception away) when (away is StoreUnavailableException or LedgerDamagedException)
        {
            _problem = "The lines can't all be read just now; what is shown may be behind.";
        }
        catch (OperationCanceledException)
        {
            return;
        }

        StateHasChanged();
    }
}
