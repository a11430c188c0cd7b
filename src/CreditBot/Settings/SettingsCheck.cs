using CreditBot.Amounts;
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
        List<string> all =
        [
            .. mistakes,
            .. OfOptions(app.Services)
                .SelectMany(wrong =>
                    Named(app.Services.GetRequiredService<AgencySections>(), wrong)
                ),
        ];
        return all.Count == 0 ? app : throw new WrongSettingsException([.. all.Distinct()]);
    }

    /// <summary>An agency's options are named by its id; each failure begins with the setting's name in the flat sections.</summary>
    private static IEnumerable<string> Named(
        AgencySections agencies,
        OptionsValidationException wrong
    ) =>
        AgencyId.TryParse(wrong.OptionsName, out var id) && agencies.Find(id) is { } agency
            ? wrong.Failures.Select(failure =>
            {
                var end = failure.IndexOf(' ', StringComparison.Ordinal);
                return agency.PathOf(failure[..end]) + failure[end..];
            })
            : wrong.Failures;

    private static IEnumerable<OptionsValidationException> OfOptions(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return [wrong];
        }
        catch (AggregateException several)
        {
            return several.InnerExceptions.OfType<OptionsValidationException>();
        }
    }
}
