namespace CreditBot.Understanding;

/// <summary>What a message wants. The wire names are the snake_case forms (data/nlu/README.md).</summary>
public enum Intent
{
    OutOfScope,

    // Anyone
    Greet,
    Thanks,
    Bye,
    Help,
    Affirm,
    Deny,
    Unsure,
    Inform,
    Cancel,

    // Clients
    RequestCredits,
    ChangeRequest,
    ChooseOption,
    CancelRequest,
    CheckBalance,
    CheckHistory,
    CheckReset,
    CheckRequestStatus,
    AskAdvice,
    AskEstimate,
    AskPackages,
    ExplainCharge,
    TalkToHuman,

    // Managers
    Approve,
    ApproveWithChange,
    Decline,
    AskClient,
    ListPending,
    ClientStatus,
    SetAllocation,
    GrantCredits,
    Report,
    Delegate,
}
