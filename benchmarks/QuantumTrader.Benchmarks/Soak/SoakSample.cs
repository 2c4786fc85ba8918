namespace QuantumTrader.Benchmarks.Soak;

/// <summary>One look at a system under load.</summary>
/// <param name="Seconds">Since the load began.</param>
/// <param name="ProcessBytes">Resident memory of each process, in the order of their starts.</param>
/// <param name="RedisBytes">Resident memory of redis-server.</param>
/// <param name="Lag">Entries that groups have not been given or not acknowledged, all together.</param>
internal sealed record SoakSample(double Seconds, IReadOnlyList<long> ProcessBytes, long RedisBytes, long Lag);
