using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Which of the options some words mean: by place, by kind, by package or by amount.</summary>
internal static class Picking
{
    /// <summary>The id of the option meant, or null when the words name none of those on offer.</summary>
    public static string? Of(DialogState state, Frame frame, ClientScene scene)
    {
        if (state.Draft is not { } draft)
        {
            return null;
        }

        if (frame.Option is { } place)
        {
            return state.Shown.FindLast(offer => offer.Number == place)?.Id;
        }

        if (frame.Months is not null)
        {
            return null;
        }

        // A new value in the same breath is a change of the wish, not a choice.
        if (frame is { Amount: null, AmountMax: null } || IsShown(state, frame))
        {
            var offers = scene.Offers(draft);
            var picked = frame switch
            {
                { Package: { } package } => offers.All.FirstOrDefault(offer =>
                    string.Equals(offer.Terms.Package, package, StringComparison.OrdinalIgnoreCase)
                ),
                { Kind: RequestKind.Ongoing } => offers.MonthlyWished,
                { Kind: { } kind } => offers.All.FirstOrDefault(offer => offer.Terms.Kind == kind),
                { Amount: { } amount } => offers.All.FirstOrDefault(offer =>
                    offer.Adds.Value == amount || offer.MonthlyCredits.Value == amount
                ),
                _ => null,
            };
            return picked is null ? null : OfferId.Of(picked.Terms);
        }

        return null;
    }

    /// <summary>The option that fits what was asked for: a plain yes to the options means it.</summary>
    public static string? Wished(DialogState state, ClientScene scene)
    {
        if (state.Draft is not { } draft)
        {
            return null;
        }

        var offers = scene.Offers(draft);
        var offer =
            draft.Kind == RequestKind.Ongoing ? offers.MonthlyWished
            : draft.Kind is { } kind ? offers.All.FirstOrDefault(one => one.Terms.Kind == kind)
            : offers.BestValue;
        return offer is null ? null : OfferId.Of(offer.Terms);
    }

    /// <summary>The best value, for somebody who leaves the choice to us.</summary>
    public static string? Best(DialogState state, ClientScene scene) =>
        state.Draft is { } draft && scene.Offers(draft).BestValue is { } best
            ? OfferId.Of(best.Terms)
            : Wished(state, scene);

    /// <summary>What binds least, where nothing measured speaks for one of them: credits once.</summary>
    public static string? Least(DialogState state, ClientScene scene) =>
        state.Draft is { } draft
        && scene.Offers(draft).All.FirstOrDefault(offer => offer.Terms.Kind == RequestKind.OneTime)
            is { } once
            ? OfferId.Of(once.Terms)
            : null;

    /// <summary>The amount said is one of those on offer: "the 110 a month".</summary>
    private static bool IsShown(DialogState state, Frame frame) =>
        frame is { AmountMax: null, Amount: { } amount }
        && state.Shown.Exists(offer =>
            offer.Number is not null && OfferId.Read(offer.Id)?.Credits?.Value == amount
        )
        && (
            frame.Kind is not { } kind
            || state.Shown.Exists(offer =>
                offer.Number is not null
                && OfferId.Read(offer.Id) is { } read
                && read.Kind == kind
                && read.Credits?.Value == amount
            )
        );
}
