namespace CreditBot.RealClients.Product;

/// <summary>Somebody who writes to a product that dies every now and then.</summary>
internal interface IWorker
{
    /// <summary>Writes until the other side is gone, first what had no answer the last time.</summary>
    /// <param name="bot">On connections of its own: those to a process that has died are of no use.</param>
    /// <param name="acknowledged">Told after each answer.</param>
    /// <exception cref="HttpRequestException">It is gone.</exception>
    Task WorkAsync(HttpClient bot, Action acknowledged, CancellationToken stop);

    /// <summary>Sends again what had no answer, and nothing else: from then on it is known what was booked.</summary>
    Task SettleAsync(HttpClient bot, CancellationToken stop);
}
