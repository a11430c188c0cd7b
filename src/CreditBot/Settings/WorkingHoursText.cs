using CreditBot.Policy;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Settings;

/// <summary>Working hours as they are written in settings: "Mon-Fri 09:00-17:00", "Mon,Wed,Fri 08:30-12:00".</summary>
internal static class WorkingHoursText
{
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture(
        "H:mm"
    );

    public static WorkingTime? Parse(string text, DateTimeZone zone)
    {
        var parts = text.Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (
            parts.Length != 2
            || Days(parts[0]) is not { Count: > 0 } days
            || parts[1].Split('-') is not [var from, var to]
        )
        {
            return null;
        }

        var (opens, closes) = (Time.Parse(from), Time.Parse(to));
        return opens.Success && closes.Success && opens.Value < closes.Value
            ? new WorkingTime(days, opens.Value, closes.Value, [], zone)
            : null;
    }

    private static List<IsoDayOfWeek>? Days(string text)
    {
        var days = new List<IsoDayOfWeek>();
        foreach (var part in text.ToLowerInvariant().Split(','))
        {
            var ends = part.Split('-');
            var first = Array.IndexOf(Names, ends[0]);
            var last = Array.IndexOf(Names, ends[^1]);
            if (first < 0 || last < first || ends.Length > 2)
            {
                return null;
            }

            days.AddRange(
                Enumerable.Range(first, last - first + 1).Select(day => (IsoDayOfWeek)(day + 1))
            );
        }

        return [.. days.Distinct()];
    }
}
