using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CreditBot.RealClients.Processes;

/// <summary>A program started by a test, with what it wrote, and gone when disposed.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Pause = 19;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ChildProcess(Process process, Action<string>? heard)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data, heard);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, null);
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Both output streams so far, line by line.</summary>
    public string Output => string.Join(Environment.NewLine, _lines);

    /// <summary>Where lines can be written to the program.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <param name="program">Looked for on the PATH when it has no folder.</param>
    /// <param name="arguments">One each, as they are.</param>
    /// <param name="environment">Added to this process' own; a null takes a variable away.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="heard">Told each line of standard output.</param>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? folder = null,
        Action<string>? heard = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? string.Empty,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start }, heard);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="TimeoutException">It had not ended in time; it has been killed.</exception>
    public static async Task<Finished> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? folder = null,
        TimeSpan? limit = null
    )
    {
        await using var child = Start(program, arguments, environment, folder);
        child.Input.Close();
        await child.WaitForEndAsync(limit);
        return new(child._process.ExitCode, child.Output);
    }

    /// <summary>Waits for a line of its output.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public Task<string> WaitForLineAsync(
        Func<string, bool> sought,
        string what,
        TimeSpan? patience = null
    ) =>
        Eventually.SeeAsync(
            () =>
            {
                var ended = HasEnded;
                return _lines.FirstOrDefault(sought)
                    ?? (
                        ended
                            ? throw new InvalidOperationException(
                                $"It ended before {what}: {Output}"
                            )
                            : null
                    );
            },
            what,
            patience,
            () => Output
        );

    /// <summary>Ends it at once, without a chance to tidy up (SIGKILL), with all it started.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Stops it where it stands (SIGSTOP), until <see cref="GoOn"/>.</summary>
    public void Freeze() => _ = SendSignal(_process.Id, Pause);

    public void GoOn() => _ = SendSignal(_process.Id, Continue);

    /// <summary>Asks it to end (SIGTERM), and kills it if it doesn't.</summary>
    public async Task StopAsync()
    {
        if (!HasEnded)
        {
            _ = SendSignal(_process.Id, Terminate);
        }

        await WaitForEndAsync();
    }

    public async Task WaitForEndAsync(TimeSpan? limit = null)
    {
        using var stop = new CancellationTokenSource(limit ?? Eventually.Patience);
        try
        {
            await _process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException late)
        {
            Kill();
            throw new TimeoutException(
                $"{_process.StartInfo.FileName} did not end in time. It said: {Output}",
                late
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    private void Keep(string? line, Action<string>? heard)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        heard?.Invoke(line);
    }
}

/// <summary>How a program ended, and all it wrote.</summary>
internal sealed record Finished(int Code, string Output)
{
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public Finished ShouldBeDone() =>
        Code == 0
            ? this
            : throw new InvalidOperationException($"It ended with code {Code}: {Output}");
}
