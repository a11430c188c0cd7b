using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Jobs;
using CreditBot.Outbox;
using CreditBot.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace CreditBot.StoreCrasher;

/// <summary>A node as the job races have it: the product's rooms on one database, a clock that the race sets, and senders that write down what left.</summary>
internal sealed class RaceNode : IAsyncDisposable
{
    /// <summary>Where the race's time stands in the store.</summary>
    public const string TimeKind = "race";
    public const string TimeKey = "now";

    private RaceNode(WebApplication app, RaceClock clock) => (App, Clock) = (app, clock);

    public WebApplication App { get; }

    public RaceClock Clock { get; }

    public IStore Store => App.Services.GetRequiredService<IStore>();

    /// <param name="connection">Of the database.</param>
    /// <param name="sent">The folder in which each delivery is a file.</param>
    /// <param name="skew">By how much its clock is ahead of the race's.</param>
    public static RaceNode Open(string connection, string sent, Duration skew)
    {
        var clock = new RaceClock(skew);
        var app = CreditBotHost.BuildForCommands(
            [
                "--applicationName=creditbot",
                "--environment=Production",
                "--Storage:Provider=postgresql",
                $"--Storage:ConnectionString={connection}",
                "--Agency:Name=Racing Web",
                "--Agency:TimeZone=UTC",
                "--Reports:Recipients:0=owner@agency.test",
                "--Logging:LogLevel:Default=Error",
            ],
            builder =>
            {
                builder.Services.AddSingleton<IClock>(clock);
                builder.Services.AddJobs();
                builder.Services.AddSingleton<OutboxDispatcher>();
                foreach (
                    var sender in builder
                        .Services.Where(service => service.ServiceType == typeof(IOutboxSender))
                        .ToList()
                )
                {
                    builder.Services.Remove(sender);
                }

                foreach (
                    var kind in (string[])
                        [
                            OutboxKinds.Notice,
                            OutboxKinds.Cards,
                            OutboxKinds.TalkCards,
                            OutboxKinds.Report,
                        ]
                )
                {
                    builder.Services.AddSingleton<IOutboxSender>(new Recorder(kind, sent));
                }
            }
        );
        return new RaceNode(app, clock);
    }

    /// <summary>Runs all jobs and the outbox, over and over, at the time that the store says.</summary>
    public static async Task RunAsync(string connection, string sent, string skewSeconds)
    {
        var skew = Duration.FromSeconds(int.Parse(skewSeconds, CultureInfo.InvariantCulture));
        await using var node = Open(connection, sent, skew);
        Console.WriteLine("racing");
        while (true)
        {
            await node.OnceAsync(CancellationToken.None);
            await Task.Delay(20);
        }
    }

    public async Task OnceAsync(CancellationToken stop)
    {
        try
        {
            if (await Store.DocumentAsync(AgencyId.Default, TimeKind, TimeKey, stop) is { } now)
            {
                Clock.Set(
                    Instants.FromUnixTimeMicroseconds(
                        long.Parse(now.Json, CultureInfo.InvariantCulture)
                    )
                );
            }

            foreach (var name in JobServices.All.Keys)
            {
                await App.Services.GetRequiredKeyedService<IRecurringJob>(name).RunAsync(stop);
            }

            await App.Services.GetRequiredService<OutboxDispatcher>().RunOnceAsync(stop);
        }
        catch (StoreUnavailableException away)
        {
            Console.WriteLine($"away {away.Message}");
        }
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed class Recorder(string kind, string folder) : IOutboxSender
    {
        public string Kind => kind;

        public async Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop)
        {
            // Whole or not at all, also when the process is killed in the middle.
            var name = Path.Combine(folder, $"{Guid.NewGuid():N}");
            await File.WriteAllTextAsync($"{name}.new", message.Id, stop);
            File.Move($"{name}.new", $"{name}.sent");
            return new Delivery.Sent(message.Id);
        }
    }
}

/// <summary>Stands until it is set.</summary>
internal sealed class RaceClock(Duration skew) : IClock
{
    private long _micros;

    public void Set(Instant now) =>
        Interlocked.Exchange(ref _micros, Instants.ToUnixTimeMicroseconds(now));

    public Instant GetCurrentInstant() =>
        Instants.FromUnixTimeMicroseconds(Interlocked.Read(ref _micros)) + skew;
}
