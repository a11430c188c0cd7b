using System.Globalization;
using CreditBot.Amounts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CreditBot.Reports.Mail;

/// <summary>Registers how an agency's mail leaves.</summary>
public static class ReportMailServices
{
    /// <summary>Registers one agency's sender under the agency's id; wrong settings stop the start.</summary>
    /// <param name="configuration">What holds the agency's section <c>Mail</c>.</param>
    public static IServiceCollection AddReportMail(
        this IServiceCollection services,
        IConfiguration configuration,
        AgencyId agency
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services
            .AddOptions<MailOptions>(agency.Value)
            .Configure(options => Bind(options, configuration.GetSection(MailOptions.Section)))
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsValidator>()
        );
        return services.AddKeyedSingleton(
            agency.Value,
            (provider, _) =>
                Sender(
                    provider.GetRequiredService<IOptionsMonitor<MailOptions>>().Get(agency.Value)
                )
        );
    }

    // A port that is no number is for the validator to name: the binder would end the start before other mistakes are found.
    private static void Bind(MailOptions options, IConfigurationSection mail)
    {
        const string port = $"{nameof(MailOptions.Smtp)}:{nameof(SmtpOptions.Port)}";
        var isNumber =
            mail[port] is not { } text
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (isNumber)
        {
            mail.Bind(options);
            return;
        }

        var readable = new ConfigurationBuilder()
            .AddInMemoryCollection(
                mail.AsEnumerable(makePathsRelative: true)
                    .Where(setting => !setting.Key.Equals(port, StringComparison.OrdinalIgnoreCase))
            )
            .Build();
        readable.Bind(options);
        options.Smtp.Port = 0;
    }

    private static IMailSender Sender(MailOptions options) =>
        options.UsesSmtp
            ? new SmtpMailSender(options.Smtp, options.From)
            : new PickupMailSender(Path.GetFullPath(options.PickupDirectory), options.From);
}
