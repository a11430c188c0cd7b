using System.Collections;

namespace CreditBot.Reports.Workbook.Cells;

/// <summary>Rows that are made anew each time they are asked for, and how many they are.</summary>
internal sealed class Streamed<T>(int count, Func<IEnumerable<T>> rows) : IReadOnlyCollection<T>
{
    public int Count => count;

    public IEnumerator<T> GetEnumerator() => rows().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
