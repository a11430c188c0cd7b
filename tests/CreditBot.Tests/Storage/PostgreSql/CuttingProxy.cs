using System.Net;
using System.Net.Sockets;

namespace CreditBot.Tests.Storage.PostgreSql;

/// <summary>Stands between a store and its server, and cuts connections at the worst moment: when the end of a transaction was asked for.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private Cut _next = Cut.No;
    private Func<Task>? _meanwhile;
    private Task _held = Task.CompletedTask;

    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    public enum Cut
    {
        No,

        /// <summary>The server never hears of it.</summary>
        Before,

        /// <summary>The server has done it, and its answer is lost.</summary>
        After,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Cuts { get; private set; }

    /// <summary>The next connection that asks for a commit is cut.</summary>
    /// <param name="meanwhile">What happens to the server before anybody gets through to it again.</param>
    public void CutNext(Cut cut, Func<Task>? meanwhile = null) =>
        (_meanwhile, _next) = (meanwhile, cut);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await _held;
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _stop.Token);
                var toClient = new Gate();
                await Task.WhenAny(
                    ForwardAsync(client, server, toClient, isQuestion: true),
                    ForwardAsync(server, client, toClient, isQuestion: false)
                );
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException)
            {
                // Either side went away; so does the other.
            }
        }
    }

    private async Task ForwardAsync(TcpClient from, TcpClient to, Gate toClient, bool isQuestion)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var read = await from.GetStream().ReadAsync(buffer, _stop.Token);
                if (read == 0 || (!isQuestion && toClient.IsClosed))
                {
                    return;
                }

                if (
                    isQuestion
                    && _next != Cut.No
                    && buffer.AsSpan(0, read).IndexOf("commit\0"u8) >= 0
                )
                {
                    var cut = _next;
                    _next = Cut.No;
                    Cuts++;
                    if (cut == Cut.Before)
                    {
                        // The server doesn't see the connection end, either, unless it does so itself.
                        await (_held = _meanwhile?.Invoke() ?? Task.CompletedTask);
                        return;
                    }

                    // Its answer, when it comes, ends the connection.
                    toClient.IsClosed = true;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or IOException or InvalidOperationException)
        {
            // Either side went away; so does the other.
        }
    }

    private sealed class Gate
    {
        public volatile bool IsClosed;
    }
}
