using System.Net;

namespace CreditBot.RealClients.Product;

public class RunningCreditBotTests
{
    private static readonly Uri Ready = new("/readyz", UriKind.Relative);

    [Fact]
    public async Task It_comes_back_on_the_same_address_after_a_kill_and_after_a_stop()
    {
        await using var bot = await RunningCreditBot.StartAsync();

        bot.Kill();
        await bot.WaitForEndAsync();
        await bot.RestartAsync();
        (await bot.Api.GetAsync(Ready, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );

        await bot.StopAsync();
        var ask = () => bot.Api.GetAsync(Ready, TestContext.Current.CancellationToken);
        await ask.ShouldThrowAsync<HttpRequestException>();
        await bot.RestartAsync();
        (
            await bot.Stranger.GetAsync(Ready, TestContext.Current.CancellationToken)
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_settings_stop_the_start_and_are_named()
    {
        var start = () => RunningCreditBot.StartAsync(demo: false, ("Storage__Provider", "paper"));

        (await start.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain(
            "Storage:Provider"
        );
    }
}
