using System.Globalization;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>One thing that happens in a history, at an instant; what it names by id may be missing after shrinking.</summary>
internal abstract record ModelStep(Instant Now)
{
    public sealed record Pass(Instant Now) : ModelStep(Now);

    public sealed record Use(Instant Now, string Id, decimal Credits, Instant? At, string? Settles)
        : ModelStep(Now);

    public sealed record Grant(
        Instant Now,
        string Id,
        decimal Credits,
        decimal? Price,
        Instant? ExpiresAt,
        int? Priority
    ) : ModelStep(Now);

    public sealed record ToPackage(Instant Now, string Package, bool AtOnce) : ModelStep(Now);

    public sealed record ToAllocation(Instant Now, decimal Credits, decimal? Fee, bool AtOnce)
        : ModelStep(Now);

    public sealed record AddMonthly(
        Instant Now,
        decimal Credits,
        decimal Price,
        bool AtOnce,
        int? Months = null
    ) : ModelStep(Now);

    public sealed record SetMode(Instant Now, OverageMode Mode) : ModelStep(Now);

    public sealed record SetOveragePrice(Instant Now, decimal? Price) : ModelStep(Now);

    public sealed record SetZone(Instant Now, DateTimeZone Zone) : ModelStep(Now);

    public sealed record SetRollover(Instant Now, decimal Max, int Days) : ModelStep(Now);

    public sealed record SetExtraPrice(Instant Now, decimal? Price) : ModelStep(Now);

    public sealed record ListPackage(Instant Now, string Package, decimal Credits, decimal Fee)
        : ModelStep(Now);

    public sealed record Hold(Instant Now, string Id, decimal Credits, int Seconds)
        : ModelStep(Now);

    public sealed record Release(Instant Now, string Id) : ModelStep(Now);

    public sealed record SetState(Instant Now, ModelState To, LocalDate? From, bool Refunds)
        : ModelStep(Now);

    /// <summary>Takes usage or a grant back, by its name in the history.</summary>
    public sealed record Reverse(Instant Now, string Id) : ModelStep(Now);

    public sealed record CloseLastMonth(Instant Now) : ModelStep(Now);

    /// <summary>Whether the client's books are compared after it.</summary>
    public bool ComparesBooks { get; init; }

    /// <summary>What a later step calls it by to take it back.</summary>
    public string? Name =>
        this switch
        {
            Use use => use.Id,
            Grant grant => grant.Id,
            _ => null,
        };

    /// <summary>As a line that a person reads in a failure.</summary>
    public sealed override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Now:uuuu-MM-ddTHH:mm:ss.FFFFFF'Z'}  {Words}"
        );

    private string Words =>
        this switch
        {
            Use use => Text(
                $"use {use.Id}: {use.Credits}{(use.At is { } at ? $" at {When(at)}" : "")}"
            ) + (use.Settles is { } held ? $" settling {held}" : ""),
            Grant grant => Text($"grant {grant.Id}: {grant.Credits}")
                + (grant.Price is { } price ? Text($" for {price}") : " free")
                + (grant.ExpiresAt is { } expiry ? Text($" until {When(expiry)}") : "")
                + (grant.Priority is { } priority ? Text($" priority {priority}") : ""),
            ToPackage package => Text($"package {package.Package} {Effective(package.AtOnce)}"),
            ToAllocation to => Text($"allocation {to.Credits}")
                + (to.Fee is { } fee ? Text($" for {fee}") : "")
                + Text($" {Effective(to.AtOnce)}"),
            AddMonthly add => Text(
                $"{add.Credits} more a month for {add.Price} {Effective(add.AtOnce)}"
            ) + (add.Months is { } months ? Text($" for {months} months") : ""),
            SetMode set => Text($"overage {set.Mode}"),
            SetOveragePrice set => Text(
                $"overage price {set.Price?.ToString(CultureInfo.InvariantCulture) ?? "the agency's"}"
            ),
            SetZone set => Text($"zone {set.Zone.Id}"),
            SetRollover set => Text($"roll over {set.Max} for {set.Days} days"),
            SetExtraPrice set => Text(
                $"extra credits cost {set.Price?.ToString(CultureInfo.InvariantCulture) ?? "what the package says"}"
            ),
            ListPackage list => Text($"list {list.Package} as {list.Credits} for {list.Fee}"),
            Hold hold => Text($"hold {hold.Id}: {hold.Credits} for {hold.Seconds} s"),
            Release release => $"release {release.Id}",
            Reverse reverse => $"take {reverse.Id} back",
            SetState set => Text(
                $"{set.To} {(set.From is { } day ? Text($"from {day:uuuu-MM-dd}") : "at once")}{(set.Refunds ? ", refund" : "")}"
            ),
            CloseLastMonth => "close last month",
            _ => "time passes",
        };

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);

    private static string Effective(bool atOnce) => atOnce ? "now" : "at the next reset";

    internal static string When(Instant at) =>
        at.ToString("uuuu-MM-ddTHH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
