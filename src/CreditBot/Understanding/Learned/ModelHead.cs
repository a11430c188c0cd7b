namespace CreditBot.Understanding.Learned;

/// <summary>A multinomial logistic regression: a bias and a weight per place for each of its classes.</summary>
/// <remarks>A weight is a signed byte: so many steps, each a 127th of the largest weight of its class.</remarks>
internal sealed class ModelHead
{
    private readonly float[] _biases;
    private readonly float[] _steps;

    // By place, then class, so that a message touches few cache lines.
    private readonly sbyte[] _weights;

    private ModelHead(
        IReadOnlyList<string> classes,
        float[] biases,
        float[] steps,
        sbyte[] weights
    ) => (Classes, _biases, _steps, _weights) = (classes, biases, steps, weights);

    /// <summary>Places that it weighs.</summary>
    public int Places => _weights.Length / Classes.Count;

    public IReadOnlyList<string> Classes { get; }

    /// <summary>Keeps trained weights, rounded.</summary>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="biases">One a class.</param>
    /// <param name="weights">For each class one a place.</param>
    public static ModelHead Of(
        IReadOnlyList<string> classes,
        IReadOnlyList<float> biases,
        IReadOnlyList<float[]> weights
    )
    {
        var steps = weights
            .Select(own => MathF.Max(own.Max(MathF.Abs), 1e-6f) / sbyte.MaxValue)
            .ToArray();
        var places = weights[0].Length;
        var kept = new sbyte[places * classes.Count];
        for (var place = 0; place < places; place++)
        {
            for (var one = 0; one < classes.Count; one++)
            {
                kept[(place * classes.Count) + one] = (sbyte)
                    MathF.Round(weights[one][place] / steps[one]);
            }
        }

        return new ModelHead(
            classes,
            [.. biases.Select(bias => MathF.Round(bias, 3))],
            // Rounded so that another processor's last bit makes no other file.
            [.. steps.Select(step => MathF.Round(step, 5))],
            kept
        );
    }

    /// <summary>How likely each class is; together 1.</summary>
    public float[] Score(Features features)
    {
        var sums = new float[_biases.Length];
        for (var i = 0; i < features.Places.Length; i++)
        {
            var row = _weights.AsSpan(features.Places[i] * sums.Length, sums.Length);
            for (var one = 0; one < row.Length; one++)
            {
                sums[one] += features.Values[i] * row[one];
            }
        }

        for (var one = 0; one < sums.Length; one++)
        {
            sums[one] = _biases[one] + (_steps[one] * sums[one]);
        }

        var largest = sums.Max();
        var total = 0f;
        foreach (ref var sum in sums.AsSpan())
        {
            sum = MathF.Exp(sum - largest);
            total += sum;
        }

        foreach (ref var sum in sums.AsSpan())
        {
            sum /= total;
        }

        return sums;
    }

    public void Write(BinaryWriter file)
    {
        file.Write(Classes.Count);
        file.Write(Places);
        for (var one = 0; one < Classes.Count; one++)
        {
            file.Write(Classes[one]);
            file.Write(_biases[one]);
            file.Write(_steps[one]);
        }

        file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_weights.AsSpan()));
    }

    public static ModelHead Read(BinaryReader file)
    {
        var (count, places) = (file.ReadInt32(), file.ReadInt32());
        var (classes, biases, steps) = (new string[count], new float[count], new float[count]);
        for (var one = 0; one < count; one++)
        {
            (classes[one], biases[one], steps[one]) = (
                file.ReadString(),
                file.ReadSingle(),
                file.ReadSingle()
            );
        }

        var weights = new sbyte[places * count];
        file.BaseStream.ReadExactly(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(weights.AsSpan())
        );
        return new ModelHead(classes, biases, steps, weights);
    }
}
