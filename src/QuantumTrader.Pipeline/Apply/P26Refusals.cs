using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>
/// What the heat gate refused lately. It leaves no key behind, and its notice comes before the plan that the refusal is for; a permit that stands says that it has changed its mind.
/// </summary>
internal sealed class P26Refusals
{
    // As long as a permit lives.
    private const long LifeMs = 60_000;

    private readonly Dictionary<string, (string Reason, long TimeMs)> _known = new(StringComparer.Ordinal);
    private readonly Queue<(string PlanId, long TimeMs)> _order = new();

    public void Note(PermitNoticeRecord notice)
    {
        if (notice.Gate != PermitGate.P26)
            return;
        if (notice.Granted)
        {
            _known.Remove(notice.PlanId);
            return;
        }

        _known[notice.PlanId] = (notice.Reason, notice.TimeMs);
        _order.Enqueue((notice.PlanId, notice.TimeMs));
    }

    public string? Find(string planId) => _known.TryGetValue(planId, out var refusal) ? refusal.Reason : null;

    public void Forget(long nowMs)
    {
        while (_order.TryPeek(out var oldest) && nowMs - oldest.TimeMs > LifeMs)
        {
            _order.Dequeue();
            if (_known.TryGetValue(oldest.PlanId, out var refusal) && refusal.TimeMs == oldest.TimeMs)
                _known.Remove(oldest.PlanId);
        }
    }
}
