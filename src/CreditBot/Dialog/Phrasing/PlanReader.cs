namespace CreditBot.Dialog;

/// <summary>Whom a client's plan is told to.</summary>
internal enum PlanReader
{
    Requester,

    /// <summary>Sees credits and asks for none (design.md §5).</summary>
    Viewer,

    /// <summary>The client's account manager.</summary>
    Manager,
}
