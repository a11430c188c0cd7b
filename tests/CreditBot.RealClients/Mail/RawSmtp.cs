using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CreditBot.RealClients.Mail;

/// <summary>The least of an SMTP server: says yes to everything and keeps every byte that a client says, so that a command slipped in would be seen.</summary>
internal sealed class RawSmtp : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Session> _sessions = new();
    private readonly Task _serving;

    private RawSmtp()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Those that have ended, in order.</summary>
    public IReadOnlyList<Session> Sessions => [.. _sessions];

    public static RawSmtp Start() => new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        await using var buffered = new BufferedStream(stream, 1 << 16);
        var reader = new ByteLines(buffered);
        var commands = new List<string>();
        var message = Array.Empty<byte>();
        await SayAsync(stream, "220 raw.test");
        while (await reader.LineAsync(_stop.Token) is { } line)
        {
            var command = Encoding.Latin1.GetString(line).TrimEnd('\r', '\n');
            commands.Add(command);
            var verb = command.Split(' ')[0].ToUpperInvariant();
            if (verb == "DATA")
            {
                await SayAsync(stream, "354 go on");
                message = await reader.DataAsync(_stop.Token);
            }

            await SayAsync(
                stream,
                verb == "EHLO" ? "250-raw.test\r\n250-8BITMIME\r\n250 SMTPUTF8" : "250 OK"
            );
            if (verb == "QUIT")
            {
                break;
            }
        }

        _sessions.Enqueue(new Session(commands, message));
    }

    private static Task SayAsync(NetworkStream stream, string words) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n")).AsTask();

    /// <param name="Commands">Every line outside of DATA.</param>
    /// <param name="Message">What came in DATA, dots unstuffed.</param>
    internal sealed record Session(IReadOnlyList<string> Commands, byte[] Message);

    /// <summary>Lines as bytes, with their ends.</summary>
    private sealed class ByteLines(Stream bytes)
    {
        private readonly byte[] _one = new byte[1];

        public async Task<byte[]?> LineAsync(CancellationToken stop)
        {
            var line = new List<byte>();
            while (await bytes.ReadAsync(_one, stop) == 1)
            {
                line.Add(_one[0]);
                if (_one[0] == '\n')
                {
                    return [.. line];
                }
            }

            return line.Count == 0 ? null : [.. line];
        }

        public async Task<byte[]> DataAsync(CancellationToken stop)
        {
            var data = new List<byte>();
            while (await LineAsync(stop) is { } line)
            {
                if (line.AsSpan().SequenceEqual(".\r\n"u8))
                {
                    break;
                }

                data.AddRange(line[0] == '.' ? line.AsSpan(1) : line);
            }

            return [.. data];
        }
    }
}
