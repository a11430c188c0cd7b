using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Storage.Memory;

namespace CreditBot.Tests.Storage;

/// <summary>Usage is found by its key, in whatever form a store keeps that.</summary>
public class UsageRowsTests
{
    private static readonly AgencyId Agency = AgencyId.Default;
    private static readonly AgencyId Other = new("other");
    private static readonly UsageKey Short = new("/editors/7", "e-1");
    private static readonly UsageKey Long = new("/editors/7", new string('e', 500));

    private readonly MemoryTables _tables = new();

    [Fact]
    public void Keys_of_one_source_lie_side_by_side_and_long_ones_by_their_hash()
    {
        Keys.Usage(Agency, Short).ShouldBe("default/~10 /editors/7 e-1");
        Keys.Usage(Agency, Long).ShouldBe(Keys.HashedUsage(Agency, Long));
        Keys.Usage(Agency, new UsageKey("a", "b c"))
            .ShouldNotBe(Keys.Usage(Agency, new UsageKey("a b", "c")));
    }

    [Fact]
    public void What_an_earlier_version_kept_by_its_hash_is_still_found()
    {
        Put(Keys.HashedUsage(Agency, Short), Short);
        Put(Keys.Usage(Agency, Long), Long);
        var newer = new UsageKey("/editors/7", "e-2");
        Put(Keys.Usage(Agency, newer), newer);

        var found = UsageRows.Find(
            _tables,
            Agency,
            [Short, Long, newer, newer, new UsageKey("/editors/7", "e-3")]
        );

        found.Keys.ShouldBe([Short, Long, newer], ignoreOrder: true);
        found[Short].Id.ShouldBe(Short.Id);
        UsageRows.Find(_tables, Other, [Short, Long, newer]).ShouldBeEmpty();
    }

    private void Put(string row, UsageKey key) =>
        _tables.Put(
            Tables.Usage,
            row,
            Rows.Write(new UsageRow(key.Source, key.Id, ClientId.Parse("bella"), 3, "digest"))
        );
}
