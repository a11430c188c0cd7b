using CreditBot.Identity;
using CreditBot.Jobs;
using CreditBot.Ports;
using CreditBot.Reporting;
using CreditBot.Requests;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CreditBot.Simulation;

/// <summary>The rooms of one process over a store, without channels; a crash makes them anew.</summary>
internal sealed class SimulatedNode
{
    public SimulatedNode(IStore store, IClock clock)
    {
        Store = store;
        Ledgers = new Ledgers(store, clock);
        People = new People(store);
        Credits = new CreditDesk(Ledgers);
        Holds = new HoldDesk(Ledgers);
        Reversals = new Reversals(store, Ledgers);
        Usage = new UsageIntake(store, Ledgers, new People(store));
        var audience = new RequestAudience(store, People);
        var farewells = new Farewells(store, Ledgers, audience);
        Requests = new RequestDesk(
            Ledgers,
            new Counters(store),
            People,
            audience,
            new ClientMargin(store),
            new Pool(store)
        );
        Clients = new ClientDesk(Ledgers, farewells);
        Due = new DueJob(store, Ledgers, Requests, farewells, NullLogger<DueJob>.Instance);
        Close = new CloseJob(
            store,
            new BookKeeper(store, Ledgers, Credits, People),
            NullLogger<CloseJob>.Instance
        );
        Seal = new SealJob(
            store,
            new DailySeals(store, Ledgers, NullLogger<DailySeals>.Instance),
            NullLogger<SealJob>.Instance
        );
    }

    public IStore Store { get; }

    public Ledgers Ledgers { get; }

    public People People { get; }

    public CreditDesk Credits { get; }

    public ClientDesk Clients { get; }

    public HoldDesk Holds { get; }

    public Reversals Reversals { get; }

    public UsageIntake Usage { get; }

    public RequestDesk Requests { get; }

    public DueJob Due { get; }

    public CloseJob Close { get; }

    public SealJob Seal { get; }
}
