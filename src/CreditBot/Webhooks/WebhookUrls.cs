using System.Net;
using System.Net.Sockets;

namespace CreditBot.Webhooks;

/// <summary>Where webhooks may go: https to public addresses, and in Development to this machine as well (contract.md, /webhooks).</summary>
internal static class WebhookUrls
{
    /// <summary>What is wrong with an address as it is written; null when nothing is.</summary>
    public static string? Mistake(string url, bool isDevelopment) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var uri)
        || uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp
            ? "url has to be a whole address, such as https://example.com/hooks."
        : uri.UserInfo.Length > 0 || uri.Fragment.Length > 0
            ? "url has to be without user name, password and fragment."
        : isDevelopment && uri.IsLoopback ? null
        : uri.Scheme != Uri.UriSchemeHttps ? "url has to be https."
        : uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            && !IsPublic(IPAddress.Parse(uri.DnsSafeHost))
        || uri.IsLoopback
            ? "url has to name a host on the public internet."
        : null;

    /// <summary>Connects to what a name stands for now, unless that lies inside: a name may be made to point anywhere.</summary>
    public static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        bool isDevelopment,
        CancellationToken stop
    )
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        var allowed = addresses
            .Where(address => IsPublic(address) || (isDevelopment && IPAddress.IsLoopback(address)))
            .ToArray();
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(
                $"{context.DnsEndPoint.Host} is no host on the public internet."
            );
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Global unicast but for what carries an IPv4 address (6to4, NAT64, Teredo) or documents.
            return (bytes[0] & 0xE0) == 0x20
                && !(bytes[0] == 0x20 && bytes[1] == 0x02)
                && !(
                    bytes[0] == 0x20
                    && bytes[1] == 0x01
                    && ((bytes[2] == 0 && bytes[3] == 0) || (bytes[2] == 0x0D && bytes[3] == 0xB8))
                );
        }

        return (bytes[0], bytes[1], bytes[2]) switch
        {
            (0 or 10 or 127 or >= 224, _, _) => false,
            (100, >= 64 and < 128, _) => false,
            (169, 254, _) => false,
            (172, >= 16 and < 32, _) => false,
            (192, 168, _) or (192, 0, 0) or (192, 0, 2) or (192, 88, 99) => false,
            (198, 18 or 19, _) or (198, 51, 100) or (203, 0, 113) => false,
            _ => true,
        };
    }
}
