using Microsoft.Extensions.Logging;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Composition.Logging;

/// <summary>Log lines go to standard error, one each, so that standard output carries results alone. One log for each stage, named in its lines.</summary>
/// <param name="toJournal">Lines begin with their priority, which the journal takes off.</param>
internal sealed class StderrLogs(LogThreshold threshold, LogFormat format, bool toJournal, TextWriter output, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();

    /// <summary>As the settings and the process's standard error ask for.</summary>
    public static StderrLogs Of(SystemOptions options, TextWriter output, TimeProvider time) => new(
        options.LogLevel, options.LogFormat, ReferenceEquals(output, Console.Error) && JournalStream.IsStandardError(), output, time);

    /// <summary>Lines are JSON: for programs, which cannot read any other.</summary>
    public bool IsJson { get; } = format == LogFormat.Json || (format == LogFormat.Auto && toJournal);

    public ILogger Of(string name) => new Log(this, name);

    public void Dispose()
    {
        lock (_gate)
            output.Flush();
    }

    private void Write(LogEvent said)
    {
        var line = IsJson ? LogLine.Json(said) : LogLine.Text(said);
        if (toJournal)
            line = WithPriority(said.Level, line);
        lock (_gate)
            output.WriteLine(line);
    }

    // To the journal each line of an exception is an entry of its own.
    private static string WithPriority(LogLevel level, string text) => LogLine.Priority(level) + text.ReplaceLineEndings("\n" + LogLine.Priority(level));

    private LogLevel Lowest => threshold switch
    {
        LogThreshold.Trace => LogLevel.Trace,
        LogThreshold.Debug => LogLevel.Debug,
        LogThreshold.Info => LogLevel.Information,
        LogThreshold.Warn => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    private sealed class Log(StderrLogs logs, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= logs.Lowest;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                logs.Write(new LogEvent(logs.Now, logLevel, name, formatter(state, exception), exception));
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
