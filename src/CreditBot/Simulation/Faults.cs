namespace CreditBot.Simulation;

/// <summary>The process ended in the middle of a call: whoever called doesn't know what became of it.</summary>
internal sealed class SimulatedCrashException : Exception
{
    public SimulatedCrashException() { }

    public SimulatedCrashException(string message)
        : base(message) { }

    public SimulatedCrashException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>Something was lost, doubled or made wrong: what, in a sentence.</summary>
internal sealed class SimulationFailedException : Exception
{
    public SimulationFailedException() { }

    public SimulationFailedException(string message)
        : base(message) { }

    public SimulationFailedException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>What happens to the next commit.</summary>
internal enum Fault
{
    None,

    /// <summary>The process ends before anything is written.</summary>
    CrashBefore,

    /// <summary>The process ends after the write, before the answer.</summary>
    CrashAfter,

    /// <summary>The store can't write, and says so.</summary>
    Refused,

    /// <summary>Another node writes first.</summary>
    Raced,

    /// <summary>The store says that it is on disk, and it is not: what a simulation has to find.</summary>
    Lost,
}
