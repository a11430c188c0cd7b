namespace CreditBot.Storage.Checks;

/// <summary>Gathers what a check finds.</summary>
internal sealed class Findings
{
    /// <summary>Faults listed one by one; a file that is wholly wrong would fill the screen.</summary>
    private const int Most = 1000;

    private readonly List<StoreFault> _faults = [];
    private long _more;

    public int Agencies { get; set; }

    public int Clients { get; set; }

    public long Entries { get; set; }

    public int HeadsToRebuild { get; set; }

    public void Add(StreamName stream, long? entry, string fault) =>
        Add(
            new StoreFault(
                stream.Agency.Value,
                stream.Name == Keys.AgencyStream ? null : stream.Name,
                entry,
                fault
            )
        );

    /// <summary>Something about the store as a whole.</summary>
    public void Add(string fault) => Add(new StoreFault(null, null, null, fault));

    public void Add(StoreFault fault)
    {
        if (_faults.Count < Most)
        {
            _faults.Add(fault);
        }
        else
        {
            _more++;
        }
    }

    public StoreReport ToReport() =>
        new(Agencies, Clients, Entries, HeadsToRebuild, [.. _faults], _more);
}
