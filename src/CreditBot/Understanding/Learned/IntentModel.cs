using System.Reflection;
using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Learned;

/// <summary>What a message resembles: the likely intents, and whether it is any of our business.</summary>
/// <param name="InScope">How likely it is about credits at all, 0 to 1.</param>
/// <param name="Intents">The intents with how likely each is if it is, the likeliest first.</param>
internal sealed record Resemblance(
    float InScope,
    IReadOnlyList<(Intent Intent, float Likely)> Intents
);

/// <summary>
/// The learned model: for clients and for managers a head that tells intents apart and a gate that tells what is in scope;
/// all of them twice, by words alone and by words with the meaning of the whole message.
/// <c>creditbot train</c> makes it, and the file it made is built into this assembly.
/// </summary>
internal sealed class IntentModel
{
    private const string Mark = "CreditBot intents 2";
    private const string InScope = "in";
    private const string Resource = "CreditBot.Understanding.Learned.intents.model";

    private static readonly Lazy<IntentModel> Built = new(() =>
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        return Read(stream);
    });

    private readonly Speakers _byWords;
    private readonly Speakers? _byMeaning;

    /// <param name="sentences">The fingerprint of what it learned from.</param>
    /// <param name="byWords">Heads that need nothing but the words.</param>
    /// <param name="byMeaning">Heads that also need the encoder; null when there was none to train with.</param>
    public IntentModel(string sentences, Speakers byWords, Speakers? byMeaning) =>
        (Sentences, _byWords, _byMeaning) = (sentences, byWords, byMeaning);

    /// <summary>The one that the product ships with; read when it is first asked for.</summary>
    public static IntentModel Shipped => Built.Value;

    /// <summary>The fingerprint of the sentences that it learned from, as they were cut and marked.</summary>
    public string Sentences { get; }

    /// <summary>The heads for what clients write, and for what managers do.</summary>
    internal sealed record Speakers(Heads Clients, Heads Managers);

    internal sealed record Heads(ModelHead Intents, ModelHead Gate)
    {
        private readonly Intent[] _intents = [.. Intents.Classes.Select(Enum.Parse<Intent>)];

        public Resemblance Score(Features features)
        {
            var gate = Gate.Score(features);
            var likely = Intents.Score(features);
            return new Resemblance(
                gate[Gate.Classes.ToList().IndexOf(InScope)],
                [
                    .. _intents
                        .Select((intent, at) => (intent, likely[at]))
                        .OrderByDescending(pair => pair.Item2),
                ]
            );
        }
    }

    public static string GateClass(bool inScope) => inScope ? InScope : "out";

    /// <param name="message">The message.</param>
    /// <param name="byManager">Who wrote it.</param>
    /// <param name="meaning">What it means as a whole; null without an encoder.</param>
    public Resemblance Score(Message message, bool byManager, float[]? meaning = null)
    {
        var features = Features.Of(message);
        return meaning is not null && _byMeaning is not null
            ? Score(_byMeaning, byManager, features.With(meaning))
            : Score(_byWords, byManager, features);
    }

    private static Resemblance Score(Speakers heads, bool byManager, Features features) =>
        (byManager ? heads.Managers : heads.Clients).Score(features);

    public void Write(Stream stream)
    {
        using var file = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        file.Write(Mark);
        file.Write(Sentences);
        file.Write(_byMeaning is not null);
        Speakers[] all = _byMeaning is null ? [_byWords] : [_byWords, _byMeaning];
        foreach (var heads in all.SelectMany(one => (Heads[])[one.Clients, one.Managers]))
        {
            heads.Intents.Write(file);
            heads.Gate.Write(file);
        }
    }

    /// <exception cref="InvalidDataException">It is no model, or one of another version.</exception>
    public static IntentModel Read(Stream stream)
    {
        using var file = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (file.ReadString() != Mark)
        {
            throw new InvalidDataException("This is no model of this version.");
        }

        var sentences = file.ReadString();
        var meaning = file.ReadBoolean();
        return new IntentModel(sentences, Speakers(), meaning ? Speakers() : null);

        Speakers Speakers() => new(Heads(), Heads());
        Heads Heads() => new(ModelHead.Read(file), ModelHead.Read(file));
    }
}
