using CreditBot.Amounts;
using CreditBot.Dialog;
using CreditBot.Identity;
using CreditBot.Ports;
using CreditBot.Requests;
using Microsoft.AspNetCore.Components;

namespace CreditBot.Pages.Managers;

/// <summary>The agency at a glance, live.</summary>
public sealed partial class ConsolePanel : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _id = $"agency-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<RequestId, IReadOnlyList<string>> _trails = [];
    private AgencyPicture? _picture;
    private StoreNews? _news;
    private string? _problem;

    /// <summary>The agency whose it is; the page that shows it vouches for that, too.</summary>
    [Parameter, EditorRequired]
    public string Agency { get; set; } = "";

    private AgencyId Whose => new(Agency);

    [Inject]
    private IStore Store { get; set; } = null!;

    [Inject]
    private Ledgers Ledgers { get; set; } = null!;

    [Inject]
    private RequestTrails Trails { get; set; } = null!;

    [Inject]
    private People People { get; set; } = null!;

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
            news => news.Agency == Whose && news.Clients.Count > 0,
            () => InvokeAsync(RefreshAsync),
            Pause
        );
    }

    private static string StateOf(CreditRequest request) =>
        request.State switch
        {
            RequestState.Asked => "question is with the client",
            RequestState.Countered => "offer is with the client",
            RequestState.Open when request.FirstApproval is not null =>
                "waits for a second approver",
            RequestState.Open => "waits for an answer",
            var closed => Phrases.StateName(closed),
        };

    /// <summary>Shows who did what with a request, or hides it again.</summary>
    private async Task ToggleAsync(RequestRow row)
    {
        if (!_trails.Remove(row.Request.Id))
        {
            _trails[row.Request.Id] = await TrailAsync(row);
        }
    }

    private async Task<IReadOnlyList<string>> TrailAsync(RequestRow row)
    {
        var names = (await People.AllAsync(Whose, _gone.Token)).ToDictionary(
            person => person.Id,
            person => person.Name
        );
        return
        [
            .. (await Trails.ReadAsync(Whose, row.Client, row.Request, _gone.Token)).Select(move =>
                _picture!.Phrases.Move(
                    move,
                    id =>
                        id == PersonId.Policy ? Phrases.ByPolicy
                        : id is { } who ? names.GetValueOrDefault(who.Value)
                        : null
                )
            ),
        ];
    }

    private async Task RefreshAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            var agency = await Ledgers.AgencyAsync(Whose, _gone.Token);
            _picture = await AgencyPicture.ReadAsync(Store, agency, Ledgers.Now, _gone.Token);
            foreach (var row in _picture.Open.Concat(_picture.Closed))
            {
                if (_trails.ContainsKey(row.Request.Id))
                {
                    _trails[row.Request.Id] = await TrailAsync(row);
                }
            }

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
