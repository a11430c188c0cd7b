using NodaTime;

namespace CreditBot.Simulation;

/// <summary>All chance comes from here: the same seed throws the same.</summary>
internal sealed class Dice(int seed)
{
#pragma warning disable CA5394 // A simulation has to be repeatable; nothing here is a secret.
    private readonly Random _random = new(seed);

    /// <summary>From 0, below a number.</summary>
    public int Below(int end) => _random.Next(end);

    public bool OneIn(int times) => _random.Next(times) == 0;
#pragma warning restore CA5394

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>0.001 to 40 credits, whole ones mostly.</summary>
    public Amounts.Credits Credits() =>
        OneIn(4)
            ? new Amounts.Credits(1 + Below(40_000))
            : new Amounts.Credits(1000L * (1 + Below(OneIn(10) ? 120 : 12)));

    public Duration UpTo(Duration most) =>
        Duration.FromMilliseconds(Below((int)Math.Min(most.TotalMilliseconds, int.MaxValue - 1)));
}
