namespace CreditBot.Storage.Checks;

/// <summary>Finds rows among a stream's entries that stand before its first or behind the last one that its head knows.</summary>
internal static class StreamEnds
{
    public static void Check(ITables tables, StreamName stream, long version, Findings findings)
    {
        var prefix = Keys.Stream(stream.Agency, stream.Name);
        var beyond = tables.Range(
            Tables.Entries,
            prefix + Keys.Sorted(version + 1),
            Keys.EndOf(prefix),
            1
        );
        if (beyond is [var row])
        {
            findings.Add(
                stream,
                version + 1,
                $"{stream} has the entry '{Keys.LastPart(row.Key)}' beyond its head, which is at {version}."
            );
        }

        if (tables.Range(Tables.Entries, prefix, prefix + Keys.Sorted(0), 1) is [var before])
        {
            findings.Add(
                stream,
                0,
                $"{stream} has the entry '{Keys.LastPart(before.Key)}' before its first."
            );
        }
    }
}
