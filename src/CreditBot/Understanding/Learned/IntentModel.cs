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
/// The learned model: for clients and for managers a head that tells intents apart and a gate that tells what is in scope.
/// <c>creditbot train</c> makes it, and the file it made is built into this assembly.
/// </summary>
internal sealed class IntentModel(IntentModel.Heads clients, IntentModel.Heads managers)
{
    private const string Mark = "CreditBot intents 1";
    private const string InScope = "in";
    private const string Resource = "CreditBot.Understanding.Learned.intents.model";

    private static readonly Lazy<IntentModel> Built = new(() =>
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        return Read(stream);
    });

    /// <summary>The one that the product ships with; read when it is first asked for.</summary>
    public static IntentModel Shipped => Built.Value;

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

    public Resemblance Score(Message message, bool byManager) =>
        (byManager ? managers : clients).Score(Features.Of(message));

    public void Write(Stream stream)
    {
        using var file = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        file.Write(Mark);
        foreach (var heads in (ReadOnlySpan<Heads>)[clients, managers])
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

        return new IntentModel(
            new Heads(ModelHead.Read(file), ModelHead.Read(file)),
            new Heads(ModelHead.Read(file), ModelHead.Read(file))
        );
    }
}
