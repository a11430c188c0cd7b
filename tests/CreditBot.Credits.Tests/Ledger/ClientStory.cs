using System.Collections.Immutable;
using System.Globalization;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Tests.Ledger;

/// <summary>A client's stream as it grows, by the real decisions: each step happens at an instant, never before the last one.</summary>
internal sealed class ClientStory
{
    public static readonly PersonId Dana = new("dana");
    public static readonly PersonId Bella = new("bella");

    private int _usage;

    private ClientStory(PackageCatalog catalog) => Catalog = catalog;

    public PackageCatalog Catalog { get; }

    public ClientState State { get; private set; } = null!;

    public ImmutableList<ClientEntry> Entries { get; private set; } = [];

    public Instant Now { get; private set; }

    public RequestPolicy Policy { get; set; } = new();

    public IReadOnlyList<PersonId> OnCall { get; set; } = [];

    /// <summary>What the host would say of the client's margin this month.</summary>
    public Money? Margin { get; set; }

    /// <summary>What the last step came to.</summary>
    public LedgerAnswer? Answer { get; private set; }

    public ClientEntry Last => Entries[^1];

    public static ClientStory Open(
        Instant now,
        Package? package = null,
        LocalDate? startsOn = null,
        DateTimeZone? zone = null,
        OverageMode overage = OverageMode.Block,
        RolloverTerms? rollover = null,
        decimal? monthlyCredits = null,
        decimal? monthlyFee = null,
        Money? overagePrice = null,
        PackageCatalog? catalog = null,
        string id = "bella-bakery",
        string name = "Bella Bakery"
    )
    {
        package ??= Agency.Basic;
        var story = new ClientStory(catalog ?? Agency.Sells) { Now = now };
        var answer = ClientOpening.Decide(
            new OpenClient(
                ClientId.Parse(id),
                name,
                Email: null,
                new ClientTerms
                {
                    Zone = zone ?? Agency.NewYork,
                    Overage = overage,
                    Rollover = rollover,
                    OveragePrice = overagePrice,
                    Manager = Dana,
                },
                new Plan(
                    package.Name,
                    monthlyCredits is { } credits ? Credits.Of(credits) : package.Credits,
                    monthlyFee is { } fee ? Agency.Usd(fee) : package.Fee
                ),
                startsOn
            ),
            story.Context(Dana)
        );
        story.Entries = ((LedgerAnswer.Append)answer).Entries;
        story.State = ClientFold.Fold(ClientId.Parse(id), story.Entries)!;
        story.Answer = answer;
        return story;
    }

    public ActionContext Context(PersonId by) => new(Now, by, "api", Catalog);

    /// <summary>Time passes: what is due is written.</summary>
    public ClientStory Until(Instant now)
    {
        now.ShouldBeGreaterThanOrEqualTo(Now);
        Now = now;
        var (state, due) = DueEntries.CatchUp(State, now);
        State = state;
        Entries = Entries.AddRange(due);
        return this;
    }

    public ClientStory Use(
        decimal credits,
        Instant at,
        string? action = "edit",
        string? target = null,
        string? session = null,
        Instant? recordedAt = null,
        decimal? units = null,
        HoldId? hold = null
    )
    {
        Until(Instant.Max(Now, recordedAt ?? at));
        var usage = new Usage(
            "editor",
            (++_usage).ToString(CultureInfo.InvariantCulture),
            Credits.Of(credits),
            action,
            target,
            session,
            units,
            hold?.ToString()
        );
        return Take(
            UsageRecording.Decide(State, new RecordUsage(usage, at), Context(PersonId.System))
        );
    }

    /// <summary>Asks for a hold; <see cref="LastHold"/> is its id when it is allowed.</summary>
    public ClientStory Hold(decimal credits, int seconds = 600, Instant? at = null)
    {
        Until(at ?? Now);
        return Take(
            Holding.Decide(
                State,
                new PlaceHold(
                    AgencyId.Default,
                    Credits.Of(credits),
                    "section",
                    Duration.FromSeconds(seconds)
                ),
                Context(PersonId.System)
            )
        );
    }

    public ClientStory Release(HoldId hold, Instant? at = null)
    {
        Until(at ?? Now);
        return Take(Holding.Release(State, hold, Context(PersonId.System)));
    }

    public HoldId LastHold => ((ClientEntry.Held)Last).Id;

    public Credits Available => State.AvailableAt(Now);

    public ClientStory Grant(
        decimal credits,
        decimal? price = null,
        Instant? at = null,
        Instant? expiresAt = null,
        int? priority = null
    )
    {
        Until(at ?? Now);
        return Take(
            Granting.Decide(
                State,
                new GrantCredits(
                    Credits.Of(credits),
                    "extra",
                    expiresAt,
                    price is { } paid ? Agency.Usd(paid) : null,
                    priority
                ),
                Context(Dana)
            )
        );
    }

    /// <summary>Takes an entry back, with what the host would read for it.</summary>
    public ClientStory Reverse(long seq, Instant? at = null)
    {
        Until(at ?? Now);
        return Take(
            Reversing.Decide(
                State,
                new ReverseEntry(seq, "by mistake"),
                Entries.Find(entry => entry.Seq == seq),
                [.. Entries.SelectMany(entry => entry.Takes)],
                Context(Dana)
            )
        );
    }

    public ClientStory Set(
        Standing standing,
        Instant? at = null,
        LocalDate? from = null,
        Settlement? settlement = null
    )
    {
        Until(at ?? Now);
        return Take(
            StandingChanging.Decide(
                State,
                new ChangeStanding(standing, from, settlement),
                Context(Dana)
            )
        );
    }

    public ClientStory Change(PlanChange change, Effective effective, Instant? at = null)
    {
        Until(at ?? Now);
        return Take(PlanChanging.Decide(State, new ChangePlan(change, effective), Context(Dana)));
    }

    public ClientStory SetTerms(Func<ClientTerms, ClientTerms> change, Instant? at = null)
    {
        Until(at ?? Now);
        return Take(
            TermsChanging.Decide(State, new ChangeTerms(change(State.Terms)), Context(Dana))
        );
    }

    public ClientStory Request(
        long number,
        RequestTerms terms,
        LocalDate? due = null,
        string? reason = null,
        Instant? at = null
    )
    {
        Until(at ?? Now);
        return Take(
            RequestMaking.Decide(
                State,
                new MakeRequest(new RequestId(number), terms, reason, due),
                Policy,
                Context(Bella),
                Margin
            )
        );
    }

    public ClientStory Decide(
        DecideRequest decision,
        Instant? at = null,
        PersonId? by = null,
        bool isLinked = false
    )
    {
        Until(at ?? Now);
        return Take(
            Deciding.Decide(
                State,
                decision,
                new Deciders(isLinked ? new HashSet<PersonId> { by ?? Dana } : [], OnCall),
                Policy,
                Context(by ?? Dana)
            )
        );
    }

    public ClientStory Mark(LineState state, Instant? at, params IReadOnlyList<LineId> lines)
    {
        Until(at ?? Now);
        return Take(LineMarking.Decide(State, new MarkLines([.. lines], state), Context(Dana)));
    }

    /// <summary>The same story so far, to go on differently.</summary>
    public ClientStory Fork() => (ClientStory)MemberwiseClone();

    public ClientStory Do(Func<ClientState, ActionContext, LedgerAnswer> step, PersonId by)
    {
        Until(Now);
        return Take(step(State, Context(by)));
    }

    public Refusal ShouldBeRefused() => Answer.ShouldBeOfType<LedgerAnswer.Refuse>().Refusal;

    public CreditRequest Find(long number) => State.Find(new RequestId(number))!;

    public Lot Lot(long seq, int part = 1) =>
        State.Lots.Single(lot => lot.Id == new LotId(seq, part));

    public IReadOnlyList<UsageEvent> Usage => UsageEvent.From(Entries);

    private ClientStory Take(LedgerAnswer answer)
    {
        Answer = answer;
        if (answer is LedgerAnswer.Append append)
        {
            State = append.Entries.Aggregate(State, ClientFold.Apply);
            Entries = Entries.AddRange(append.Entries);
        }

        return this;
    }
}
