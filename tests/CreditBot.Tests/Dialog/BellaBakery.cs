using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Tests.Dialog;

/// <summary>The client of design.md §1: Basic, six months of 40, 140, 131, 128, 135 and 134 credits, 46 of 50 used, 9 of the last 40 edits redone.</summary>
internal static class BellaBakery
{
    public static async Task<ClientId> AsInDesignAsync(StageSetting setting)
    {
        // Other clients, so that the pool of 3,140 lasts 41 days at the pace of all.
        var others = await setting.ClientAsync("Other Clients", "Enterprise", 2200);
        var bella = await setting.ClientAsync("Bella Bakery", "Basic", 40, 140, 131, 128, 135, 134);
        await EditAsync(setting, bella);
        await setting.UseAsync(others, At(20, 14), 1530, "site");
        // 708 + 46 of Bella's and 3,730 of the others' are used.
        await setting.BuyAsync(3140 + 754 + 3730);
        return bella;
    }

    /// <summary>40 edits of 46 credits: 31 pages, 9 of which were edited again within the hour for 11 credits.</summary>
    private static async Task EditAsync(StageSetting setting, ClientId bella)
    {
        for (var page = 0; page < 31; page++)
        {
            var (day, hour) = (2 + (page / 2), 9 + (page % 2 * 4));
            var target = $"page {page}";
            await setting.UseAsync(
                bella,
                At(day, hour),
                page < 4 ? 2 : 1,
                "edit",
                target,
                $"{day}"
            );
            if (page < 9)
            {
                await setting.UseAsync(
                    bella,
                    At(day, hour) + Duration.FromMinutes(20),
                    page < 2 ? 2 : 1,
                    "edit",
                    target,
                    $"{day}"
                );
            }
        }
    }

    private static Instant At(int day, int hour) =>
        StageSetting.At(new LocalDate(2026, 11, day), hour);
}
