using System.Collections.Concurrent;
using CreditBot.Jobs;
using CreditBot.Storage;
using CreditBot.Tests.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace CreditBot.Tests.Jobs;

/// <summary>Quartz' cluster on PostgreSQL, with its own tables in the store's database (design.md §8).</summary>
public sealed class JobClusterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_share_one_schedule_and_keep_it_over_restarts()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        for (var round = 0; round < 2; round++)
        {
            var ran = new Ran();
            var nodes = Enumerable.Range(0, 4).Select(_ => Node(database, ran)).ToList();
            try
            {
                await Task.WhenAll(nodes.Select(node => node.StartAsync(Stop)));
                // When each job runs first is a matter of which node comes last: it may be an interval later.
                foreach (var node in nodes)
                {
                    await BegunAsync(node);
                }

                (await NamesAsync(database, "quartz_job_details", "job_name")).ShouldBe(Sorted);
                (await NamesAsync(database, "quartz_triggers", "trigger_name")).ShouldBe(Sorted);
                (await NamesAsync(database, "quartz_triggers", "trigger_state")).ShouldNotContain(
                    "ERROR"
                );
            }
            finally
            {
                await Task.WhenAll(nodes.Select(node => node.StopAsync(CancellationToken.None)));
                nodes.ForEach(node => node.Dispose());
            }
        }
    }

    [Fact]
    public async Task A_node_starts_without_the_database_and_its_jobs_begin_when_it_is_there()
    {
        await using var server = await PostgresServer.StartAsync(fsync: false);
        var database = await server.NewDatabaseAsync();
        await server.StopAsync();
        var ran = new Ran();
        using var node = Node(database, ran);

        await node.StartAsync(Stop);
        await ran.LoggedAsync("Jobs can't begin yet").WaitAsync(Patience, Stop);
        await server.StartAgainAsync();
        await ran.EverythingAsync().WaitAsync(Patience, Stop);

        await node.StopAsync(Stop);
    }

    [Fact]
    public async Task A_job_of_another_version_stops_nobody_and_is_forgotten()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        var ran = new Ran();
        using (var first = Node(database, ran))
        {
            await first.StartAsync(Stop);
            await ran.EverythingAsync().WaitAsync(Patience, Stop);
            var scheduler = await BegunAsync(first);
            await scheduler.ScheduleJob(
                JobBuilder
                    .Create<ScheduledJob>()
                    .WithIdentity("of-tomorrow", JobSchedule.Group)
                    .Build(),
                TriggerBuilder
                    .Create()
                    .WithIdentity("of-tomorrow", JobSchedule.Group)
                    .StartNow()
                    .WithSimpleSchedule(every =>
                        every.WithInterval(TimeSpan.FromHours(1)).RepeatForever()
                    )
                    .Build(),
                cancellationToken: Stop
            );
            await ran.LoggedAsync("of-tomorrow is not of this version").WaitAsync(Patience, Stop);
            (await NamesAsync(database, "quartz_triggers", "trigger_state")).ShouldNotContain(
                "ERROR"
            );
            await first.StopAsync(Stop);
        }

        using var second = Node(database, ran);
        await second.StartAsync(Stop);
        await BegunAsync(second);
        (await NamesAsync(database, "quartz_job_details", "job_name")).ShouldBe(Sorted);
        await second.StopAsync(Stop);
    }

    private static IEnumerable<string> Sorted => JobServices.All.Keys.Order(StringComparer.Ordinal);

    private static IHost Node(string database, Ran ran)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<StorageOptions>(options =>
        {
            options.Provider = StorageOptions.PostgreSql;
            options.ConnectionString = database;
        });
        builder.Logging.AddProvider(ran);
        builder.Services.AddJobs();
        foreach (var name in JobServices.All.Keys)
        {
            builder.Services.AddKeyedSingleton<IRecurringJob>(name, new Counted(name, ran));
        }

        return builder.Build();
    }

    private static async Task<IScheduler> BegunAsync(IHost node)
    {
        var schedule = node.Services.GetRequiredService<JobSchedule>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        while (schedule.Scheduler is null)
        {
            await Task.Delay(50, limit.Token);
        }

        return schedule.Scheduler;
    }

    private static async Task<List<string>> NamesAsync(string database, string table, string column)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            $"SELECT {column} FROM {table} ORDER BY {column} COLLATE \"C\""
        );
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var names = new List<string>();
        while (await rows.ReadAsync(Stop))
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    private sealed class Counted(string name, Ran ran) : IRecurringJob
    {
        public Task RunAsync(CancellationToken stop)
        {
            ran.Add(name);
            return Task.CompletedTask;
        }
    }

    /// <summary>What ran, and what was logged.</summary>
    private sealed class Ran : ILoggerProvider, ILogger
    {
        private readonly Lock _lock = new();
        private readonly HashSet<string> _names = [];
        private readonly List<string> _lines = [];
        private readonly List<(string Part, TaskCompletionSource Seen)> _awaited = [];
        private readonly TaskCompletionSource _everything = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );

        public Task EverythingAsync() => _everything.Task;

        public Task LoggedAsync(string part)
        {
            lock (_lock)
            {
                if (_lines.Exists(line => line.Contains(part, StringComparison.Ordinal)))
                {
                    return Task.CompletedTask;
                }

                var seen = new TaskCompletionSource(
                    TaskCreationOptions.RunContinuationsAsynchronously
                );
                _awaited.Add((part, seen));
                return seen.Task;
            }
        }

        public void Add(string name)
        {
            lock (_lock)
            {
                _names.Add(name);
                if (_names.Count == JobServices.All.Count)
                {
                    _everything.TrySetResult();
                }
            }
        }

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var line = formatter(state, exception);
            lock (_lock)
            {
                _lines.Add(line);
                _awaited
                    .FindAll(one => line.Contains(one.Part, StringComparison.Ordinal))
                    .ForEach(one => one.Seen.TrySetResult());
            }
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() { }
    }
}
