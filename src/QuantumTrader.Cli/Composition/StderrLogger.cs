using Microsoft.Extensions.Logging;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Composition;

/// <summary>Log lines go to standard error, one each, so that standard output carries results alone.</summary>
internal sealed class StderrLogger(LogThreshold threshold, TextWriter output, TimeProvider time) : ILogger
{
    private readonly Lock _gate = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LowestOf(threshold);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var line = $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {NameOf(logLevel)} {formatter(state, exception)}";
        if (exception is not null)
            line += Environment.NewLine + exception;
        lock (_gate)
            output.WriteLine(line);
    }

    private static LogLevel LowestOf(LogThreshold threshold) => threshold switch
    {
        LogThreshold.Trace => LogLevel.Trace,
        LogThreshold.Debug => LogLevel.Debug,
        LogThreshold.Info => LogLevel.Information,
        LogThreshold.Warn => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        _ => "error",
    };
}
