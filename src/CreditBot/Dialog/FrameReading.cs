using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Questions that dialogs put to frames.</summary>
internal static class FrameReading
{
    /// <summary>Nothing but the intent was said.</summary>
    public static bool IsBare(this Frame frame) =>
        frame
            is {
                Amount: null,
                AmountMax: null,
                Measure: null,
                Kind: null,
                Option: null,
                Package: null,
                Reason: null,
                Due: null,
                Months: null,
                Work: null or { Count: 0 },
            };
}
