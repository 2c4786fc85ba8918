namespace QuantumTrader.Simulation.Tests;

/// <summary>The process has died at this call of a port: nothing that it remembered survives.</summary>
internal sealed class CrashException(string call) : Exception(call);
