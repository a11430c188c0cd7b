using System.Collections.Immutable;

namespace CreditBot.Ledger;

/// <summary>Changes what is agreed with a client beside its plan; null leaves name and e-mail as they are.</summary>
public sealed record ChangeTerms(ClientTerms Terms, string? Name = null, string? Email = null);

/// <summary>Changes of terms; a new zone applies after the running period (design.md §3.4).</summary>
public static class TermsChanging
{
    public static LedgerAnswer Decide(ClientState state, ChangeTerms command, ActionContext context)
    {
        var texts = ImmutableDictionary<string, string>.Empty;
        texts = command.Name is { } name ? texts.Add(TextNames.Name, name) : texts;
        texts = command.Email is { } email ? texts.Add(TextNames.Email, email) : texts;
        return new LedgerAnswer.Append([
            new ClientEntry.TermsChanged(command.Terms)
            {
                Seq = state.NextSeq,
                At = context.Now,
                RecordedAt = context.Now,
                By = context.By,
                Texts = texts,
            },
        ]);
    }
}
