using Spectre.Console;

namespace QuantumTrader.Cli.Replay;

/// <summary>Shows how far a replay is: a live line on a terminal, nothing elsewhere. On standard error, since results own standard output.</summary>
internal static class ReplayProgressBar
{
    public static async Task<ReplaySummary> RunAsync(Func<Action<ReplayProgress>, Task<ReplaySummary>> run, int symbols, bool show)
    {
        if (!show || Console.IsErrorRedirected)
            return await run(_ => { });

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Status().Spinner(Spinner.Known.Dots).StartAsync(
            $"replaying {symbols} symbols", status => run(progress => status.Status = Line(progress)));
    }

    private static string Line(ReplayProgress progress)
    {
        var rate = progress.Bars / Math.Max(progress.Elapsed.TotalSeconds, 0.001);
        return $"{progress.MarketTime:yyyy-MM-dd HH:mm}  {progress.Bars:N0} bars  {rate:N0} bars/s";
    }
}
