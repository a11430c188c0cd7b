using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Reports.Mail;

/// <summary>Whose mail it is, from whom, to whom and when.</summary>
/// <param name="From">"reports@agency.example" or "Name &lt;reports@agency.example&gt;".</param>
/// <param name="To">One bare address.</param>
/// <param name="SentAt">Becomes Date; keep the first one for a delivery that is tried again.</param>
/// <param name="Repeat">0 for what is sent once; counts up when somebody has it sent again (contract.md, <c>?again=true</c>), which makes it another mail.</param>
public sealed record MailEnvelope(
    AgencyId Agency,
    string From,
    string To,
    Instant SentAt,
    int Repeat = 0
);
