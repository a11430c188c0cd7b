namespace CreditBot.Tests.Hosting;

/// <summary>Runs what writes to a console.</summary>
internal static class Run
{
    /// <summary>What it wrote, once it ended with 0.</summary>
    public static async Task<string> LinesAsync(Func<TextWriter, Task<int>> command)
    {
        await using var output = new StringWriter();
        (await command(output)).ShouldBe(0, output.ToString());
        return output.ToString();
    }
}
