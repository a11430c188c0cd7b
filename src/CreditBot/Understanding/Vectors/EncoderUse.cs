namespace CreditBot.Understanding.Vectors;

/// <summary>Whether sentence vectors help to understand (setting <c>Understanding:Encoder</c>).</summary>
public enum EncoderUse
{
    /// <summary>When they can be had here; otherwise words alone.</summary>
    Auto,

    /// <summary>Words alone: no further memory, and microseconds where a vector takes milliseconds.</summary>
    Off,

    /// <summary>Always; where they can't be had, the start fails.</summary>
    Required,
}
