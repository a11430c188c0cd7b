namespace CreditBot.Settings;

/// <summary>The settings have mistakes; the start stops and tells them all.</summary>
public sealed class WrongSettingsException : Exception
{
    public WrongSettingsException() { }

    public WrongSettingsException(string message)
        : base(message) { }

    public WrongSettingsException(string message, Exception inner)
        : base(message, inner) { }

    public WrongSettingsException(IReadOnlyList<string> mistakes)
        : base(string.Join(Environment.NewLine, mistakes)) => Mistakes = mistakes;

    public IReadOnlyList<string> Mistakes { get; } = [];
}
