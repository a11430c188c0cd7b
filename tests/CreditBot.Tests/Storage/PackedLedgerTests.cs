using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Ports;
using CreditBot.Storage;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Storage;

/// <summary>The ledger lines of a month book come back as they were packed.</summary>
public class PackedLedgerTests
{
    private static readonly Gen<decimal> Amounts = Gen.OneOf(
        Gen.Const(0m),
        Gen.Long[-2_000_000_000, 2_000_000_000].Select(thousandths => thousandths / 1000m)
    );

    private static readonly Gen<LedgerLine> Lines =
        from client in Gen.Int[1, 4]
        from seq in Gen.Long[1, long.MaxValue]
        from at in Gen.Long[0, 4_000_000_000_000_000]
        from kind in Gen.Enum<LedgerKind>()
        from month in Gen.Int[0, 600]
        from amounts in Amounts.Array[11]
        select new LedgerLine(
            ClientId.Parse($"c-{client}"),
            seq,
            NodaConstants.UnixEpoch.PlusTicks(at * 10),
            kind,
            new YearMonth(2000, 1).PlusMonths(month)
        )
        {
            Used = amounts[0],
            Overage = amounts[1],
            CostPerCredit = amounts[2],
            Granted = amounts[3],
            Returned = amounts[4],
            Burned = amounts[5],
            Expired = amounts[6],
            Voided = amounts[7],
            Fee = amounts[8],
            OneTime = amounts[9],
            OverageBilled = amounts[10],
        };

    [Fact]
    public void Lines_come_back_as_they_were_each_time_they_are_read() =>
        Lines
            .Array[0, 40]
            .Sample(lines =>
            {
                var back = PackedLedger.Unpack(PackedLedger.Pack(LedgerLines.Of(lines)));
                back.Count.ShouldBe(lines.Length);
                back.Read().ShouldBe(lines);
                back.Read().ShouldBe(lines);
            });

    [Fact]
    public void What_is_cut_off_is_told() =>
        Should.Throw<LedgerDamagedException>(() => PackedLedger.Unpack([1, 2]));
}
