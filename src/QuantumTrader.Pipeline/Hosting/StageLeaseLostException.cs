namespace QuantumTrader.Pipeline.Hosting;

/// <summary>Another process has run the stage meanwhile. This one must end: what it remembers is out of date.</summary>
public sealed class StageLeaseLostException(string stage, string? owner)
    : Exception($"{stage}: its lease ended and {owner ?? "another process"} has run the stage since; this process ends");
