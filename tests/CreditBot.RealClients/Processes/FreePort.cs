using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CreditBot.RealClients.Processes;

/// <summary>A TCP port that nobody on this machine listened on a moment ago, and that nobody in this run was given before.</summary>
internal static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Next()
    {
        // The system may name a port again that is free again: two servers that start side by side must not meet on it.
        int port;
        do
        {
            port = Find();
        } while (!Given.TryAdd(port, true));
        return port;
    }

    private static int Find()
    {
        // Both loopbacks: the Playground and browsers reach "localhost" by either.
        using var listener = new TcpListener(IPAddress.IPv6Any, 0);
        listener.Server.DualMode = true;
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
