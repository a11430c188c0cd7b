using System.Globalization;

namespace CreditBot.Settings;

/// <summary>A language model that is asked about messages which no rule reads (section <c>Understanding:Model</c>); off unless an endpoint is given.</summary>
/// <param name="Endpoint">Its address up to and without <c>/chat/completions</c>; plain http only on this machine.</param>
/// <param name="Key">Null for an endpoint that asks for none.</param>
/// <param name="Name">The model's name there.</param>
/// <param name="Timeout">How long an answer is waited for: 0.2 to 30 seconds, 3 unless said.</param>
internal sealed record ModelSettings(Uri Endpoint, string? Key, string Name, TimeSpan Timeout)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    public static ModelSettings? Read(SettingsReader model)
    {
        const string endpoint = "Endpoint";
        const string name = "Name";
        if (model.OptionalText(endpoint) is not { } text)
        {
            return model.OptionalText(name) is null
                ? null
                : model.Mistake<ModelSettings?>(
                    endpoint,
                    "is missing; write the address of an OpenAI-compatible endpoint, such as https://api.openai.com/v1",
                    null
                );
        }

        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || !(
                address.Scheme == Uri.UriSchemeHttps
                || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)
            )
        )
        {
            return model.Mistake<ModelSettings?>(
                endpoint,
                $"is '{text}'; write an https address, or an http one on this machine",
                null
            );
        }

        if (model.OptionalText(name) is not { } called)
        {
            return model.Mistake<ModelSettings?>(
                name,
                "is missing; write the model's name at the endpoint",
                null
            );
        }

        return new ModelSettings(address, model.OptionalText("Key"), called, TimeoutOf(model));
    }

    private static TimeSpan TimeoutOf(SettingsReader model)
    {
        const string key = "Timeout";
        return model.OptionalText(key) is not { } text ? Usual
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout)
            && timeout >= Least
            && timeout <= Most
                ? timeout
            : model.Mistake(key, $"is '{text}'; write 00:00:00.2 to 00:00:30", Usual);
    }
}
