using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>Counts what happens in a replay and follows the account.</summary>
internal sealed class ReplayTally : IReplaySink
{
    private readonly Dictionary<(string Symbol, long OpenedMs), long> _nakedSince = [];
    private readonly HashSet<(string Symbol, long OpenedMs)> _open = [];
    private readonly Dictionary<string, decimal> _restingStops = new(StringComparer.Ordinal);
    private readonly HarvestedR _harvested = new();
    private readonly DenialCounts _denials = new();
    private decimal _peakEquity;

    public int PositionsOpened { get; private set; }

    public int Proposals { get; private set; }

    public SortedDictionary<string, int> Actions { get; } = new(StringComparer.Ordinal);

    public int Calibrated { get; private set; }

    /// <summary>Acts that the heat gate changed, as <c>FROM to TO</c>.</summary>
    public SortedDictionary<string, int> Downgrades { get; } = new(StringComparer.Ordinal);

    public int Plans { get; private set; }

    public SortedDictionary<string, int> PlanDecisions { get; } = new(StringComparer.Ordinal);

    public int PermitsIssued { get; private set; }

    public int PlansExecuted { get; private set; }

    public SortedDictionary<string, int> LadderActs { get; } = new(StringComparer.Ordinal);

    public int Orders { get; private set; }

    public int Fills { get; private set; }

    public int StopsMoved { get; private set; }

    public SortedDictionary<string, int> Denials => _denials.ByReason;

    /// <summary>See <see cref="Replay.HarvestedR"/>.</summary>
    public decimal HarvestedR => _harvested.Total;

    public decimal MaxDrawdown { get; private set; }

    public long UnprotectedSecondsMax { get; private set; }

    public VenueAccount? Account { get; private set; }

    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        _harvested.OnVenueEvent(epoch, happened);
        _denials.OnVenueEvent(epoch, happened);
        if (happened.Kind == VenueEventKind.Fill)
            Fills++;
        if (happened.Kind != VenueEventKind.Order)
            return;
        if (happened is { Reason: null, Status: OrderStatus.New })
            Orders++; // Every order that the venue takes is new once, whatever becomes of it.
        FollowStop(happened);
    }

    public void OnHarvest(long epoch, string symbol, HarvestProposalRecord? proposal)
    {
        if (proposal is null)
            return;
        Proposals++;
        Count(Actions, proposal.Action.ToWire());
        if (proposal.NewSlProposed is not null)
            Count(Actions, HarvestAction.UpdateSl.ToWire());
    }

    public void OnCalibrated(long epoch, CalibratedRecord act)
    {
        _harvested.OnCalibrated(epoch, act);
        Calibrated++;
        if (act.EffectiveAction != act.Proposal.Action)
            Count(Downgrades, $"{act.Proposal.Action.ToWire()} to {act.EffectiveAction.ToWire()}");
    }

    public void OnPlan(long epoch, PlanRecord plan)
    {
        _harvested.OnPlan(epoch, plan);
        _denials.OnPlan(epoch, plan);
        Plans++;
        Count(PlanDecisions, WireNames.Of(plan.Decision));
    }

    public void OnPermit(long epoch, PermitNoticeRecord notice)
    {
        _denials.OnPermit(epoch, notice);
        if (notice.Granted)
            PermitsIssued++;
    }

    public void OnAct(long epoch, HarvestActRecord act)
    {
        _harvested.OnAct(epoch, act);
        Count(LadderActs, act.Intent.ToWire());
    }

    public void OnRejection(long epoch, RejectedIntentRecord rejection) => _denials.OnRejection(epoch, rejection);

    public void OnResult(long epoch, ApplyResultRecord result)
    {
        _denials.OnResult(epoch, result);
        if (result.Executed)
            PlansExecuted++;
    }

    public void OnAccount(long epoch, VenueAccount account)
    {
        _harvested.OnAccount(epoch, account);
        Account = account;
        _peakEquity = Math.Max(_peakEquity, account.Equity);
        if (_peakEquity > 0)
            MaxDrawdown = Math.Max(MaxDrawdown, (_peakEquity - account.Equity) / _peakEquity);
        foreach (var position in account.Positions)
        {
            var name = (position.Symbol, position.OpenedMs);
            if (_open.Add(name))
                PositionsOpened++;
            FollowProtection(epoch, name, account);
        }
    }

    private static void Count(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private void FollowProtection(long epoch, (string Symbol, long OpenedMs) position, VenueAccount account)
    {
        foreach (var order in account.OpenOrders)
        {
            if (order.Request.Symbol != position.Symbol || order.Request.Type != OrderType.StopMarket)
                continue;
            _nakedSince.Remove(position);
            return;
        }

        _nakedSince.TryAdd(position, epoch);
        UnprotectedSecondsMax = Math.Max(UnprotectedSecondsMax, epoch - _nakedSince[position]);
    }

    // A stop that is placed while another one rests at the same symbol replaces it.
    private void FollowStop(VenueEventRecord order)
    {
        if (order.Type != OrderType.StopMarket || order.StopPrice is not { } price)
            return;
        if (order.Status != OrderStatus.New)
        {
            if (_restingStops.TryGetValue(order.Symbol, out var resting) && resting == price)
                _restingStops.Remove(order.Symbol);
            return;
        }

        if (_restingStops.TryGetValue(order.Symbol, out var old) && old != price)
            StopsMoved++;
        _restingStops[order.Symbol] = price;
    }
}
