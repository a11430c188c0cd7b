using CreditBot.Requests;
using Quartz;

namespace CreditBot.Jobs;

/// <summary>When the jobs run. All may run late, twice or after days off; each does each thing once (design.md §6).</summary>
internal static class JobServices
{
    private static readonly TimeSpan StartDelay = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddTransient<DueJob>().AddTransient<CloseJob>().AddTransient<ReportJob>();
        services.AddTransient<AbsenceJob>();
        services.AddTransient<DigestJob>().AddSingleton<Digests>();
        services.AddTransient<SealJob>().AddSingleton<DailySeals>();
        services.AddQuartz(quartz =>
        {
            Every<DueJob>(quartz, TimeSpan.FromSeconds(30));
            Every<AbsenceJob>(quartz, TimeSpan.FromMinutes(1));
            Every<CloseJob>(quartz, TimeSpan.FromMinutes(5));
            Every<ReportJob>(quartz, TimeSpan.FromMinutes(1));
            Every<DigestJob>(quartz, TimeSpan.FromMinutes(5));
            Every<SealJob>(quartz, TimeSpan.FromMinutes(10));
        });
        return services.AddQuartzHostedService(options =>
        {
            options.WaitForJobsToComplete = true;
            // Whoever waits for the start is served first; what is due has waited longer than this.
            options.StartDelay = StartDelay;
        });
    }

    private static void Every<TJob>(IQuartzBuilder quartz, TimeSpan interval)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(trigger =>
            trigger
                .WithIdentity(typeof(TJob).Name)
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever())
        );
}
