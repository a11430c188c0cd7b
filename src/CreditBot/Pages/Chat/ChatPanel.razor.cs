using System.Collections.Immutable;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Channels.Web;
using CreditBot.Dialog;
using CreditBot.Identity;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;

namespace CreditBot.Pages.Chat;

/// <summary>A person's chat, live: what is said here or anywhere else in the conversation shows at once.</summary>
public sealed partial class ChatPanel : IAsyncDisposable
{
    private const int Most = WebChat.MostCharacters;

    private readonly string _id = $"chat-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _root;
    private DotNetObjectReference<ChatPanel>? _self;
    private IJSObjectReference? _script;
    private StoreNews? _news;
    private ChatWindow? _window;
    private Person? _person;
    private DateTimeZone _zone = DateTimeZone.Utc;
    private bool _isReady;
    private int _waiting;
    private readonly List<(long Line, string Button)> _pressing = [];
    private string? _problem;

    /// <summary>The agency whose it is; the page that shows it vouches for that, too.</summary>
    [Parameter, EditorRequired]
    public string Agency { get; set; } = "";

    /// <summary>The id of the person whose chat it is; the page that shows it vouches for who looks at it.</summary>
    [Parameter, EditorRequired]
    public string Person { get; set; } = "";

    /// <summary>The region's name.</summary>
    [Parameter, EditorRequired]
    public string Heading { get; set; } = "";

    [Parameter]
    public string? Caption { get; set; }

    private AgencyId Whose => new(Agency);

    [Inject]
    private WebChat Chat { get; set; } = null!;

    [Inject]
    private WebIdentities Identities { get; set; } = null!;

    [Inject]
    private Transcripts Transcripts { get; set; } = null!;

    [Inject]
    private Ledgers Ledgers { get; set; } = null!;

    [Inject]
    private IStore Store { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private ILogger<ChatPanel> Log { get; set; } = null!;

    private IEnumerable<(string Name, IEnumerable<ChatLine> Lines)> Days
    {
        get
        {
            var words = Wording;
            return (_window?.Lines ?? [])
                .GroupBy(line => words.DateOf(line.At))
                .Select(day =>
                    (day.Key == words.Today ? "Today" : words.Day(day.Key), day.AsEnumerable())
                );
        }
    }

    private Wording Wording =>
        new(CultureInfo.GetCultureInfo("en-US"), _zone, Clock.GetCurrentInstant());

    /// <summary>Takes a text from the box.</summary>
    /// <param name="turn">The same when one text is sent again because no answer came.</param>
    /// <returns>Whether it was taken; if not, the box keeps it.</returns>
    [JSInvokable]
    public async Task<bool> SayAsync(string turn, string words)
    {
        if (_person is not { } person || string.IsNullOrWhiteSpace(words))
        {
            return false;
        }

        return await AskAsync(() =>
            Chat.SayAsync(Whose, person, turn, words.Trim(), CancellationToken.None)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _news?.Dispose();
        _self?.Dispose();
        if (_script is not null)
        {
            try
            {
                await _script.InvokeVoidAsync("detach", _root);
                await _script.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The page is gone, and with it everything that the script held.
            }
        }

        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _person = await Identities.FindAsync(Whose, Person, _gone.Token);
        if (_person is not { } person)
        {
            _problem = "This sign-in is no longer valid. Ask for a new link.";
            return;
        }

        _zone = await ZoneAsync(person);
        _window = new ChatWindow(Transcripts, WebChat.AddressOf(Whose, person.Id));
        await _window.RefreshAsync(_gone.Token);
        _news = new StoreNews(
            Store,
            news => news.Agency == Whose && news.DocumentKinds.Contains(DocumentKinds.Chat),
            () => InvokeAsync(RefreshAsync)
        );
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || _gone.IsCancellationRequested)
        {
            return;
        }

        _self = DotNetObjectReference.Create(this);
        _script = await Js.InvokeAsync<IJSObjectReference>(
            "import",
            "./Pages/Chat/ChatPanel.razor.js"
        );
        await _script.InvokeVoidAsync("attach", _root, _self, DraftKey);
        if (_person is { } person)
        {
            // Only now is there something that listens: what was typed before would go nowhere.
            _isReady = true;
            await AskAsync(() => Chat.OpenAsync(Whose, person, CancellationToken.None));
        }
    }

    private async Task PressAsync(Pressed pressed)
    {
        // The same button twice is one press; another one while that is being answered is answered next.
        var press = (pressed.Line, pressed.Choice.Title);
        if (_person is not { } person || _pressing.Contains(press))
        {
            return;
        }

        _pressing.Add(press);
        await AskAsync(() =>
            Chat.PressAsync(
                Whose,
                person,
                Guid.CreateVersion7().ToString("N"),
                pressed.Line,
                pressed.Choice,
                pressed.Inputs.ToImmutableDictionary(),
                CancellationToken.None
            )
        );
        _pressing.Remove(press);
        StateHasChanged();
    }

    // A turn that was begun is finished even when the page is closed meanwhile, hence no cancellation.
    private async Task<bool> AskAsync(Func<Task> turn)
    {
        _waiting++;
        _problem = null;
        StateHasChanged();
        try
        {
            await turn();
            return true;
        }
        catch (StoreUnavailableException)
        {
            _problem =
                "The store can't be reached just now, so nothing was changed. Please try again in a moment.";
            return false;
        }
#pragma warning disable CA1031 // Whatever fails in a turn, the person is told in words and the page stays; the log has the rest.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(Log, error, Person);
            _problem = "Something went wrong on my side. Please try again; nothing is lost.";
            return false;
        }
        finally
        {
            _waiting--;
            if (!_gone.IsCancellationRequested)
            {
                await RefreshAsync();
                StateHasChanged();
            }
        }
    }

    private async Task RefreshAsync()
    {
        if (_window is null || _gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            if (await _window.RefreshAsync(_gone.Token))
            {
                StateHasChanged();
            }
        }
        catch (StoreUnavailableException)
        {
            _problem =
                "The store can't be reached just now; newer messages may be missing. They come with the next one.";
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was closed meanwhile.
        }
    }

    private async Task EarlierAsync() => await _window!.EarlierAsync(_gone.Token);

    private async Task<DateTimeZone> ZoneAsync(Person person)
    {
        foreach (var id in person.IsManager ? [] : person.Clients.Keys)
        {
            if (await Store.ClientAsync(Whose, ClientId.Parse(id), _gone.Token) is { } client)
            {
                return client.Terms.Zone;
            }
        }

        return (await Ledgers.AgencyAsync(Whose, _gone.Token)).Terms.Catalog.Zone;
    }

    /// <summary>Where the browser keeps what was typed and not sent: people of two agencies may bear the same id.</summary>
    private string DraftKey =>
        Whose == AgencyId.Default
            ? $"creditbot-draft-{Person}"
            : $"creditbot-draft-{Agency}/{Person}";

    private string Id(string part) => $"{_id}-{part}";

    private static string? WordsOf(ChatLine line) => (line as ChatLine.Said)?.Words;

    private static Message? MessageOf(ChatLine line) => (line as ChatLine.Answered)?.Message;

    private bool IsPast(ChatLine line) =>
        line is ChatLine.Answered { Message.CardKey: null }
        && line.Number != _window!.Lines[^1].Number;

    private string TimeOf(ChatLine line) => Wording.Time(line.At);

    [LoggerMessage(5101, LogLevel.Error, "A turn of {Person} on the web failed")]
    private static partial void LogFailed(ILogger log, Exception error, string person);
}
