namespace CreditBot.Understanding.Learned;

/// <summary>How likely something must be before the model may tell it.</summary>
/// <param name="Ours">How likely a message must be ours to be taken as understood.</param>
/// <param name="Clear">How likely an intent must be, of a message that is ours, to be taken as understood.</param>
/// <param name="Near">As <paramref name="Ours"/>, to be asked back.</param>
/// <param name="Worth">As <paramref name="Clear"/>, to be asked back.</param>
internal sealed record Thresholds(
    float Ours = 0.5f,
    float Clear = 0.25f,
    float Near = 0.3f,
    float Worth = 0.15f
)
{
    /// <summary>Chosen by the training templates that a model was not shown (<c>understanding --unseen</c> in bench/).</summary>
    public static readonly Thresholds Chosen = new();
}
