using Microsoft.Extensions.Options;

namespace CreditBot.Settings;

/// <summary>Looks at all settings before anything starts, so that all mistakes are told at once, whoever reads the setting.</summary>
internal static class SettingsCheck
{
    /// <summary>The host, when its settings are right.</summary>
    /// <param name="mistakes">Those found so far.</param>
    /// <exception cref="WrongSettingsException">There are mistakes.</exception>
    public static WebApplication Checked(WebApplication app, IReadOnlyList<string> mistakes)
    {
        List<string> all = [.. mistakes, .. OfOptions(app.Services)];
        return all.Count == 0 ? app : throw new WrongSettingsException([.. all.Distinct()]);
    }

    private static IEnumerable<string> OfOptions(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return wrong.Failures;
        }
        catch (AggregateException several)
        {
            return several
                .InnerExceptions.OfType<OptionsValidationException>()
                .SelectMany(wrong => wrong.Failures);
        }
    }
}
