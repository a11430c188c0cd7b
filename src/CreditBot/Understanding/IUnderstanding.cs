namespace CreditBot.Understanding;

/// <summary>Turns a message into a frame: locally, without network, the same for the same input.</summary>
public interface IUnderstanding
{
    Frame Read(Utterance utterance);
}
