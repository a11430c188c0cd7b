using System.Collections.Frozen;
using NodaTime;

namespace CreditBot.Understanding.Grammar;

/// <summary>US holidays and shopping days, by rule, as the next one from a day on.</summary>
internal static class Holidays
{
    private static readonly FrozenDictionary<string, Func<int, LocalDate>> Rules = new Dictionary<
        string,
        Func<int, LocalDate>
    >(StringComparer.Ordinal)
    {
        ["thanksgiving"] = Thanksgiving,
        ["thanksgiving day"] = Thanksgiving,
        ["black friday"] = year => Thanksgiving(year).PlusDays(1),
        ["cyber monday"] = year => Thanksgiving(year).PlusDays(4),
        ["giving tuesday"] = year => Thanksgiving(year).PlusDays(5),
        ["small business saturday"] = year => Thanksgiving(year).PlusDays(2),
        ["christmas eve"] = year => new LocalDate(year, 12, 24),
        ["christmas day"] = year => new LocalDate(year, 12, 25),
        ["christmas"] = year => new LocalDate(year, 12, 25),
        ["boxing day"] = year => new LocalDate(year, 12, 26),
        ["new year eve"] = year => new LocalDate(year, 12, 31),
        ["new years eve"] = year => new LocalDate(year, 12, 31),
        ["nye"] = year => new LocalDate(year, 12, 31),
        ["new year day"] = year => new LocalDate(year, 1, 1),
        ["new years day"] = year => new LocalDate(year, 1, 1),
        ["new years"] = year => new LocalDate(year, 1, 1),
        ["the new year"] = year => new LocalDate(year, 1, 1),
        ["new year"] = year => new LocalDate(year, 1, 1),
        ["mlk day"] = year => Nth(year, 1, IsoDayOfWeek.Monday, 3),
        ["valentine day"] = year => new LocalDate(year, 2, 14),
        ["valentines day"] = year => new LocalDate(year, 2, 14),
        ["valentines"] = year => new LocalDate(year, 2, 14),
        ["valentine"] = year => new LocalDate(year, 2, 14),
        ["presidents day"] = year => Nth(year, 2, IsoDayOfWeek.Monday, 3),
        ["st patricks day"] = year => new LocalDate(year, 3, 17),
        ["st patrick day"] = year => new LocalDate(year, 3, 17),
        ["easter"] = Easter,
        ["easter sunday"] = Easter,
        ["good friday"] = year => Easter(year).PlusDays(-2),
        ["easter monday"] = year => Easter(year).PlusDays(1),
        ["mothers day"] = year => Nth(year, 5, IsoDayOfWeek.Sunday, 2),
        ["mother day"] = year => Nth(year, 5, IsoDayOfWeek.Sunday, 2),
        ["memorial day"] = year => LastMonday(year, 5),
        ["fathers day"] = year => Nth(year, 6, IsoDayOfWeek.Sunday, 3),
        ["father day"] = year => Nth(year, 6, IsoDayOfWeek.Sunday, 3),
        ["juneteenth"] = year => new LocalDate(year, 6, 19),
        ["independence day"] = year => new LocalDate(year, 7, 4),
        ["labor day"] = year => Nth(year, 9, IsoDayOfWeek.Monday, 1),
        ["columbus day"] = year => Nth(year, 10, IsoDayOfWeek.Monday, 2),
        ["halloween"] = year => new LocalDate(year, 10, 31),
        ["veterans day"] = year => new LocalDate(year, 11, 11),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> FirstWords = Rules
        .Keys.Select(name => name.Split(' ')[0])
        .ToFrozenSet(StringComparer.Ordinal);

    public static (LocalDate Date, int Next)? Read(Message message, int start, LocalDate today)
    {
        if (!message.Is(start, FirstWords))
        {
            return null;
        }

        for (var length = 3; length >= 1; length--)
        {
            var words = new string[length];
            for (var i = 0; i < length; i++)
            {
                words[i] = message.Word(start + i);
            }

            if (Rules.TryGetValue(string.Join(' ', words), out var rule))
            {
                var date = rule(today.Year);
                return (date >= today ? date : rule(today.Year + 1), start + length);
            }
        }

        return null;
    }

    private static LocalDate Thanksgiving(int year) => Nth(year, 11, IsoDayOfWeek.Thursday, 4);

    private static LocalDate Nth(int year, int month, IsoDayOfWeek day, int nth) =>
        new LocalDate(year, month, 1).PlusDays(-1).Next(day).PlusWeeks(nth - 1);

    private static LocalDate LastMonday(int year, int month) =>
        new LocalDate(year, month, 1).PlusMonths(1).Previous(IsoDayOfWeek.Monday);

    // Anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
    private static LocalDate Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
        var g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var sum = h + l - (7 * m) + 114;
        return new LocalDate(year, sum / 31, (sum % 31) + 1);
    }
}
