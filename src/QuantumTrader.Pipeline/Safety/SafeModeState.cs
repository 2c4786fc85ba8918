using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Safety;

/// <summary>Reads safe mode where an act is about to happen. Contract section 7: set and not 0 is on.</summary>
public sealed class SafeModeState(IStateStore store)
{
    /// <exception cref="EngineUnavailableException">Nothing is known.</exception>
    public async ValueTask<SafeMode> ReadAsync(CancellationToken cancellation) => Of(await store.GetTextAsync(Keys.SafeMode, cancellation));

    /// <summary>What a stored text means: nothing and 0 are off, any other text is on, a key that holds no text at all is neither.</summary>
    public static SafeMode Of(Stored<string> stored) => stored switch
    {
        { Error: not null } => SafeMode.Unreadable,
        { Value: null or "" or "0" } => SafeMode.Off,
        _ => SafeMode.On,
    };
}
