using CreditBot.Storage;
using CreditBot.Storage.PostgreSql;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace CreditBot.Jobs;

/// <summary>Runs the jobs while the host runs: from when the database is there, until what runs has ended.</summary>
internal sealed partial class JobSchedule(
    IServiceProvider jobs,
    IOptions<StorageOptions> storage,
    ILoggerFactory loggers,
    IHostApplicationLifetime lifetime,
    ILogger<JobSchedule> log
) : BackgroundService
{
    /// <summary>Stored by Quartz, as the names of jobs are.</summary>
    public const string Group = "creditbot";

    /// <summary>Quartz' tables, beside the store's in the same database.</summary>
    private const string TablePrefix = "quartz_";

    /// <summary>Whoever waits for the start is served first; what is due has waited longer than this.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private ServiceProvider? _quartz;

    /// <summary>Null until the database is there.</summary>
    public IScheduler? Scheduler { get; private set; }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_quartz is { } quartz)
        {
            await Scheduler!.Shutdown(waitForJobsToComplete: true, cancellationToken);
            await quartz.DisposeAsync();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var told = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await Task.Delay(Delay, stoppingToken);
        while (!await BeginAsync(stoppingToken))
        {
            await Task.Delay(Again, stoppingToken);
        }
    }

    private async Task<bool> BeginAsync(CancellationToken stop)
    {
        // A container makes its scheduler once, and not again when the database was away: each try has its own.
        var quartz = Quartz();
        try
        {
            var scheduler = await quartz.GetRequiredService<ISchedulerFactory>().GetScheduler(stop);
            await ForgetOldAsync(scheduler, stop);
            await scheduler.Start(stop);
            (_quartz, Scheduler) = (quartz, scheduler);
            return true;
        }
        catch (Exception notYet)
        {
            await quartz.DisposeAsync();
            if (stop.IsCancellationRequested)
            {
                throw;
            }

            LogNotYet(notYet);
            return false;
        }
    }

    /// <summary>Jobs of earlier versions would be asked for for ever.</summary>
    private static async Task ForgetOldAsync(IScheduler scheduler, CancellationToken stop)
    {
        var known = await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), stop);
        foreach (var old in known.Where(job => !JobServices.All.ContainsKey(job.Name)))
        {
            await scheduler.DeleteJob(old, stop);
        }
    }

    private ServiceProvider Quartz()
    {
        var services = new ServiceCollection();
        services.AddSingleton(loggers).AddLogging();
        if (jobs.GetService<TimeProvider>() is { } time)
        {
            services.AddSingleton(time);
        }

        services.AddTransient(_ => new ScheduledJob(jobs, loggers.CreateLogger<ScheduledJob>()));
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = Group);
            if (storage.Value is { IsShared: true, ConnectionString: { } connection })
            {
                quartz.UsePersistentStore(store => Share(store, connection));
            }

            foreach (var (name, (_, every)) in JobServices.All)
            {
                Add(quartz, name, every);
            }
        });
        services.Configure<QuartzOptions>(options =>
            // A node that starts doesn't begin everybody's rhythm anew.
            options.Scheduling.ScheduleTriggerRelativeToReplacedTrigger = true
        );
        return services.BuildServiceProvider();
    }

    /// <summary>One schedule for all nodes: each run is one node's, and a dead one's are taken over.</summary>
    private static void Share(IPersistentStoreBuilder store, string connection)
    {
        store.UsePostgres(JobConnection(connection));
        store.ConfigureStore(options => options.TablePrefix = TablePrefix);
        store.ProvisionSchema();
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = TimeSpan.FromSeconds(5);
            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(10);
        });
    }

    /// <summary>A few connections besides the store's.</summary>
    private static string JobConnection(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(PgConnection.Completed(connection))
        {
            ApplicationName = "creditbot jobs",
            MaxPoolSize = 5,
        };
        // A node that is paused in the middle holds a lock that all others wait for: the server ends its session.
        builder.Options =
            $"{builder.Options} -c idle_in_transaction_session_timeout=15000".TrimStart();
        return builder.ConnectionString;
    }

    private static void Add(IQuartzBuilder quartz, string name, TimeSpan every)
    {
        var key = new JobKey(name, Group);
        quartz.AddJob<ScheduledJob>(job => job.WithIdentity(key).StoreDurably());
        quartz.AddTrigger<ScheduledJob>(trigger =>
            trigger
                .ForJob(key)
                .WithIdentity(name, Group)
                .StartNow()
                .WithSimpleSchedule(schedule =>
                    schedule
                        .WithInterval(every)
                        .RepeatForever()
                        // What was missed is made up for once, however often it was.
                        .WithMisfireInstruction(
                            SimpleTriggerMisfireInstruction.NowWithRemainingCount
                        )
                )
        );
    }

    [LoggerMessage(4006, LogLevel.Warning, "Jobs can't begin yet; tried again in a moment")]
    private partial void LogNotYet(Exception why);
}
