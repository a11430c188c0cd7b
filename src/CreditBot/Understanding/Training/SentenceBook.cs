using System.Reflection;

namespace CreditBot.Understanding.Training;

/// <summary>Who says the sentences of a file.</summary>
internal enum Speaker
{
    Anyone,
    Client,
    Manager,
}

/// <summary>The templates of one intent, with the questions that may be at hand when they are said.</summary>
internal sealed record SentenceSection(
    Speaker Speaker,
    Intent Intent,
    IReadOnlyList<Pending> Questions,
    IReadOnlyList<SentenceTemplate> Templates
);

/// <summary>The sentences that the model learns from: our own, in the text files beside this one.</summary>
internal sealed class SentenceBook
{
    private static readonly (string File, Speaker Speaker)[] Files =
    [
        ("chat.txt", Speaker.Anyone),
        ("client.txt", Speaker.Client),
        ("manager.txt", Speaker.Manager),
        ("outside.txt", Speaker.Anyone),
    ];

    private SentenceBook(
        IReadOnlyList<SentenceSection> sections,
        IReadOnlyDictionary<string, IReadOnlyList<SentenceTemplate>> words
    ) => (Sections, Words) = (sections, words);

    public IReadOnlyList<SentenceSection> Sections { get; }

    /// <summary>What fills a {place}.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SentenceTemplate>> Words { get; }

    public static SentenceBook Read() =>
        new(
            [.. Files.SelectMany(file => ReadSections(Lines(file.File), file.Speaker))],
            ReadWords(Lines("words.txt"))
        );

    private static IEnumerable<SentenceSection> ReadSections(
        IEnumerable<string> lines,
        Speaker speaker
    )
    {
        SentenceSection? section = null;
        var templates = new List<SentenceTemplate>();
        foreach (var line in lines)
        {
            if (!line.StartsWith('['))
            {
                templates.Add(SentenceTemplate.Parse(line));
                continue;
            }

            if (section is not null)
            {
                yield return section with
                {
                    Templates = [.. templates],
                };
            }

            templates.Clear();
            var parts = line.Trim('[', ']')
                .Split('@', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            section = new SentenceSection(
                speaker,
                Named<Intent>(parts[0]),
                parts.Length > 1 ? [.. parts[1].Split(' ').Select(Named<Pending>)] : [],
                []
            );
        }

        if (section is not null)
        {
            yield return section with
            {
                Templates = [.. templates],
            };
        }
    }

    private static Dictionary<string, IReadOnlyList<SentenceTemplate>> ReadWords(
        IEnumerable<string> lines
    )
    {
        var words = new Dictionary<string, IReadOnlyList<SentenceTemplate>>(StringComparer.Ordinal);
        List<SentenceTemplate> current = [];
        foreach (var line in lines)
        {
            if (line.StartsWith('{') && line.EndsWith('}') && !line.Contains('|'))
            {
                words.Add(line.Trim('{', '}'), current = []);
            }
            else
            {
                current.AddRange(
                    line.Split('|', StringSplitOptions.TrimEntries).Select(SentenceTemplate.Parse)
                );
            }
        }

        return words;
    }

    private static IEnumerable<string> Lines(string file)
    {
        var name = $"{typeof(SentenceBook).Namespace}.{file}";
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith('#'))
            {
                yield return line;
            }
        }
    }

    private static T Named<T>(string name)
        where T : struct, Enum =>
        Enum.Parse<T>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
