using Microsoft.Extensions.Logging;

namespace QuantumTrader.Cli.Composition.Logging;

/// <summary>One log line before it is written.</summary>
/// <param name="Stage">Who says it: a stage, or a part of the process such as <c>run</c>.</param>
internal sealed record LogEvent(DateTimeOffset At, LogLevel Level, string Stage, string Text, Exception? Exception);
