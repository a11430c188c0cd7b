using System.Globalization;

namespace CreditBot.Channels.Teams.Peers;

/// <summary>Addresses that a caller may name to lead answers, and the bot's token, astray.</summary>
public static class HostileUrls
{
    // PORT is a listener that must hear nothing; only the host localhost, as written, is allowed.
    public static TheoryData<string> All =>
        [
            "http://127.0.0.1:PORT/",
            "http://127.1:PORT/",
            "http://127.0.0.2:PORT/",
            "http://0.0.0.0:PORT/",
            "http://2130706433:PORT/",
            "http://0x7f000001:PORT/",
            "http://0x7f.0.0.1:PORT/",
            "http://0177.0.0.1:PORT/",
            "http://[::1]:PORT/",
            "http://[::]:PORT/",
            "http://[::ffff:127.0.0.1]:PORT/",
            "http://[0:0:0:0:0:0:0:1]:PORT/",
            "http://localhost.:PORT/",
            "http://localhost.localdomain:PORT/",
            "http://localhost.evil.example:PORT/",
            "http://evil.localhost:PORT/",
            "http://localhost@127.0.0.1:PORT/",
            "http://localhost:80@127.0.0.1:PORT/",
            "http://user:pass@localhost:PORT/",
            "http://@localhost:PORT/",
            "http://127.0.0.1:PORT\\@localhost/",
            "http://localhost\\@127.0.0.1:PORT/",
            "http://127.0.0.1:PORT#@localhost/",
            "http://127.0.0.1:PORT?@localhost/",
            "http://127.0.0.1:PORT/?x=localhost",
            "http://localhost:PORT/?to=127.0.0.1",
            "http://localhost:PORT/#fragment",
            "http://localhost%00.evil.example:PORT/",
            "http://localhost%2eevil.example:PORT/",
            "http://loc%61lhost:PORT/",
            "http://ｌｏｃａｌｈｏｓｔ:PORT/",
            "http://localhost\u3002evil.example:PORT/",
            "http://lоcalhost:PORT/",
            " http://localhost:PORT/",
            "http://localhost:PORT/ ",
            "http://local\thost:PORT/",
            "http://localhost\r\n.evil.example:PORT/",
            "http:\\\\localhost:PORT/",
            "http:/localhost:PORT/",
            "http:localhost:PORT/",
            "//localhost:PORT/",
            "localhost:PORT",
            "/_connector",
            "ftp://localhost:PORT/",
            "file:///etc/passwd",
            "gopher://localhost:PORT/",
            "ws://localhost:PORT/",
            "javascript:alert(1)",
            "data:text/plain,x",
            "http://",
            "http://:PORT/",
            "http://localhost:99999/",
            "https://smba.trafficmanager.net.evil.example/",
            "https://smba.trafficmanager.net/emea/",
            "https://evil.example/smba.trafficmanager.net",
            "http://169.254.169.254/latest/meta-data/",
            "http://metadata.google.internal/",
        ];

    public static string At(string pattern, int port) =>
        pattern.Replace(
            "PORT",
            port.ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
}
