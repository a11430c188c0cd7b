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
        Usage = new UsageIntake(store, Ledgers);
        Requests = new RequestDesk(
            Ledgers,
            new Counters(store),
            People,
            new RequestAudience(store, People)
        );
        Due = new DueJob(store, Ledgers, Requests, NullLogger<DueJob>.Instance);
        Close = new CloseJob(
            store,
            new BookKeeper(store, Ledgers, Credits, People),
            NullLogger<CloseJob>.Instance
        );
    }

    public IStore Store { get; }

    public Ledgers Ledgers { get; }

    public People People { get; }

    public CreditDesk Credits { get; }

    public HoldDesk Holds { get; }

    public Reversals Reversals { get; }

    public UsageIntake Usage { get; }

    public RequestDesk Requests { get; }

    public DueJob Due { get; }

    public CloseJob Close { get; }
}
