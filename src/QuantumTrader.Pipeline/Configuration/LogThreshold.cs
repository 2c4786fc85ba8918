namespace QuantumTrader.Pipeline.Configuration;

/// <summary>The least serious log line that is written.</summary>
public enum LogThreshold
{
    Trace,
    Debug,
    Info,
    Warn,
    Error,
}
