using Microsoft.Extensions.Logging;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Composition;

/// <summary>Log lines go to standard error, one each, so that standard output carries results alone. One log for each stage, named in its lines.</summary>
internal sealed class StderrLogs(LogThreshold threshold, TextWriter output, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();

    public ILogger Of(string name) => new Log(this, name);

    public void Dispose()
    {
        lock (_gate)
            output.Flush();
    }

    private void Write(LogLevel level, string name, string text, Exception? exception)
    {
        var line = $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {NameOf(level)} {name}: {text}";
        if (exception is not null)
            line += Environment.NewLine + exception;
        lock (_gate)
            output.WriteLine(line);
    }

    private LogLevel Lowest => threshold switch
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

    private sealed class Log(StderrLogs logs, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= logs.Lowest;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                logs.Write(logLevel, name, formatter(state, exception), exception);
        }
    }
}
