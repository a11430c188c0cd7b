namespace CreditBot.Storage;

/// <summary>What a store is opened for.</summary>
internal enum StoreUse
{
    /// <summary>To work beside others, where the store can be shared.</summary>
    Node,

    /// <summary>To change or copy it whole: nobody else may work on it meanwhile.</summary>
    Alone,

    /// <summary>To be moved into: alone, and it may be there by half.</summary>
    MoveTarget,
}
