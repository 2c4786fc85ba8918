using QuantumTrader.Cli.Composition;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Observability;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Cli.Inspect;

/// <summary>Reads how a system is, so that one look shows where the chain stands still.</summary>
internal sealed class StatusLook(IEngine engine, StageOptions options, TimeProvider time)
{
    private const long MillisecondsPerSecond = 1000;

    private readonly List<string> _problems = [];

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <param name="name">Where the engine is, as the operator named it.</param>
    public async ValueTask<SystemStatus> ReadAsync(string name, CancellationToken cancellation)
    {
        var symbols = await PositionLook.SymbolsAsync(engine, options, cancellation);
        var streams = ChainStream.InOrder(options.HarvestProposal.StreamName).Select(stream => StreamAsync(stream, cancellation)).ToList();
        var positions = PositionLook.ReadAsync(engine, options, NowMs / MillisecondsPerSecond, cancellation);
        var account = AccountAsync(cancellation);
        var heat = HeatAsync(cancellation);
        var switches = SwitchesAsync(symbols, cancellation);
        var leases = LeasesAsync(cancellation);
        var told = new List<StreamStatus>();
        foreach (var stream in streams)
            told.Add(await stream);
        var held = await positions;
        return new SystemStatus(
            name, NowMs, await account, await heat, await switches, told,
            [.. held.Positions.Where(row => !row.IsProtected).Select(row => new UnprotectedPosition(row.Symbol, row.Side, row.Quantity, row.StopPrice))],
            await leases, [.. held.Problems, .. _problems]);
    }

    private async Task<StreamStatus> StreamAsync(ChainStream stream, CancellationToken cancellation)
    {
        var seen = await StreamLook.AtAsync(engine.Bus, stream.Name, cancellation);
        return new StreamStatus(
            stream.Stage, stream.Name, seen.Length, (NowMs - seen.NewestMs) / MillisecondsPerSecond, seen.DeadLetters,
            [.. seen.Groups.Select(group => new ReaderStatus(group.Group, group.Lag, group.Pending))]);
    }

    private async Task<AccountStatus?> AccountAsync(CancellationToken cancellation)
    {
        var stored = await engine.Store.GetAsync(Keys.Portfolio, cancellation);
        if (stored.Error is { } error)
            _problems.Add(error.ToString());
        return stored.Value is not { } account
            ? null
            : new AccountStatus(
                account.EquityUsd, account.AvailableUsd, account.GrossNotionalUsd, account.UnrealizedPnl, account.PositionsCount,
                WireNames.Of(account.Source), account.InputsEpoch, RecordAge.SecondsOf(account.Source, account.InputsEpoch, NowMs / MillisecondsPerSecond));
    }

    private async Task<HeatStatus?> HeatAsync(CancellationToken cancellation) =>
        await engine.Bus.ReadNewestAsync(Keys.Calibrated, count: 1, cancellation) is [{ Record.Value: { } act }]
            ? new HeatStatus(
                act.HeatValue, act.Bucket is { } bucket ? WireNames.Of(bucket) : null, act.Policy, act.IsEnforced ? "enforce" : "shadow", act.Proposal.Symbol,
                (NowMs - act.CalibratedMs) / MillisecondsPerSecond)
            : null;

    private async Task<SwitchStatus> SwitchesAsync(IReadOnlyList<string> symbols, CancellationToken cancellation)
    {
        var kill = new KillSwitch(engine.Store);
        var states = symbols.Select(symbol => (Symbol: symbol, State: kill.ReadAsync(symbol, cancellation))).ToList();
        var holds = symbols.Select(symbol => (Symbol: symbol, Life: engine.Store.GetLifeAsync(Keys.ReconcileHold(symbol), cancellation))).ToList();
        var safeMode = new SafeModeState(engine.Store).ReadAsync(cancellation);
        var safeLife = engine.Store.GetLifeAsync(Keys.SafeMode, cancellation);
        var disarmed = new DisarmState(engine.Store, time).IsDisarmedAsync(cancellation);

        var (on, unreadable, held) = (new List<string>(), new List<string>(), new List<string>());
        long? released = null;
        foreach (var (symbol, pending) in states)
        {
            var state = await pending;
            if (state.IsOn)
                on.Add(symbol);
            else if (!state.IsReadable)
                unreadable.Add(symbol);
            released = state.ReleasedMs is { } when && when > (released ?? 0) ? when : released;
        }

        foreach (var (symbol, life) in holds)
        {
            if ((await life).Exists)
                held.Add(symbol);
        }

        var isSafe = await safeMode != SafeMode.Off;
        return new SwitchStatus(
            on, unreadable, symbols.Count, released, isSafe, isSafe ? (long?)(await safeLife).Remaining?.TotalSeconds : null, await disarmed, held);
    }

    private async Task<IReadOnlyList<string>> LeasesAsync(CancellationToken cancellation)
    {
        var lives = StageNames.InOrder.Select(stage => (Stage: stage, Life: engine.Store.GetLifeAsync(Keys.StageLease(stage), cancellation))).ToList();
        var held = new List<string>();
        foreach (var (stage, life) in lives)
        {
            if ((await life).Exists)
                held.Add(stage);
        }

        return held;
    }
}
