using QuantumTrader.Domain.Safety;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Pipeline.Execution.Telling;

/// <summary>Sets safe mode when the venue refuses orders for want of margin too often. Contract section 7.</summary>
internal sealed class MarginWatch(StageContext context)
{
    private const int MostRejections = 5;
    private const long WindowMs = 300_000;
    private const int CooldownSec = 900;

    private readonly Queue<long> _times = [];
    private readonly SafetyTrip _trip = new(context);

    public async ValueTask NoteAsync(OrderReport report, CancellationToken cancellation)
    {
        if (report.Rejection != OrderRejection.InsufficientMargin)
            return;
        var now = context.NowMs;
        while (_times.TryPeek(out var oldest) && oldest <= now - WindowMs)
            _times.Dequeue();
        _times.Enqueue(now);
        if (_times.Count < MostRejections)
            return;
        var side = WireNames.Of(report.Request.Side);
        await _trip.TripAsync(SafetyReason.MarginRejections, report.Request.Symbol, side, CooldownSec, cancellation);
        _times.Clear();
    }
}
