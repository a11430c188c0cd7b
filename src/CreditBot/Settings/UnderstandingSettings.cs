using CreditBot.Understanding.Vectors;

namespace CreditBot.Settings;

/// <summary>How messages are understood (section <c>Understanding</c>).</summary>
/// <param name="Model">Null unless one is asked as well.</param>
internal sealed record UnderstandingSettings(EncoderUse Encoder, ModelSettings? Model = null)
{
    public static UnderstandingSettings Read(SettingsReader understanding)
    {
        const string key = "Encoder";
        var text = understanding.OptionalText(key) ?? nameof(EncoderUse.Auto);
        if (
            !Enum.TryParse<EncoderUse>(text, ignoreCase: true, out var use)
            || !char.IsLetter(text[0])
        )
        {
            use = understanding.Mistake(
                key,
                $"is '{text}'; write auto, off or required",
                EncoderUse.Auto
            );
        }

        if (use == EncoderUse.Required && SentenceEncoder.SharedIfThere is null)
        {
            understanding.Mistake(
                key,
                "is 'required', and the sentence encoder can't be loaded here; write auto or off",
                0
            );
        }

        return new UnderstandingSettings(use, ModelSettings.Read(understanding.Section("Model")));
    }

    /// <summary>Those of commands that need no other settings, from the environment (<c>Understanding__Encoder</c>).</summary>
    public static UnderstandingSettings OfEnvironment() =>
        Read(
            new SettingsReader(
                new ConfigurationBuilder().AddEnvironmentVariables().Build()
            ).Section("Understanding")
        );
}
