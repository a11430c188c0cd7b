using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using NodaTime;

namespace CreditBot.Tests.Storage.Checks;

/// <summary>verify finds what is billed twice and what is granted as paid and forgotten.</summary>
public sealed class BillingSumsTests
{
    private static readonly ClientId Bella = ClientId.Parse("bella");
    private static readonly ActionContext Context = new(
        Instant.FromUtc(2026, 11, 3, 9, 0),
        new PersonId("dana"),
        "api",
        EntrySamples.AgencyTerms.Catalog
    );

    /// <summary>1 opened, 2 the period and its fee, 3 sixty credits for $118.80, 4 that line issued.</summary>
    private static ImmutableList<ClientEntry> Entries()
    {
        var entries = Taken(
            ClientOpening.Decide(
                new OpenClient(
                    Bella,
                    "Bella",
                    Email: null,
                    new ClientTerms { Zone = DateTimeZone.Utc },
                    new Plan("Basic", Credits.Of(50), new Money(99m, "USD")),
                    StartsOn: null
                ),
                Context
            )
        );
        var state = ClientFold.Fold(Bella, entries)!;
        var grant = Taken(
            Granting.Decide(
                state,
                new GrantCredits(Credits.Of(60), "extra", Price: new Money(118.80m, "USD")),
                Context
            )
        );
        state = grant.Aggregate(state, ClientFold.Apply);
        return
        [
            .. entries,
            .. grant,
            .. Taken(
                LineMarking.Decide(
                    state,
                    new MarkLines([new LineId(3, 1)], LineState.Issued),
                    Context
                )
            ),
        ];
    }

    private static ImmutableList<ClientEntry> Taken(LedgerAnswer answer) =>
        answer.ShouldBeOfType<LedgerAnswer.Append>().Entries;

    private static string[] Faults(IReadOnlyList<ClientEntry> entries)
    {
        var findings = new Findings();
        var sums = new BillingSums(StreamName.Of(AgencyId.Default, Bella), findings);
        foreach (var entry in entries)
        {
            sums.Add(entry);
        }

        sums.Compare(ClientFold.Fold(Bella, entries)!);
        return [.. findings.ToReport().Faults.Select(fault => $"{fault.Entry}: {fault.Fault}")];
    }

    private static ClientEntry[] With(long seq, Func<ClientEntry, ClientEntry> change) =>
        [.. Entries().Select(entry => entry.Seq == seq ? change(entry) : entry)];

    [Fact]
    public void What_the_ledger_writes_is_well() => Faults(Entries()).ShouldBeEmpty();

    [Fact]
    public void A_paid_grant_without_its_line_is_named() =>
        Faults(With(3, entry => entry with { Charges = [] }))
            .ShouldContain(fault =>
                fault.StartsWith("3: ", StringComparison.Ordinal)
                && fault.Contains("no line bills it", StringComparison.Ordinal)
            );

    [Fact]
    public void A_grant_billed_twice_is_named() =>
        Faults(With(3, entry => entry with { Charges = [.. entry.Charges, .. entry.Charges] }))
            .ShouldContain(fault =>
                fault.StartsWith("3: ", StringComparison.Ordinal)
                && fault.Contains("2 lines bill it", StringComparison.Ordinal)
            );

    [Fact]
    public void A_grant_billed_for_another_price_is_named() =>
        Faults(
                With(
                    3,
                    entry =>
                        entry with
                        {
                            Charges = [entry.Charges[0] with { Net = new Money(11.88m, "USD") }],
                        }
                )
            )
            .ShouldContain(fault =>
                fault.Contains("its line says 11.88 USD", StringComparison.Ordinal)
            );

    [Fact]
    public void A_period_without_its_fee_is_named() =>
        Faults(With(2, entry => entry with { Charges = [] }))
            .ShouldContain(fault =>
                fault.StartsWith("2: ", StringComparison.Ordinal)
                && fault.Contains("starts a period whose fee is", StringComparison.Ordinal)
            );

    [Fact]
    public void A_line_that_is_moved_a_second_time_or_was_never_made_is_named()
    {
        var entries = Entries();
        var again = (ClientEntry.LinesMarked)entries[^1] with { Seq = 5 };
        Faults([.. entries, again])
            .ShouldHaveSingleItem()
            .ShouldContain("moves the line 3.1 back, or a second time");
        Faults([.. entries, again with { Lines = [new LineId(1, 1)] }])
            .ShouldHaveSingleItem()
            .ShouldContain("which nothing before it made");
        Faults([.. entries, again with { State = LineState.Void }])
            .ShouldContain(fault =>
                fault.Contains("its charges say otherwise", StringComparison.Ordinal)
            );
    }
}
