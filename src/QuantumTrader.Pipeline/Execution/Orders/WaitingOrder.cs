using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>An order whose outcome the venue did not tell, and when to ask again. The pause doubles up to a limit.</summary>
internal sealed class WaitingOrder(StreamId entry, ExecutionOrderRecord order, DateTimeOffset now)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private TimeSpan _pause = FirstPause;

    public StreamId Entry => entry;

    public ExecutionOrderRecord Order => order;

    public DateTimeOffset Due { get; private set; } = now + FirstPause;

    public void PutOff(DateTimeOffset from)
    {
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        Due = from + _pause;
    }
}
