using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditBot.Commands.Manifests;

/// <summary>The archive that Teams takes: the manifest and two icons at its root.</summary>
internal static class TeamsPackage
{
    private const string Manifest = "manifest.json";

    /// <summary>The manifest's version of which the limits below are.</summary>
    private const string SchemaVersion = "1.29";

    private static readonly (string Part, string Text, int Most)[] Texts =
    [
        ("name", "short", 30),
        ("name", "full", 100),
        ("description", "short", 80),
        ("description", "full", 4000),
        ("developer", "name", 32),
    ];

    private static readonly (string Icon, int Size)[] Icons = [("color", 192), ("outline", 32)];

    /// <summary>Makes the archive.</summary>
    public static byte[] Pack(ManifestValues values)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var writer = new StreamWriter(archive.CreateEntry(Manifest).Open()))
            {
                writer.Write(values.Fill("teams/manifest.json"));
            }

            foreach (var (icon, _) in Icons)
            {
                using var from = ManifestValues.Open($"teams/{icon}.png");
                using var to = archive.CreateEntry($"{icon}.png").Open();
                from.CopyTo(to);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>What Teams would refuse an archive for, as it says in its schema and its notes on icons; read from the archive itself.</summary>
    public static IReadOnlyList<string> Faults(Stream package)
    {
        try
        {
            using var archive = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.GetEntry(Manifest) is not { } entry)
            {
                return [$"There is no {Manifest} at the archive's root."];
            }

            using var text = entry.Open();
            return JsonNode.Parse(text) is JsonObject manifest
                ?
                [
                    .. OfManifest(manifest),
                    .. Icons.SelectMany(icon => OfIcon(archive, manifest, icon)),
                ]
                : [$"{Manifest} is no JSON object."];
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or JsonException)
        {
            return [$"It can't be read: {unreadable.Message}"];
        }
    }

    private static IEnumerable<string> OfManifest(JsonObject manifest)
    {
        if (manifest.ToJsonString().Contains("${", StringComparison.Ordinal))
        {
            yield return "A placeholder is not filled in.";
        }

        if (Text(manifest, "manifestVersion") != SchemaVersion)
        {
            yield return $"manifestVersion is '{Text(manifest, "manifestVersion")}', not {SchemaVersion}.";
        }

        if (!Version.TryParse(Text(manifest, "version"), out _))
        {
            yield return $"version '{Text(manifest, "version")}' is no version such as 1.0.0.";
        }

        if (!Guid.TryParse(Text(manifest, "id"), out _))
        {
            yield return $"id '{Text(manifest, "id")}' is no app id.";
        }

        foreach (var (part, text, most) in Texts)
        {
            if (Text(manifest[part], text) is not { Length: > 0 } words || words.Length > most)
            {
                yield return $"{part}.{text} has to be there, with {most} characters at most.";
            }
        }

        if (Text(manifest["bots"]?[0], "botId") != Text(manifest, "id"))
        {
            yield return "The bot is not the app's own: botId and id differ.";
        }

        var domains = (manifest["validDomains"] as JsonArray ?? [])
            .Select(one => one?.ToString())
            .ToList();
        foreach (var tab in manifest["staticTabs"] as JsonArray ?? [])
        {
            if (
                Text(tab, "contentUrl") is { } address
                && !(
                    Uri.TryCreate(address, UriKind.Absolute, out var url)
                    && url.Scheme == Uri.UriSchemeHttps
                    && domains.Contains(url.Host)
                )
            )
            {
                yield return $"The tab '{address}' is not https on a host of validDomains.";
            }
        }

        foreach (var fault in OfCommands(manifest))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> OfCommands(JsonObject manifest)
    {
        foreach (var list in manifest["bots"]?[0]?["commandLists"] as JsonArray ?? [])
        {
            var commands = list?["commands"] as JsonArray ?? [];
            if (commands.Count is 0 or > 10)
            {
                yield return "A list has one to ten commands.";
            }

            foreach (var command in commands)
            {
                if (
                    Text(command, "title") is not { Length: > 0 and <= 32 }
                    || Text(command, "description") is not { Length: > 0 and <= 128 }
                )
                {
                    yield return $"The command '{Text(command, "title")}' is too long: 32 characters, and 128 to describe it.";
                }
            }
        }
    }

    private static IEnumerable<string> OfIcon(
        ZipArchive archive,
        JsonObject manifest,
        (string Icon, int Size) icon
    )
    {
        if (archive.GetEntry(Text(manifest["icons"], icon.Icon) ?? "") is not { } entry)
        {
            yield return $"The icon {icon.Icon} is not in the archive.";
            yield break;
        }

        // A PNG says its size at a fixed place.
        var head = new byte[24];
        using var png = entry.Open();
        var read = png.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (
            read < head.Length
            || !head.AsSpan(0, 4).SequenceEqual<byte>([0x89, 0x50, 0x4E, 0x47])
            || BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)) != icon.Size
            || BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20)) != icon.Size
        )
        {
            yield return $"The icon {icon.Icon} is no PNG of {icon.Size} × {icon.Size}.";
        }
    }

    private static string? Text(JsonNode? node, string name) =>
        node is JsonObject item && item[name] is JsonValue value ? value.ToString() : null;
}
