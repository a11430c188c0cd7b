using System.ComponentModel;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Api;

// What bodies look like, for the OpenAPI document alone: they are read field by field, so that every mistake is told at once.

internal record ClientChangesBody
{
    [Description("200 characters at most.")]
    public string? Name { get; init; }

    [Description("Of the tz database, such as Europe/Berlin; applies after the running period.")]
    public string? TimeZone { get; init; }

    public string? Email { get; init; }

    [Description("The account manager: a manager's id or e-mail.")]
    public string? Manager { get; init; }

    public string? Backup { get; init; }

    [Description("What usage beyond the lots comes to; block when left out.")]
    public OverageMode? Overage { get; init; }

    [Description("Per credit; the agency's price of an extra credit when left out.")]
    public Money? OveragePrice { get; init; }

    public RolloverView? Rollover { get; init; }

    public string? TaxCode { get; init; }

    [Description("0.19 is 19 %.")]
    public decimal? TaxRate { get; init; }

    [Description("Paused: neither resets nor fees until it is active again. Ended is final.")]
    public Standing? State { get; init; }

    [Description(
        "From the start of that day, client's zone; at once when left out. A newer change replaces one that has not come."
    )]
    public LocalDate? StateFrom { get; init; }

    [Description("What ending does with paid credits that are left; expire when left out.")]
    public Settlement? Settle { get; init; }
}

internal sealed record NewClientBody : ClientChangesBody
{
    [Description("[a-z0-9][a-z0-9-]{0,63}")]
    public required string Id { get; init; }

    public new required string Name { get; init; }

    public new required string TimeZone { get; init; }

    [Description("One of the agency's packages.")]
    public required string Package { get; init; }

    [Description("The package's when left out.")]
    public Credits? MonthlyCredits { get; init; }

    [Description("The package's when left out.")]
    public Money? MonthlyFee { get; init; }

    [Description("The first period's first day; today in the client's zone when left out.")]
    public LocalDate? StartsOn { get; init; }
}

internal sealed record GrantBody
{
    public required Credits Credits { get; init; }

    [Description("1,000 characters at most.")]
    public required string Reason { get; init; }

    [Description("Never when left out.")]
    public Instant? ExpiresAt { get; init; }

    [Description("For all of them; free when left out.")]
    public Money? Price { get; init; }

    [Description("0 to 9; lower is used first. 5 when left out.")]
    public int? Priority { get; init; }
}

internal sealed record ReversalBody
{
    [Description("The number of the entry: usage, or a grant of one-time credits.")]
    public required long Seq { get; init; }

    [Description("1,000 characters at most.")]
    public required string Reason { get; init; }
}

internal sealed record AllocationBody
{
    public required Credits MonthlyCredits { get; init; }

    [Description("Stays as it is when left out.")]
    public Money? MonthlyFee { get; init; }

    public required Effective Effective { get; init; }
}

internal sealed record PackageBody
{
    public required string Package { get; init; }

    public required Effective Effective { get; init; }
}

internal sealed record ManagerBody
{
    [Description("Made from the name when left out.")]
    public string? Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }
}

internal sealed record InviteBody
{
    public string? Name { get; init; }

    [Description("The same e-mail is the same person; the client's when left out.")]
    public string? Email { get; init; }
}

internal sealed record RequestBody
{
    public required RequestKind Kind { get; init; }

    [Description("A manager, or a person linked to the client: an id or an e-mail.")]
    public required string By { get; init; }

    [Description("For one_time; for ongoing they are added to each month.")]
    public Credits? Credits { get; init; }

    [Description(
        "For ongoing: after how many months it ends by itself, 1 to 12; left out, it is for good."
    )]
    public int? Months { get; init; }

    [Description("For upgrade.")]
    public string? Package { get; init; }

    public string? Reason { get; init; }

    [Description("Needed by; today or later.")]
    public LocalDate? Due { get; init; }
}

internal sealed record DecisionBody
{
    [AllowedWords("approve", "approve_with_change", "decline", "ask", "undo")]
    public required string Decision { get; init; }

    [Description("The manager; needed with an admin key.")]
    public string? By { get; init; }

    [Description("For approve_with_change: what is null stays as asked.")]
    public Credits? Credits { get; init; }

    public RequestKind? Kind { get; init; }

    public string? Package { get; init; }

    [Description(
        "The total, or a month's if recurring; rescaled from the offer when only credits change."
    )]
    public Money? Price { get; init; }

    public Effective? Effective { get; init; }

    [Description("Needed for decline; the question of ask.")]
    public string? Reason { get; init; }
}

internal sealed record HoldBody
{
    public required Credits Credits { get; init; }

    [Description("What the work is; 200 characters at most.")]
    public string? Action { get; init; }

    [Description("1 to 604800: how long the hold stands unless usage settles it.")]
    public required int TtlSeconds { get; init; }
}

internal sealed record PurchaseBody
{
    public required Credits Credits { get; init; }

    public required Money Price { get; init; }
}

internal sealed record CostBody
{
    [Description("The first day, on the agency's calendar; in a month that isn't closed.")]
    public required LocalDate From { get; init; }

    [Description("What one credit costs the agency from then on; 0.10 for instance.")]
    public required Money Price { get; init; }
}

[Description("A CloudEvent 1.0 in structured mode; a batch is an array of them, 1,000 at most.")]
internal sealed record UsageEventBody
{
    [AllowedWords("1.0")]
    public required string Specversion { get; init; }

    [AllowedWords("creditbot.usage")]
    public required string Type { get; init; }

    public required string Source { get; init; }

    [Description("With the source it makes an event count once.")]
    public required string Id { get; init; }

    [Description("The client's id.")]
    public required string Subject { get; init; }

    [Description("Now when left out; at most 5 minutes ahead.")]
    public Instant? Time { get; init; }

    public required UsageDataBody Data { get; init; }
}

internal sealed record UsageDataBody
{
    public required Credits Credits { get; init; }

    [Description("edit, section, page, site, publish …")]
    public string? Action { get; init; }

    public string? Target { get; init; }

    public string? Session { get; init; }

    public decimal? Units { get; init; }

    [Description("A hold that this usage settles; one that is unknown or gone is passed over.")]
    public string? Hold { get; init; }
}
