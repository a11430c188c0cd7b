using System.Globalization;

namespace CreditBot.RealClients.Processes;

public class ChildProcessTests
{
    [Fact]
    public async Task A_program_is_heard_on_both_streams_and_tells_its_code()
    {
        var finished = await ChildProcess.RunAsync("sh", ["-c", "echo out; echo err >&2; exit 3"]);

        finished.Code.ShouldBe(3);
        finished.Output.Split(Environment.NewLine).ShouldBe(["out", "err"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_program_that_never_ends_is_ended_by_its_limit()
    {
        var run = () =>
            ChildProcess.RunAsync("sleep", ["600"], limit: TimeSpan.FromMilliseconds(200));

        await run.ShouldThrowAsync<TimeoutException>();
    }

    [Fact]
    public async Task Stopping_lets_a_program_tidy_up_and_killing_does_not()
    {
        const string Script =
            "trap 'echo tidied; exit 0' TERM; echo ready; while :; do sleep 0.05; done";
        await using var stopped = ChildProcess.Start("sh", ["-c", Script]);
        await using var killed = ChildProcess.Start("sh", ["-c", Script]);
        await stopped.WaitForLineAsync(line => line == "ready", "ready");
        await killed.WaitForLineAsync(line => line == "ready", "ready");

        await stopped.StopAsync();
        killed.Kill();
        await killed.WaitForEndAsync();

        stopped.Output.ShouldContain("tidied");
        killed.Output.ShouldNotContain("tidied");
    }

    [Fact]
    public void Free_ports_are_free_and_differ() =>
        Enumerable.Range(0, 20).Select(_ => FreePort.Next()).Distinct().Count().ShouldBe(20);

    [Fact]
    public async Task Waiting_in_vain_tells_what_was_there_instead()
    {
        var wait = () =>
            Eventually.SeeAsync<string>(
                () => null,
                "a reply",
                TimeSpan.FromMilliseconds(100),
                () => "only silence"
            );

        var thrown = await wait.ShouldThrowAsync<TimeoutException>();

        thrown.Message.ShouldContain("a reply");
        thrown.Message.ShouldContain("only silence");
        thrown.Message.ShouldStartWith(
            string.Create(CultureInfo.InvariantCulture, $"Waited {0} s")
        );
    }
}
