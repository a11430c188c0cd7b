using System.Net;
using System.Net.Sockets;

namespace CreditBot.RealClients.Processes;

/// <summary>A TCP port that nobody on this machine listened on a moment ago.</summary>
internal static class FreePort
{
    public static int Next()
    {
        // Both loopbacks: the Playground and browsers reach "localhost" by either.
        using var listener = new TcpListener(IPAddress.IPv6Any, 0);
        listener.Server.DualMode = true;
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
