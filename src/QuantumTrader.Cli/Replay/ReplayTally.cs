using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>Counts what happens in a replay and follows the account.</summary>
internal sealed class ReplayTally : IReplaySink
{
    private readonly Dictionary<(string Symbol, long OpenedMs), long> _nakedSince = [];
    private readonly HashSet<(string Symbol, long OpenedMs)> _open = [];
    private readonly Dictionary<string, decimal> _restingStops = new(StringComparer.Ordinal);
    private decimal _peakEquity;

    public int PositionsOpened { get; private set; }

    public int Proposals { get; private set; }

    public SortedDictionary<string, int> Actions { get; } = new(StringComparer.Ordinal);

    public int Orders { get; private set; }

    public int Fills { get; private set; }

    public int StopsMoved { get; private set; }

    public SortedDictionary<string, int> Denials { get; } = new(StringComparer.Ordinal);

    public decimal MaxDrawdown { get; private set; }

    public long UnprotectedSecondsMax { get; private set; }

    public VenueAccount? Account { get; private set; }

    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        if (happened.Kind == VenueEventKind.Fill)
            Fills++;
        if (happened.Kind != VenueEventKind.Order)
            return;
        if (happened.Reason is { } reason)
            Denials[reason] = Denials.GetValueOrDefault(reason) + 1;
        else if (happened.Status == OrderStatus.New)
            Orders++; // Every order that the venue takes is new once, whatever becomes of it.
        FollowStop(happened);
    }

    public void OnHarvest(long epoch, string symbol, HarvestProposalRecord? proposal)
    {
        if (proposal is null)
            return;
        Proposals++;
        var action = proposal.Action.ToWire();
        Actions[action] = Actions.GetValueOrDefault(action) + 1;
        if (proposal.NewSlProposed is not null)
            Actions[HarvestAction.UpdateSl.ToWire()] = Actions.GetValueOrDefault(HarvestAction.UpdateSl.ToWire()) + 1;
    }

    public void OnAccount(long epoch, VenueAccount account)
    {
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

        if (_restingStops.ContainsKey(order.Symbol))
            StopsMoved++;
        _restingStops[order.Symbol] = price;
    }
}
