namespace CreditBot.Requests;

/// <summary>The three things a client can ask for (design.md §4).</summary>
public enum RequestKind
{
    /// <summary>Credits given once, kept until used or expired.</summary>
    OneTime,

    /// <summary>A larger monthly allocation; the credits are added to each month.</summary>
    Ongoing,

    /// <summary>A larger package.</summary>
    Upgrade,
}
