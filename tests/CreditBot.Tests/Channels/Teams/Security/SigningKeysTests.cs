using CreditBot.Channels.Teams.Peers;

namespace CreditBot.Channels.Teams.Security;

public class SigningKeysTests
{
    [Fact]
    public async Task Keys_that_roll_over_are_noticed_at_once_and_old_ones_end()
    {
        await using var cloud = await CallerMatrixTests.Cloud.StartAsync();
        (await PostAsync(cloud, cloud.Token)).ShouldBe(200);
        var old = cloud.Token with { SigningKey = cloud.Tokens.Key("first") };

        foreach (var next in new[] { "second", "third" })
        {
            cloud.Tokens.AddKey(next, "msteams");
            cloud.Tokens.DropKey("first");
            (
                await PostAsync(
                    cloud,
                    cloud.Token with
                    {
                        KeyId = "unheard",
                        SigningKey = cloud.Tokens.Key(next),
                    }
                )
            ).ShouldBe(401);
            (await PostAsync(cloud, cloud.Token with { KeyId = next })).ShouldBe(200);
        }

        (await PostAsync(cloud, old)).ShouldBe(401);
    }

    [Fact]
    public async Task A_flood_of_unknown_keys_makes_few_fetches()
    {
        await using var cloud = await CallerMatrixTests.Cloud.StartAsync();
        await PostAsync(cloud, cloud.Token);

        var forged = Enumerable
            .Range(0, 60)
            .Select(n =>
                PostAsync(
                    cloud,
                    cloud.Token with
                    {
                        KeyId = $"forged-{n}",
                        SigningKey = cloud.Tokens.Key("first"),
                    }
                )
            );
        (await Task.WhenAll(forged)).ShouldAllBe(status => status == 401);

        cloud.Tokens.KeyFetches.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task Known_keys_stay_in_use_while_the_platform_tells_none()
    {
        await using var cloud = await CallerMatrixTests.Cloud.StartAsync();
        (await PostAsync(cloud, cloud.Token)).ShouldBe(200);
        cloud.Tokens.IsDown = true;

        (
            await PostAsync(
                cloud,
                cloud.Token with
                {
                    KeyId = "new",
                    SigningKey = cloud.Tokens.Key("first"),
                }
            )
        ).ShouldBe(401);
        (await PostAsync(cloud, cloud.Token)).ShouldBe(200);
    }

    [Fact]
    public async Task Without_any_key_everybody_is_refused_until_there_are_some()
    {
        await using var cloud = await CallerMatrixTests.Cloud.StartAsync();
        cloud.Tokens.IsDown = true;
        (await PostAsync(cloud, cloud.Token)).ShouldBe(401);
        cloud.Tokens.IsDown = false;

        // The library rests for a second after a fetch that failed.
        var status = 401;
        for (var tries = 0; tries < 50 && status != 200; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            status = await PostAsync(cloud, cloud.Token);
        }

        status.ShouldBe(200);
    }

    private static async Task<int> PostAsync(CallerMatrixTests.Cloud cloud, Token token) =>
        (
            await cloud.Bot.PostAsync(
                Activities.Text("hello", cloud.Connector.ServiceUrl),
                token.Bearer(cloud.Connector.ServiceUrl)
            )
        ).Status;
}
