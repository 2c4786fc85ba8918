using System.Text.Json;
using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>
/// Compares the ledgers with the venue's account, which is the truth, and puts right what stays different. The account is told before the fills that explain it, so a short difference
/// is the usual thing. What nobody has explained while the stage was watching also holds partial closes for a while; at the start, what happened in between is simply taken over.
/// </summary>
internal sealed class Reconciler(StageContext context, PositionStateOptions options, LedgerKeeper ledgers, PositionStateMetrics metrics)
{
    private readonly SortedSet<string> _unchecked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _differsSince = new(StringComparer.Ordinal);
    private readonly HashSet<string> _justHeld = new(StringComparer.Ordinal);
    private readonly TimeSpan _grace = TimeSpan.FromSeconds(options.ReconcileGraceSeconds);
    private bool _hasStarted;

    /// <summary>When a difference becomes one to put right.</summary>
    public DateTimeOffset? NextDue => _differsSince.Count == 0 ? null : _differsSince.Values.Min() + _grace;

    public bool HasWork => _unchecked.Count > 0 || NextDue <= context.Time.GetUtcNow();

    /// <summary>The symbol is compared at the next occasion.</summary>
    public void Mark(string symbol) => _unchecked.Add(symbol);

    /// <summary>The account cannot be used: what differed from it counts anew when it can be.</summary>
    public void Suspend() => _differsSince.Clear();

    /// <summary>Ledger and venue differ, and a fill that is on its way may explain it.</summary>
    public bool Awaits(string symbol) => _differsSince.ContainsKey(symbol);

    /// <summary>The last comparison set a hold; who read the holds before does not know of it.</summary>
    public bool HasJustHeld(string symbol) => _justHeld.Contains(symbol);

    /// <summary>Compares what is marked, or all there is. Every event that the account knows of and that was told has been booked.</summary>
    public async ValueTask CheckAsync(AccountView account, bool all, CancellationToken cancellation)
    {
        _justHeld.Clear();

        // What ended while nobody looked is found among the symbols that the venue knows.
        if (all || !_hasStarted)
        {
            _unchecked.UnionWith(account.Open);
            _unchecked.UnionWith(ledgers.Open);
        }

        if (!_hasStarted)
            _unchecked.UnionWith(account.Account.Marks.Keys);
        if (_differsSince.Count > 0)
            _unchecked.UnionWith(_differsSince.Keys);
        await ledgers.LoadAsync(_unchecked, cancellation);
        foreach (var symbol in _unchecked)
            await CheckAsync(symbol, account, cancellation);
        _unchecked.Clear();
        _hasStarted = true;
    }

    private async ValueTask CheckAsync(string symbol, AccountView account, CancellationToken cancellation)
    {
        if (account.AmountOf(symbol) is not { } amount || amount == ledgers.AmountOf(symbol))
        {
            _differsSince.Remove(symbol);
        }
        else if (!_hasStarted)
        {
            await RepairAsync(symbol, amount, account, cancellation);
        }
        else
        {
            var now = context.Time.GetUtcNow();
            _differsSince.TryAdd(symbol, now);
            if (now - _differsSince[symbol] >= _grace)
            {
                await HoldAsync(symbol, amount, account, cancellation);
                await RepairAsync(symbol, amount, account, cancellation);
                _differsSince.Remove(symbol);
            }
        }

        metrics.Show(symbol, account.AmountOf(symbol), ledgers.AmountOf(symbol));
    }

    // Told first, booked after: whoever comes back in between reads it like any fill, and comes to the same ledger.
    private async ValueTask RepairAsync(string symbol, decimal amount, AccountView account, CancellationToken cancellation)
    {
        var ledger = ledgers.Find(symbol);
        var repair = LedgerRepair.Of(symbol, ledger, account);
        context.Log.LogWarning(
            "{Symbol}: {Reason}: the ledger has {Ledger}, the venue {Venue}; booked from the venue as {Trade}",
            symbol, LedgerRepair.ReasonOf(ledger, amount).ToCode(), ledger?.LastKnownAmount ?? 0, amount, repair.TradeId);
        await context.Bus.AppendAsync(Keys.VenueEvents, repair, cancellation);
        ledgers.Book(symbol, [repair], amount);
    }

    // A difference within the tolerance holds nothing back. A hold that is there stays as it is: it may be an operator's.
    private async ValueTask HoldAsync(string symbol, decimal amount, AccountView account, CancellationToken cancellation)
    {
        var ledger = ledgers.AmountOf(symbol);
        var step = account.Published.Instruments.GetValueOrDefault(symbol)?.StepSize ?? 0;
        if (AmountAgreement.Agree(amount, ledger, AmountAgreement.Tolerance(amount, step, options.QuantityTolerance)))
            return;
        var notice = new HoldNotice(LedgerRepair.ReasonOf(ledgers.Find(symbol), amount).ToCode(), ledger, amount, context.NowEpoch);
        await context.Store.SetTextIfAbsentAsync(
            Keys.ReconcileHold(symbol), JsonSerializer.Serialize(notice, HoldJson.Default.HoldNotice), TimeSpan.FromSeconds(options.HoldSeconds), cancellation);
        _justHeld.Add(symbol);
    }
}
