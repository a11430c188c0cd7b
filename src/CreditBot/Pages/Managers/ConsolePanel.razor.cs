using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;
using Microsoft.AspNetCore.Components;

namespace CreditBot.Pages.Managers;

/// <summary>The agency at a glance, live.</summary>
public sealed partial class ConsolePanel : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly AgencyId Agency = AgencyId.Default;

    private readonly string _id = $"agency-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private AgencyPicture? _picture;
    private StoreNews? _news;
    private string? _problem;

    [Inject]
    private IStore Store { get; set; } = null!;

    [Inject]
    private Ledgers Ledgers { get; set; } = null!;

    public void Dispose()
    {
        _gone.Cancel();
        _news?.Dispose();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await RefreshAsync();
        _news = new StoreNews(
            Store,
            news => news.Agency == Agency && news.Clients.Count > 0,
            () => InvokeAsync(RefreshAsync),
            Pause
        );
    }

    private static string StateOf(RequestState state) =>
        state switch
        {
            RequestState.Asked => "question is with the client",
            RequestState.Countered => "offer is with the client",
            _ => "waits for an answer",
        };

    private async Task RefreshAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            var agency = await Ledgers.AgencyAsync(Agency, _gone.Token);
            _picture = await AgencyPicture.ReadAsync(Store, agency, Ledgers.Now, _gone.Token);
            _problem = null;
        }
        catch (StoreUnavailableException)
        {
            _problem = "The store can't be reached just now; these figures may be behind.";
        }
        catch (OperationCanceledException)
        {
            return;
        }

        StateHasChanged();
    }
}
