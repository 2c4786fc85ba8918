namespace QuantumTrader.Pipeline.Configuration;

/// <summary>How log lines look.</summary>
public enum LogFormat
{
    /// <summary>JSON when they go to the journal of systemd, else text.</summary>
    Auto,

    /// <summary>For people.</summary>
    Text,

    /// <summary>One object a line, for programs.</summary>
    Json,
}
