using Spectre.Console;

namespace CreditBot.Commands;

/// <summary>Shows how far long work has come, on standard error.</summary>
internal static class Working
{
    public static Task<T> ShowAsync<T>(
        TextWriter errors,
        string what,
        Func<IProgress<string>, Task<T>> work
    ) =>
        AnsiConsole
            .Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) })
            .Status()
            .StartAsync(
                what,
                status => work(new Progress<string>(now => status.Status(Markup.Escape(now))))
            );
}
