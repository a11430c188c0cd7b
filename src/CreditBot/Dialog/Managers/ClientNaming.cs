using CreditBot.Ledger;

namespace CreditBot.Dialog;

/// <summary>Which client a manager's words name.</summary>
internal static class ClientNaming
{
    /// <summary>The one of that name or id, else the only one whose name begins so; null when none or several fit.</summary>
    public static ClientState? Find(IReadOnlyList<ClientState> roster, string? name)
    {
        if (name?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        var exact = roster
            .Where(client =>
                string.Equals(client.Name, text, StringComparison.OrdinalIgnoreCase)
                || string.Equals(client.Id.Value, text, StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        var fitting =
            exact.Count > 0
                ? exact
                :
                [
                    .. roster.Where(client =>
                        client.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase)
                    ),
                ];
        return fitting.Count == 1 ? fitting[0] : null;
    }
}
