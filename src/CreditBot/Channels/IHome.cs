using CreditBot.Amounts;

namespace CreditBot.Channels;

/// <summary>What a person sees of their credits without asking: a channel's home page (design.md §6).</summary>
public interface IHome
{
    /// <summary>A client's credits and open requests, what waits for a manager, or how to link for a stranger. Only reads.</summary>
    Task<Message> ShowAsync(AgencyId agency, ChatIdentity who, CancellationToken stop);
}
