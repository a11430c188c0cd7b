using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>The facts of a manager's turn, with what follows from them.</summary>
internal sealed record ManagerScene(DialogFacts Facts, Speaker.Manager Me)
{
    public Phrases Say { get; } = Phrases.For(Facts, Facts.Agency.Terms.Catalog.Zone);

    public PersonId Id => new(Me.Person.Id);

    /// <summary>"approve R-12": as it was asked, or as somebody else has approved it before when policy wants two.</summary>
    public DecideRequest.Approve Approval(RequestId id) =>
        new(id, Find(id)?.First is { } first && first.By != Id ? first.Seq : null);

    public RequestFacts? Find(RequestId id) =>
        Me.Pending.FirstOrDefault(one => one.Request.Id == id)
        ?? Me.Named.FirstOrDefault(one => one.Request.Id == id);

    public HandOver? Talk(string? key) => Me.Talks.FirstOrDefault(talk => talk.Key == key);

    /// <summary>Hand-overs in which somebody waits for a manager.</summary>
    public IReadOnlyList<HandOver> Waiting =>
        [.. Me.Talks.Where(talk => talk.WaitsSince is not null && talk.IsOpenAt(Facts.Now))];

    public string NameOfClient(string id) =>
        Me.Roster.FirstOrDefault(client => client.Id.Value == id)?.Name ?? id;

    /// <summary>The client meant by a name or its unique beginning; null when none or several fit.</summary>
    public ClientState? Client(string? name) => ClientNaming.Find(Me.Roster, name);

    /// <summary>What is said to a name that nobody, or more than one, has: with the names that may be meant.</summary>
    public string NoSuchClient(string name) =>
        Phrases.NoSuchClient(name, NearNames.Of(name, Me.Roster));

    /// <summary>Which request some words mean: by number, by client, the one spoken of, or the only one that waits.</summary>
    public Meant Which(Frame frame, DialogState state)
    {
        if (RequestId.TryParse(frame.Request, out var id))
        {
            return Find(id) is { } named
                ? new Meant(named, null)
                : new Meant(null, Phrases.NoSuchRequest(id));
        }

        if (frame.Client is { } name)
        {
            return Client(name) is { } client
                ? Only(
                    [.. Me.Pending.Where(one => one.Client.Id == client.Id)],
                    Phrases.NoneOfClient(client.Name)
                )
                : new Meant(null, NoSuchClient(name));
        }

        return
            state.About is { } about
            && Find(about) is { } spoken
            && spoken.Request.State.IsPending()
            ? new Meant(spoken, null)
            : Only(Me.Pending, Phrases.NonePending);
    }

    private static Meant Only(IReadOnlyList<RequestFacts> requests, string none) =>
        requests switch
        {
            [] => new Meant(null, none),
            [var only] => new Meant(only, null),
            _ => new Meant(null, Phrases.WhichRequest(requests.Select(one => one.Request.Id))),
        };

    /// <summary>The request meant, or what to say when it isn't clear.</summary>
    internal sealed record Meant(RequestFacts? Request, string? Unclear);
}
