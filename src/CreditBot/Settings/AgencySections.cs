using CreditBot.Amounts;

namespace CreditBot.Settings;

/// <summary>Where the settings of one agency stand: the flat sections are agency <c>default</c>, those below <c>Agencies:{id}</c> another (contract.md, Settings).</summary>
/// <param name="Own">What is written for this agency alone.</param>
/// <param name="Effective">The same, with what it takes from the flat sections.</param>
internal sealed record AgencySection(AgencyId Id, IConfiguration Own, IConfiguration Effective)
{
    private const string AppId = "Bot:AppId";
    private const string SigningSecret = "Slack:SigningSecret";

    /// <summary>What all agencies of a host may share, unless they say otherwise: where mail is handed over, and in which cloud their platforms are. Nothing that is a price, a rule or an address of somebody.</summary>
    private static readonly string[] Shared =
    [
        "Mail:Smtp",
        "Mail:AttachmentLimitMegabytes",
        "Mail:LinkAddress",
        "Slack:ApiBaseUrl",
        "Bot:OpenIdMetadata",
        "Bot:Issuer",
        "Bot:TokenEndpoint",
        "Bot:ServiceHosts",
    ];

    /// <summary>What stands before the name of a setting: nothing, or <c>Agencies:acme:</c>.</summary>
    public string Prefix => Id == AgencyId.Default ? "" : $"{AgencySections.Name}:{Id}:";

    /// <param name="host">The whole configuration.</param>
    public static AgencySection Of(AgencyId id, IConfiguration own, IConfiguration host)
    {
        var settings = own.AsEnumerable(makePathsRelative: true).ToList();
        foreach (var key in Inherited(own))
        {
            settings.AddRange(
                host.GetSection(key).AsEnumerable().Where(setting => setting.Value is not null)
            );
        }

        if (!Has(own, "Mail:PickupDirectory"))
        {
            // A folder of its own, so that nobody who may read one agency's mail reads another's.
            var folder = host["Mail:PickupDirectory"] ?? "data/mail";
            settings.Add(new("Mail:PickupDirectory", Path.Combine(folder, id.Value)));
        }

        return new AgencySection(
            id,
            own,
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build()
        );
    }

    /// <summary>The whole path of a setting, wherever this agency has it from.</summary>
    public string PathOf(string key) =>
        Id != AgencyId.Default
        && Inherited(Own)
            .Any(shared =>
                key == shared || key.StartsWith($"{shared}:", StringComparison.OrdinalIgnoreCase)
            )
            ? key
            : Prefix + key;

    private static IEnumerable<string> Inherited(IConfiguration own)
    {
        foreach (var key in Shared.Where(key => !Has(own, key)))
        {
            yield return key;
        }

        // A tenant without an app of its own is one of the host's app, and so is a workspace.
        if (Has(own, "Bot:TenantId") && !Has(own, AppId))
        {
            yield return AppId;
            yield return "Bot:AppPassword";
        }

        if (Has(own, "Slack:Workspaces") && !Has(own, SigningSecret))
        {
            yield return SigningSecret;
        }
    }

    private static bool Has(IConfiguration own, string key) => own.GetSection(key).Exists();
}

/// <summary>The agencies that the settings name; <c>default</c> is always among them, and the first.</summary>
internal sealed class AgencySections(IReadOnlyList<AgencySection> all)
{
    public const string Name = "Agencies";

    /// <summary>The sections that an agency repeats; the others are the whole host's.</summary>
    private static readonly string[] Repeated =
    [
        "Agency",
        "Packages",
        "Policy",
        "Bot",
        "Slack",
        "Mail",
        "Reports",
        "Api",
        "Seed",
    ];

    public IReadOnlyList<AgencySection> All => all;

    public AgencySection? Find(AgencyId agency) => all.FirstOrDefault(one => one.Id == agency);

    /// <summary>Those whose ids can be used; <see cref="Check"/> names the others.</summary>
    /// <remarks>Each gets a small configuration of its own: asked for a section, a large one looks through all of its keys.</remarks>
    public static AgencySections Of(IConfiguration configuration) =>
        new([
            new AgencySection(AgencyId.Default, configuration, configuration),
            .. configuration
                .GetSection(Name)
                .AsEnumerable(makePathsRelative: true)
                .Where(setting => setting.Value is not null)
                .GroupBy(setting => setting.Key.Split(':')[0], StringComparer.OrdinalIgnoreCase)
                .Select(agency => (Id: IdOf(agency.Key), Settings: agency))
                .Where(one => one.Id is not null && one.Id != AgencyId.Default)
                .OrderBy(one => one.Id!.Value.Value, StringComparer.Ordinal)
                .Select(one =>
                    AgencySection.Of(
                        one.Id!.Value,
                        new ConfigurationBuilder()
                            .AddInMemoryCollection(
                                one.Settings.Select(setting =>
                                    KeyValuePair.Create($"{Name}:{setting.Key}", setting.Value)
                                )
                            )
                            .Build()
                            .GetSection($"{Name}:{one.Settings.Key}"),
                        configuration
                    )
                ),
        ]);

    /// <summary>Names ids that are none, and sections that an agency doesn't have.</summary>
    public static void Check(SettingsReader settings)
    {
        if (settings.OptionalText(Name) is not null)
        {
            settings.Mistake(Name, "is no text; write Agencies:{id}:Agency:Name and so on", 0);
        }

        foreach (var agency in settings.Items(Name))
        {
            var id = IdOf(agency.Key);
            if (id is null)
            {
                settings.Mistake(
                    $"{Name}:{agency.Key}",
                    "is no agency id; write 1 to 64 of a to z, 0 to 9 and -, the first no -",
                    0
                );
            }
            else if (id == AgencyId.Default)
            {
                settings.Mistake(
                    $"{Name}:{agency.Key}",
                    "is written without Agencies: the flat sections are agency default",
                    0
                );
            }
            else if (agency.Value is not null)
            {
                settings.Mistake(
                    $"{Name}:{agency.Key}",
                    "is no text; write the agency's sections below it",
                    0
                );
            }

            agency.Only(Repeated);
        }
    }

    /// <summary>Names of settings are the same in capitals, as environment variables like them; ids are lower case.</summary>
    private static AgencyId? IdOf(string key) =>
        AgencyId.TryParse(key.ToLowerInvariant(), out var id) ? id : null;
}
