using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using CreditBot.Settings;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace CreditBot.Tests.Dialog;

/// <summary>Puts the agency and its clients on the stage, as a transcript's "given" says.</summary>
internal sealed class StageSetting(Stage stage, CancellationToken stop)
{
    /// <summary>Where everybody lives.</summary>
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static readonly LocalDate ThisMonth = new(2026, 11, 1);
    private static readonly Actor System = new(Stage.Agency, PersonId.System, ChannelNames.System);
    private int _uses;

    /// <summary>The agency with its packages and two managers, Dana and Sam; requests begin at R-12.</summary>
    public async Task FoundAsync()
    {
        stage.Clock.Reset(At(new LocalDate(2026, 4, 1), 9));
        var terms = new AgencyTerms
        {
            Name = "Pixel & Co",
            Catalog = new PackageCatalog
            {
                Packages =
                [
                    new Package("Basic", Credits.Of(50), new Money(99, "USD")),
                    new Package("Professional", Credits.Of(150), new Money(199, "USD")),
                    new Package("Enterprise", Credits.Of(500), new Money(499, "USD")),
                ],
                Currency = "USD",
                Zone = Zone,
                CostPerCredit =
                [
                    new DatedPrice(new LocalDate(2026, 1, 1), new Money(0.10m, "USD")),
                ],
            },
            Policy = new RequestPolicy(),
            WorkingTime = WorkingTime.Default(Zone),
        };
        await stage
            .Room<Ledgers>()
            .ChangeAgencyAsync(
                Stage.Agency,
                (_, now) =>
                    new AgencyEntry.TermsSet(terms)
                    {
                        Seq = 1,
                        At = now,
                        RecordedAt = now,
                    },
                null,
                stop
            );
        await stage.Room<Counters>().SkipToAsync(Stage.Agency, new RequestId(11), stop);
        foreach (var name in new[] { "Dana", "Sam" })
        {
            await stage
                .Room<People>()
                .AddManagerAsync(Stage.Agency, name.ToLowerInvariant(), name, null, stop);
        }
    }

    /// <summary>The agency decides by these settings from now on: "Limits:0:Manager=dana; Limits:0:Credits=50".</summary>
    public Task DecideByAsync(string settings)
    {
        var reader = new SettingsReader(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings
                        .Split("; ")
                        .Select(one => one.Split('=', 2))
                        .Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))
                )
                .Build()
        );
        return stage
            .Room<Ledgers>()
            .ChangeAgencyAsync(
                Stage.Agency,
                (state, now) =>
                {
                    var policy = PolicySettings.Read(reader, state!.Terms.Catalog);
                    reader.Mistakes.ShouldBeEmpty();
                    return new AgencyEntry.TermsSet(state.Terms with { Policy = policy })
                    {
                        Seq = state.NextSeq,
                        At = now,
                        RecordedAt = now,
                    };
                },
                null,
                stop
            );
    }

    /// <summary>Credits bought for the agency's pool.</summary>
    public Task BuyAsync(decimal credits) =>
        stage
            .Room<Ledgers>()
            .ChangeAgencyAsync(
                Stage.Agency,
                (state, now) =>
                    new AgencyEntry.Purchased(Credits.Of(credits), new Money(1, "USD"))
                    {
                        Seq = state!.NextSeq,
                        At = now,
                        RecordedAt = now,
                    },
                null,
                stop
            );

    /// <summary>A client that Dana looks after, since the month of its first figure.</summary>
    /// <param name="months">What each of the months before this one took.</param>
    public async Task<ClientId> ClientAsync(string name, string package, params decimal[] months)
    {
        var starts = ThisMonth.PlusMonths(-months.Length);
        stage.Clock.Reset(At(starts, 9));
        var catalog = (await stage.Room<Ledgers>().AgencyAsync(Stage.Agency, stop)).Terms.Catalog;
        var sold = catalog.Find(package)!;
        var id = ClientId.Parse(Slug.Of(name, "client"));
        await stage
            .Room<CreditDesk>()
            .OpenAsync(
                System,
                new OpenClient(
                    id,
                    name,
                    null,
                    new ClientTerms { Zone = Zone, Manager = new PersonId("dana") },
                    new Plan(sold.Name, sold.Credits, sold.Fee),
                    starts
                ),
                null,
                stop
            );
        for (var month = 0; month < months.Length; month++)
        {
            await MonthAsync(id, sold, starts.PlusMonths(month), months[month], catalog);
        }

        return id;
    }

    /// <summary>Some use at a time of this month, in the same sitting unless told otherwise.</summary>
    public async Task UseAsync(
        ClientId client,
        Instant at,
        decimal credits,
        string action = "edit",
        string? target = null,
        string session = "one"
    )
    {
        stage.Clock.Reset(Instant.Max(at, stage.Clock.GetCurrentInstant()));
        var usage = new Usage("stage", $"{++_uses}", Credits.Of(credits), action, target, session);
        await stage
            .Room<UsageIntake>()
            .RecordAsync(
                System,
                [new ReportedUsage(usage, client.Value, at, usage.Id)],
                null,
                stop
            );
    }

    public Task GrantAsync(ClientId client, decimal credits, decimal? price) =>
        stage
            .Room<CreditDesk>()
            .GrantAsync(
                System,
                client,
                new GrantCredits(
                    Credits.Of(credits),
                    null,
                    Price: price is { } net ? new Money(net, "USD") : null
                ),
                null,
                stop
            );

    /// <summary>Links a conversation to a person, as a code would.</summary>
    public async Task LinkAsync(
        string who,
        string person,
        ClientId? client,
        ClientRole? role = null
    )
    {
        var id = person;
        if (client is { } of)
        {
            id = (await stage.Room<People>().EnsureAsync(Stage.Agency, person, null, stop)).Id;
            await stage
                .Room<People>()
                .ChangeAsync(
                    Stage.Agency,
                    id,
                    known =>
                        known with
                        {
                            Clients = known.Clients.SetItem(of.Value, role ?? ClientRole.Requester),
                        },
                    _ => [],
                    stop
                );
        }

        var (code, _) = await stage.Room<Invites>().CreateAsync(Stage.Agency, id, null, stop);
        await stage.Room<Invites>().RedeemAsync(Stage.Agency, Stage.Identity(who), code, stop);
    }

    public Task ChangeStandingAsync(ClientId client, ChangeStanding change) =>
        stage.Room<ClientDesk>().ChangeAsync(System, client, null, change, null, stop);

    /// <summary>A person belongs to one more client.</summary>
    public Task AlsoOfAsync(string person, ClientId client) =>
        stage
            .Room<People>()
            .ChangeAsync(
                Stage.Agency,
                person,
                known =>
                    known with
                    {
                        Clients = known.Clients.SetItem(client.Value, ClientRole.Requester),
                    },
                _ => [],
                stop
            );

    public static Instant At(LocalDate date, int hour, int minute = 0) =>
        date.At(new LocalTime(hour, minute)).InZoneLeniently(Zone).ToInstant();

    /// <summary>A month that took so much: what goes beyond the allocation was bought when it was gone, exactly as needed.</summary>
    private async Task MonthAsync(
        ClientId client,
        Package package,
        LocalDate month,
        decimal used,
        PackageCatalog catalog
    )
    {
        var own = Math.Min(used, package.Credits.Value);
        if (own > 0)
        {
            await UseAsync(client, At(month.PlusDays(14), 11), own, "page", "home");
        }

        if (used > own)
        {
            stage.Clock.Reset(At(month.PlusDays(15), 9));
            var extra = used - own;
            await GrantAsync(
                client,
                extra,
                (catalog.ExtraPriceFor(package.Name) * Credits.Of(extra)).Rounded().Amount
            );
            await UseAsync(client, At(month.PlusDays(20), 11), extra, "page", "home");
        }
    }
}
