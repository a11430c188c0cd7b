namespace CreditBot.Understanding;

/// <summary>Countable things that credits are spent on.</summary>
public enum WorkKind
{
    Pages,
    Sections,
    Edits,
    Images,
    Posts,
    Products,
    Forms,
    Languages,
}
