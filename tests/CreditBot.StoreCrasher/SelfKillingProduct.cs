using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBot.StoreCrasher;

/// <summary>The whole product in a process that kills itself right after an answer to a write has left.</summary>
internal sealed class SelfKillingProduct(int answers) : IStartupFilter
{
    private int _left;

    /// <param name="answers">How many writes are answered with success before it dies.</param>
    public static async Task RunAsync(string answers)
    {
        var killer = new SelfKillingProduct(int.Parse(answers, CultureInfo.InvariantCulture));
        await using var app = CreditBotHost.Build(
            // The pages find their files by the name of the program, which is another one here.
            ["--applicationName=creditbot"],
            builder => builder.Services.AddSingleton<IStartupFilter>(killer)
        );
        await app.RunAsync();
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (http, handle) =>
                {
                    if (!HttpMethods.IsGet(http.Request.Method))
                    {
                        http.Response.OnCompleted(() => AnsweredAsync(http.Response.StatusCode));
                    }

                    return handle(http);
                }
            );
            next(app);
        };

    private Task AnsweredAsync(int status)
    {
        if (
            status is StatusCodes.Status200OK or StatusCodes.Status201Created
            && Interlocked.Increment(ref _left) == answers
        )
        {
            // In the queue behind the work that puts the answer on the wire, and then at once.
            ThreadPool.QueueUserWorkItem(_ => Kill());
        }

        return Task.CompletedTask;
    }

    /// <summary>SIGKILL: nothing is flushed, closed or disposed.</summary>
    private static void Kill()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
