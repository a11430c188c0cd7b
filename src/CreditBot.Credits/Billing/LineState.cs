namespace CreditBot.Billing;

/// <summary>How far an invoice line has come: draft → issued → paid, or void from either of the first two.</summary>
public enum LineState
{
    /// <summary>Made by the ledger; nobody has billed it yet.</summary>
    Draft,

    /// <summary>On an invoice that the client has. Its tax stays as it was then.</summary>
    Issued,

    /// <summary>Settled: the client paid it, or was paid when it is a credit.</summary>
    Paid,

    /// <summary>As if never made: cancelled by a line of the opposite amount, which is void too.</summary>
    Void,
}
