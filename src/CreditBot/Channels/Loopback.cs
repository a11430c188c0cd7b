using System.Net;

namespace CreditBot.Channels;

/// <summary>Which hosts are this very machine.</summary>
internal static class Loopback
{
    /// <param name="host">A name or an address, the latter with or without brackets.</param>
    public static bool IsHost(string host) =>
        Uri.CheckHostName(host.Trim('[', ']')) is UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? IPAddress.TryParse(host.Trim('[', ']'), out var address)
                && (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any))
            : host.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || host.TrimEnd('.').EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
