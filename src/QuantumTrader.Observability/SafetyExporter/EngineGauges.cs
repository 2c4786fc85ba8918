using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.SafetyExporter;

/// <summary>How Redis is. On the embedded engine most of these figures do not exist.</summary>
internal sealed class EngineGauges(MetricSet metrics)
{
    private readonly GaugeFamily _memory = new(metrics, "quantum_redis_used_memory_bytes", "Memory that Redis uses.");
    private readonly GaugeFamily _maxMemory = new(metrics, "quantum_redis_max_memory_bytes", "Memory that Redis may use; 0: no limit.");
    private readonly GaugeFamily _clients = new(metrics, "quantum_redis_connected_clients", "Connections to Redis.");
    private readonly CounterFamily _commands = CounterFamily.Following(metrics, "quantum_redis_commands_processed_total", "Commands that Redis has processed.");
    private readonly CounterFamily _evicted = CounterFamily.Following(metrics, "quantum_redis_evicted_keys_total", "Keys that Redis has dropped for want of memory.");
    private readonly GaugeFamily _keys = new(metrics, "quantum_redis_keys", "Keys in the database.");
    private readonly GaugeFamily _roundTrip = new(metrics, "quantum_redis_round_trip_seconds", "Time of one round trip to Redis at the last sample.");

    public void Show(EngineFigures figures, TimeSpan roundTrip)
    {
        _memory.Show(figures.UsedMemoryBytes);
        _maxMemory.Show(figures.MaxMemoryBytes);
        _clients.Show(figures.ConnectedClients);
        _commands.Follow(figures.CommandsProcessed);
        _evicted.Follow(figures.EvictedKeys);
        _keys.Set(figures.Keys);
        _roundTrip.Set(roundTrip.TotalSeconds);
    }
}
