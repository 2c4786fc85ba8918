namespace QuantumTrader.Messaging.Redis;

/// <summary>One server of a Redis URL.</summary>
internal sealed record RedisHost(string Name, int Port)
{
    public override string ToString() => Name.Contains(':') ? $"[{Name}]:{Port}" : $"{Name}:{Port}";
}
