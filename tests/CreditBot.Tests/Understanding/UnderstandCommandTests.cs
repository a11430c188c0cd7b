using CreditBot.Commands;

namespace CreditBot.Tests.Understanding;

public class UnderstandCommandTests
{
    [Fact]
    public async Task Frames_come_out_in_the_order_of_the_lines()
    {
        var (code, output, errors) = await RunAsync(
            """
            {"text":"need 45 credits, one time, by friday","role":"client","pending":null,"intent":"ignored"}
            {"text":"approve R-7","role":"manager"}
            """
        );

        code.ShouldBe(0);
        errors.ShouldBeEmpty();
        output.ShouldBe([
            """{"intent":"request_credits","amount":45,"kind":"one_time","due":"2026-11-27"}""",
            """{"intent":"approve","request":"R-7"}""",
        ]);
    }

    [Theory]
    [InlineData("{", "Line 2: Not JSON")]
    [InlineData("[1]", "Line 2: A line must be a JSON object.")]
    [InlineData("""{"role":"client"}""", "Line 2: The field \"text\" must be a string.")]
    [InlineData(
        """{"text":"hi","role":"boss"}""",
        "Line 2: The field \"role\" must be \"client\" or \"manager\"."
    )]
    [InlineData(
        """{"text":"hi","pending":"ask_colour"}""",
        "Line 2: The field \"pending\" must be"
    )]
    public async Task A_bad_line_is_named_and_the_others_are_read(string bad, string complaint)
    {
        var (code, output, errors) = await RunAsync(
            $$"""{"text":"hi"}""" + "\n" + bad + "\n" + """{"text":"bye"}"""
        );

        code.ShouldBe(2);
        errors.ShouldStartWith(complaint);
        output.ShouldBe(["""{"intent":"greet"}""", """{"intent":"bye"}"""]);
    }

    [Fact]
    public async Task A_wrong_date_is_wrong_usage()
    {
        var (code, output, errors) = await RunAsync("""{"text":"hi"}""", today: "22.11.2026");

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain("--today");
    }

    private static async Task<(int Code, string[] Output, string Errors)> RunAsync(
        string input,
        string today = "2026-11-22"
    )
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await UnderstandCommand.RunAsync(
            today,
            clients: null,
            new StringReader(input),
            output,
            errors,
            TestContext.Current.CancellationToken
        );
        return (
            code,
            output
                .ToString()
                .Split(
                    '\n',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                ),
            errors.ToString()
        );
    }
}
