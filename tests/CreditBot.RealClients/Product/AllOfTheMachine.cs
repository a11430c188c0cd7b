namespace CreditBot.RealClients.Product;

/// <summary>Tests that keep several nodes and a database busy: beside them a browser would wait for a processor.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AllOfTheMachine
{
    public const string Name = "all of the machine";
}
