using System.Runtime.CompilerServices;

namespace CreditBot.Tests.Hosting;

/// <summary>
/// Hosts of this process don't watch their settings' files: each would take several of the 128 inotify instances that
/// Debian gives a user, and with many hosts at once there would be none left.
/// </summary>
internal static class NoWatchedSettings
{
    [ModuleInitializer]
    internal static void Set() =>
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
