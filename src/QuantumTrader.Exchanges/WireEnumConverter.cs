using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuantumTrader.Exchanges;

/// <summary>Enums as the wire spells them: LONG, BUY, STOP_MARKET. Numbers are refused.</summary>
public sealed class WireEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false)
    where T : struct, Enum;
