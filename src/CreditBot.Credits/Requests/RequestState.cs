namespace CreditBot.Requests;

/// <summary>Where a request stands (design.md §5).</summary>
public enum RequestState
{
    Open,

    /// <summary>A question is with the client.</summary>
    Asked,

    /// <summary>An offer is with the client.</summary>
    Countered,
    Approved,
    ApprovedWithChange,
    Declined,
    Withdrawn,
    Lapsed,
}

/// <summary>Groups of states.</summary>
public static class RequestStates
{
    /// <summary>Still waiting for somebody.</summary>
    public static bool IsPending(this RequestState state) =>
        state is RequestState.Open or RequestState.Asked or RequestState.Countered;
}
