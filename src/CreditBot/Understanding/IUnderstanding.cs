namespace CreditBot.Understanding;

/// <summary>Turns a message into a frame.</summary>
public interface IUnderstanding
{
    /// <summary>Locally, without network, the same for the same input.</summary>
    Frame Read(Utterance utterance);

    /// <summary>A second look at what was not read for sure: it may ask elsewhere, and gives the first frame when that brings nothing.</summary>
    /// <param name="first">What <see cref="Read"/> made of it.</param>
    ValueTask<Frame> LookAgainAsync(Utterance utterance, Frame first, CancellationToken stop) =>
        ValueTask.FromResult(first);
}
