namespace CreditBot.Policy;

/// <summary>What a manager is for a client; limits may be given to a role instead of a person (design.md §5).</summary>
public enum ManagerRole
{
    AccountManager,
    Backup,
    OnCall,
}
