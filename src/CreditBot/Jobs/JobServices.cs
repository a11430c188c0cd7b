using System.Collections.Frozen;
using CreditBot.Requests;

namespace CreditBot.Jobs;

/// <summary>The jobs and how often they run. All may run late, twice, on two nodes or after days off; each does each thing once (design.md §6).</summary>
internal static class JobServices
{
    /// <summary>By their names, which Quartz stores.</summary>
    public static readonly FrozenDictionary<string, (Type Job, TimeSpan Every)> All =
        new Dictionary<string, (Type, TimeSpan)>(StringComparer.Ordinal)
        {
            ["due"] = (typeof(DueJob), TimeSpan.FromSeconds(30)),
            ["absence"] = (typeof(AbsenceJob), TimeSpan.FromMinutes(1)),
            ["close"] = (typeof(CloseJob), TimeSpan.FromMinutes(5)),
            ["report"] = (typeof(ReportJob), TimeSpan.FromMinutes(1)),
            ["digest"] = (typeof(DigestJob), TimeSpan.FromMinutes(5)),
            ["seal"] = (typeof(SealJob), TimeSpan.FromMinutes(10)),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<Digests>().AddSingleton<DailySeals>();
        foreach (var (name, (job, _)) in All)
        {
            services.AddTransient(job);
            services.AddKeyedTransient(
                typeof(IRecurringJob),
                name,
                (provider, _) => provider.GetRequiredService(job)
            );
        }

        services.AddSingleton<JobSchedule>();
        return services.AddHostedService(provider => provider.GetRequiredService<JobSchedule>());
    }
}
