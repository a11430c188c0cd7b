using CreditBot.Storage;
using CreditBot.Storage.LiteDb;

namespace CreditBot.Tests.Storage.LiteDb;

/// <summary>The tables as LiteDB keeps them, on files in memory.</summary>
public sealed class LiteDbTablesTests : IDisposable
{
    private readonly MemoryStream _pages = new();
    private readonly MemoryStream _log = new();
    private readonly LiteDbTables _tables;

    public LiteDbTablesTests()
    {
        _tables = new LiteDbTables(_pages, _log);
        _tables.MakeAll();
    }

    [Fact]
    public void Many_keys_are_read_at_once_and_those_that_are_not_there_left_out()
    {
        _tables.Write([(Tables.Usage, "a/1", [1]), (Tables.Usage, "a/3", [3])]);

        var rows = _tables.Get(Tables.Usage, ["a/3", "a/2", "a/1", "a/1"]);

        rows.OrderBy(row => row.Key)
            .Select(row => (row.Key, row.Value[0]))
            .ShouldBe([("a/1", 1), ("a/3", 3)]);
        _tables.Get(Tables.Usage, []).ShouldBeEmpty();
    }

    [Fact]
    public void Keys_are_told_in_order_without_their_rows_and_no_more_than_asked_for()
    {
        _tables.Write([
            (Tables.Usage, "a/3", [3]),
            (Tables.Usage, "a/1", [1]),
            (Tables.Usage, "a/B", [2]),
            (Tables.Usage, "b/1", [4]),
        ]);

        _tables.KeysIn(Tables.Usage, "a/", "a/~", 10).ShouldBe(["a/1", "a/3", "a/B"]);
        _tables.KeysIn(Tables.Usage, Keys.After("a/1"), "a/~", 1).ShouldBe(["a/3"]);
        _tables.KeysIn(Tables.Usage, "c/", "c/~", 10).ShouldBeEmpty();
    }

    [Fact]
    public void A_row_that_stands_where_a_new_one_belongs_is_replaced_and_all_others_are_written()
    {
        _tables.Write([(Tables.Entries, "a/b/2", [1])]);

        _tables.Write([
            (Tables.Clients, "a/b", [7]),
            (Tables.Entries, "a/b/1", [8]),
            (Tables.Entries, "a/b/2", [9]),
            (Tables.Usage, "a/1", [10]),
        ]);

        _tables.Get(Tables.Entries, "a/b/1").ShouldBe([8]);
        _tables.Get(Tables.Entries, "a/b/2").ShouldBe([9]);
        _tables.Get(Tables.Clients, "a/b").ShouldBe([7]);
        _tables.Get(Tables.Usage, "a/1").ShouldBe([10]);
        _tables.Checkpoint();
        _tables.Range(Tables.Entries, "a/", "a/~", 10).Count.ShouldBe(2);
    }

    [Fact]
    public void A_document_that_was_read_is_read_as_it_was_written_since()
    {
        _tables.Write([(Tables.Documents, "a/person/bo", [1])]);
        _tables.Get(Tables.Documents, "a/person/bo").ShouldBe([1]);
        _tables.Get(Tables.Documents, "a/person/cy").ShouldBeNull();

        _tables.Write([
            (Tables.Documents, "a/person/bo", [2]),
            (Tables.Documents, "a/person/cy", [3]),
        ]);
        _tables.Get(Tables.Documents, "a/person/bo").ShouldBe([2]);
        _tables.Get(Tables.Documents, "a/person/cy").ShouldBe([3]);

        _tables.Write([(Tables.Documents, "a/person/bo", null)]);
        _tables.Get(Tables.Documents, "a/person/bo").ShouldBeNull();
    }

    public void Dispose()
    {
        _tables.Dispose();
        _pages.Dispose();
        _log.Dispose();
    }
}
