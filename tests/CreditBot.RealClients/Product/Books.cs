namespace CreditBot.RealClients.Product;

/// <summary>Whether a product's books hold what its callers were told, once.</summary>
internal static class Books
{
    /// <param name="granted">What each client was given beside the package's own 50.</param>
    public static async Task AgreeAsync(
        RunningCreditBot bot,
        IReadOnlyList<Editor> editors,
        IReadOnlyList<Desk> desks,
        decimal granted
    )
    {
        // How many got through between two kills is the machine's matter; that some did is not, as the desks had rounds to themselves.
        editors.SelectMany(editor => editor.Booked).ShouldNotBeEmpty();
        desks.SelectMany(desk => desk.Decided).ShouldNotBeEmpty();
        foreach (var desk in desks)
        {
            var used = editors
                .SelectMany(editor => editor.Booked)
                .Where(pair => pair.Key.Client == desk.Client)
                .ToList();
            var credits = await bot.ReadAsync($"clients/{desk.Client}/credits");
            var left = credits["balance"]!.GetValue<decimal>();
            // The package's own 50 come on top.
            left.ShouldBe(
                granted + 50m + desk.Decided.Values.Sum() - used.Sum(pair => pair.Key.Credits)
            );

            var entries = await bot.EntriesAsync(desk.Client);
            entries.Sum(entry => entry.Credits).ShouldBe(left);
            entries
                .Where(entry => entry.Kind == "used")
                .Select(entry => entry.Seq)
                .ShouldBe(used.Select(pair => pair.Value).Order());
            entries
                .Where(entry => entry.Kind == "decided")
                .Select(entry => entry.Request!)
                .Order(StringComparer.Ordinal)
                .ShouldBe(desk.Decided.Keys.Order(StringComparer.Ordinal));
            entries
                .Where(entry => entry is { Kind: "granted", Request: not null })
                .Select(entry => (entry.Request!, entry.Credits))
                .Order()
                .ShouldBe(
                    desk.Decided.Where(pair => pair.Value > 0)
                        .Select(pair => (pair.Key, pair.Value))
                        .Order()
                );
        }
    }
}
