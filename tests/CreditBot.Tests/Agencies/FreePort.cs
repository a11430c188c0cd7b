using System.Net;
using System.Net.Sockets;

namespace CreditBot.Tests.Agencies;

/// <summary>An address on this machine at which nobody listens.</summary>
internal static class FreePort
{
    public static string Url()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
