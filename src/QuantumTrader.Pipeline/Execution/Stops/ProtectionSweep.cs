using System.Globalization;
using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Execution.Orders;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Execution.Stops;

/// <summary>
/// Sees to it that every position has a stop at the venue, at once and without waiting for a proposal, and that of several the tightest stays. Contract section 6.1, protection.
/// </summary>
internal sealed class ProtectionSweep(
    StageContext context, ExecutionOptions options, IVenue venue, OrderJournal journal, OrderSender sender, StopDesk stops, NakedTime naked)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly KillSwitch _kill = new(context.Store);
    private readonly RiskStops _risks = new(context, options.RiskProposalPrefix);
    private readonly ProblemLog _problems = new(context.Log);

    // Protecting orders sent so far by position: an id is never used twice.
    private readonly Dictionary<string, int> _parts = new(StringComparer.Ordinal);

    /// <summary>When a position without a stop is looked at again; null when there is none.</summary>
    public DateTimeOffset? NextDue { get; private set; }

    /// <returns>True: something was sent or cancelled, and the account is another one now.</returns>
    public async ValueTask<bool> RunAsync(VenueAccount account, CancellationToken cancellation)
    {
        var changed = false;
        NextDue = null;
        foreach (var position in account.Positions)
            changed |= await LookAfterAsync(account, position, cancellation);
        naked.Follow(account.Positions);
        if (_parts.Count > 0)
            ForgetClosed(account);
        return changed;
    }

    private async ValueTask<bool> LookAfterAsync(VenueAccount account, VenuePosition position, CancellationToken cancellation)
    {
        var resting = RestingStops.Of(account, position);
        if (resting.Count == 0)
            return await ProtectAsync(account, position, cancellation);
        naked.Protected(position);
        if (resting.Count > 1 && !(await _kill.ReadAsync(position.Symbol, cancellation)).Blocks(reducesRisk: true))
        {
            await stops.KeepTightestAsync(position.Symbol, position.Side, cancellation);
            return true;
        }

        return options.StopPolicy == StopPolicy.Trail && await TrailAsync(account, position, cancellation);
    }

    private async ValueTask<bool> ProtectAsync(VenueAccount account, VenuePosition position, CancellationToken cancellation)
    {
        naked.Unprotected(position);
        var sent = await SendAsync(account, position, cancellation);
        if (sent.Report?.IsAcceptedStop() == true)
        {
            _problems.Clear(position.Symbol);
            naked.Protected(position);
            return true;
        }

        NextDue = context.Time.GetUtcNow() + Pause;
        _problems.Report(
            position.Symbol, "unprotected", sent.Report?.Rejection?.ToString() ?? sent.State.ToString(), LogLevel.Error);
        return sent.State == SendState.Known;
    }

    private async ValueTask<SentOrder> SendAsync(VenueAccount account, VenuePosition position, CancellationToken cancellation)
    {
        if ((await _kill.ReadAsync(position.Symbol, cancellation)).Blocks(reducesRisk: true))
            return new SentOrder(SendState.Blocked);
        if (await venue.GetInstrumentAsync(position.Symbol, cancellation) is not { } rules)
            return new SentOrder(SendState.NotSent);
        var (id, open) = await NextIdAsync(position, cancellation);
        if (open.State != SendState.NotSent)
            return open;
        var fallback = StopPrices.At(position.EntryPrice, options.FallbackStopPct, position.Side);
        var wanted = await _risks.ReadAsync(position, cancellation) ?? fallback;
        var stop = StopOrders.PriceOf(wanted, position.MarkPrice, position.Side, rules);
        var request = StopOrders.Close(position.Symbol, id, position.Side, stop, account.HedgeMode);
        return await sender.SendAsync(planId: null, traceId: null, PlanStep.Protect.ToWire(), request, computedMs: null, cancellation);
    }

    // The first id under which nothing has been sent. One that the venue answered has ended, or it would rest; one of unknown outcome is waited for.
    private async ValueTask<(string Id, SentOrder Open)> NextIdAsync(VenuePosition position, CancellationToken cancellation)
    {
        var name = NameOf(position);
        for (var part = _parts.GetValueOrDefault(name, 1); ; part++)
        {
            _parts[name] = part;
            var id = ClientOrderId.Of(name, PlanStep.Protect, part);
            var sent = await sender.ResumeAsync(position.Symbol, id, await journal.ReadAsync(id, cancellation), cancellation);
            if (sent.State != SendState.Known)
                return (id, sent);
        }
    }

    private async ValueTask<bool> TrailAsync(VenueAccount account, VenuePosition position, CancellationToken cancellation)
    {
        if (await _risks.ReadAsync(position, cancellation) is not { } wanted
            || await venue.GetInstrumentAsync(position.Symbol, cancellation) is not { } rules)
        {
            return false;
        }

        var stop = rules.RoundStop(wanted, position.Side);
        if (RestingStops.PriceFor(account, position) is { } resting && !StopPrices.IsTighter(stop, resting, position.Side))
            return false;
        return await stops.FollowAsync(account, position, stop, $"{NameOf(position)}|{WireNumber.Format(stop)}", cancellation);
    }

    private void ForgetClosed(VenueAccount account)
    {
        var open = account.Positions.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _parts.Keys.Where(name => !open.Contains(name)).ToList())
            _parts.Remove(name);
    }

    private static string NameOf(VenuePosition position) => string.Create(
        CultureInfo.InvariantCulture, $"{position.Symbol}|{WireNames.Of(position.Side)}|{position.OpenedMs}");
}
