using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace CreditBot.Pages.Account;

/// <summary>A client's Credits tab, live: every commit on its stream shows within a moment.</summary>
public sealed partial class CreditsPanel : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly string _id = $"credits-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private ClientId _client;
    private AllocationHistory? _history;
    private AccountPicture? _picture;
    private StoreNews? _news;
    private string? _problem;

    /// <summary>The agency whose it is; the page that shows it vouches for that, too.</summary>
    [Parameter, EditorRequired]
    public string Agency { get; set; } = "";

    /// <summary>The client's id; the page that shows it vouches that whoever looks at it may.</summary>
    [Parameter, EditorRequired]
    public string Client { get; set; } = "";

    private AgencyId Whose => new(Agency);

    [Inject]
    private IStore Store { get; set; } = null!;

    [Inject]
    private Ledgers Ledgers { get; set; } = null!;

    [Inject]
    private Accounts Accounts { get; set; } = null!;

    public void Dispose()
    {
        _gone.Cancel();
        _news?.Dispose();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _client = ClientId.Parse(Client);
        _history = new AllocationHistory(Store, Whose, _client);
        await RefreshAsync();
        _news = new StoreNews(
            Store,
            news => news.Agency == Whose && news.Clients.Contains(_client),
            () => InvokeAsync(RefreshAsync),
            Pause
        );
    }

    private async Task RefreshAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            if (await Ledgers.ReadAsync(Whose, _client, _gone.Token) is not { } state)
            {
                _problem = "There is no such account.";
                return;
            }

            var check = await Accounts.CheckAsync(Whose, state, _gone.Token);
            await _history!.CatchUpAsync(state.Version, _gone.Token);
            _picture = AccountPicture.Of(
                state,
                check,
                _history,
                Ledgers.NowAfter(state.RecordedAt)
            );
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
