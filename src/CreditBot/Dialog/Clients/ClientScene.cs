using CreditBot.Advice;
using CreditBot.Catalog;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>The facts of a client's turn, with what follows from them.</summary>
internal sealed record ClientScene(DialogFacts Facts, Speaker.OfClient Me)
{
    public Phrases Say { get; } = Phrases.For(Facts, Me.Account.State.Terms.Zone);

    public ClientState Client => Me.Account.State;

    public AccountCheck Check => Me.Account.Check;

    public PackageCatalog Catalog => Facts.Agency.Terms.Catalog;

    /// <summary>Who answers, by name.</summary>
    public string? Manager => Me.Account.Answers;

    public bool MayAsk =>
        Me.Person.Clients.GetValueOrDefault(Client.Id.Value) == ClientRole.Requester;

    public bool IsPaused => Check.Standing == Standing.Paused;

    public bool IsOut => Client.Balance.IsZero;

    /// <summary>Packages with more than the client has by the month, smallest first.</summary>
    public IReadOnlyList<Package> Larger =>
        [
            .. Catalog.Packages.Where(package =>
                package.Credits > Client.Plan.MonthlyCredits && package.Name != Client.Plan.Package
            ),
        ];

    /// <summary>The client's requests that wait for somebody, newest first.</summary>
    public IReadOnlyList<CreditRequest> Open =>
        [.. Client.Requests.Values.Where(request => request.State.IsPending()).Reverse()];

    public CreditRequest? Newest => Open.Count == 0 ? null : Open[0];

    /// <summary>The request that was sent last in this conversation, while it waits: what "it" means.</summary>
    public CreditRequest? Spoken(DialogState state) =>
        Open.FirstOrDefault(request => request.Id == state.About);

    /// <summary>The request that a manager offers something else for, if there is just one.</summary>
    public CreditRequest? Offered =>
        Open.Where(request => request is { State: RequestState.Countered, Counter: not null })
            .ToList()
            is [var only]
            ? only
            : null;

    /// <summary>A manager's question that the client owes an answer to.</summary>
    public CreditRequest? Asked =>
        Open.FirstOrDefault(request => request.State == RequestState.Asked);

    /// <summary>The manager who was called in, while that lasts.</summary>
    public HandOver? Talk => Me.Talk is { } talk && talk.IsOpenAt(Facts.Now) ? talk : null;

    /// <summary>When the client may expect an answer to what it sends at an instant.</summary>
    public Instant AnswerBy(Instant sent) =>
        Facts.Agency.Terms.WorkingTime.After(sent, Facts.Agency.Terms.Policy.RemindAfter);

    public Offers Offers(Draft draft) =>
        OfferMaking.For(Client, Catalog, ClientNeed.Of(draft, this), Facts.Now);

    /// <summary>The extra way that fits beside them, if there is one.</summary>
    public Bridge? Bridge(Draft draft, Offers offers) =>
        Bridging.Of(Client, Catalog, Check, ClientNeed.Of(draft, this), offers, Facts.Now);

    /// <summary>A choice by its id, at today's price; null when it can't be had.</summary>
    public Offer? Priced(string id, Draft? draft)
    {
        if (OfferId.Read(id) is not { } choice)
        {
            return null;
        }

        var offers = OfferMaking.For(
            Client,
            Catalog,
            new Advice.Need
            {
                Kind = choice.Kind,
                Amount = choice.Credits is { } credits ? CreditsRange.Exactly(credits) : null,
                Package = choice.Package,
                Due = draft?.Due,
                Months = choice.Months,
            },
            Facts.Now
        );
        return choice.Months is null
            ? offers.All.FirstOrDefault(offer => OfferId.Of(offer.Terms) == id)
            : offers.Uplift;
    }

    public string? NameOf(Amounts.PersonId? person) =>
        person is { } id ? Me.Account.Names.GetValueOrDefault(id.Value) : null;
}
