using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Domain;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Observability.Heartbeat;
using QuantumTrader.Observability.Tests.Exposition;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Tests.Heartbeat;

public sealed class StageHeartbeatTests : IAsyncDisposable
{
    private static readonly StreamKey<TickerRecord> Stream = new("quantum:stream:test");
    private static readonly Consumer Reader = new("readers", "reader");
    private static readonly TickerRecord Ticker = new(100, 99, 101, 1_748_736_000_000, Provenance.Synthetic);

    private readonly VirtualClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_748_736_000));
    private readonly MetricSet _metrics = new("feed");
    private readonly EmbeddedEngine _engine;
    private readonly StageHeartbeat _heartbeat;
    private readonly StageContext _context;

    public StageHeartbeatTests()
    {
        _engine = new EmbeddedEngine(_clock);
        _heartbeat = new StageHeartbeat(_metrics, _clock);
        _context = _heartbeat.Around(new StageContext(_engine.Store, _engine.Bus, _clock, NullLogger.Instance));
    }

    [Fact]
    public async Task WhatGoesInAndOut_IsCounted()
    {
        await _context.Bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.Beginning);
        for (var i = 0; i < 3; i++)
            await _context.Bus.AppendAsync(Stream, Ticker);
        await _context.Store.SetAsync(Keys.Ticker("BTCUSDT"), Ticker, timeToLive: null);
        await _context.Store.SetTextAsync("a note", "x", timeToLive: null);
        var taken = await _context.Bus.ReadNewAsync(Stream, Reader, 2);
        await _context.Bus.DeadLetterAsync(Stream.Name, Reader.Group, taken[0].Id, "cannot be used");

        Assert.Equal(
            (2, 4, 1),
            (Value("quantum_stage_items_in_total"), Value("quantum_stage_items_out_total"), Value("quantum_stage_items_failed_total")));
        Assert.Equal(taken[1].Id.Milliseconds / 1000.0, Value("quantum_stage_newest_input_timestamp_seconds"));
    }

    [Fact]
    public async Task NewestInput_NeverGoesBack()
    {
        await _context.Bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.Beginning);
        await _context.Bus.AppendAsync(Stream, Ticker);
        await _context.Bus.ReadNewAsync(Stream, Reader, 1);
        _clock.AdvanceTo(_clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        await _context.Bus.AppendAsync(Stream, Ticker);
        await _context.Bus.ReadNewAsync(Stream, Reader, 1);
        await _context.Bus.ReadPendingAsync(Stream, Reader, StreamId.Zero, 1);

        Assert.Equal(_clock.GetUtcNow().ToUnixTimeSeconds(), Value("quantum_stage_newest_input_timestamp_seconds"));
    }

    [Fact]
    public void StepWithoutWork_IsNoWork()
    {
        _heartbeat.Stepped(isRunning: true, worked: false, TimeSpan.FromMilliseconds(1));
        Assert.Null(Value("quantum_stage_last_processed_timestamp_seconds"));
        Assert.Null(Value("quantum_stage_step_duration_seconds_count"));

        _heartbeat.Stepped(isRunning: true, worked: true, TimeSpan.FromMilliseconds(20));
        Assert.Equal(1_748_736_000, Value("quantum_stage_last_processed_timestamp_seconds"));
        Assert.Equal((1, 0.02), (Value("quantum_stage_step_duration_seconds_count"), Value("quantum_stage_step_duration_seconds_sum")));
    }

    [Fact]
    public void LossOfTheEngine_IsShown_UntilItIsBack()
    {
        _heartbeat.Stepped(isRunning: true, worked: true, TimeSpan.Zero);
        _heartbeat.Lost(new EngineUnavailableException("Redis at 127.0.0.1:1 does not answer"));

        Assert.Equal((0, 1), (Value("quantum_stage_engine_up"), Value("quantum_stage_engine_errors_total")));
        Assert.Equal("feed: Redis at 127.0.0.1:1 does not answer", _heartbeat.Problem());

        _heartbeat.Stepped(isRunning: true, worked: false, TimeSpan.Zero);
        Assert.Equal((1, 1), (Value("quantum_stage_engine_up"), Value("quantum_stage_engine_errors_total")));
        Assert.Null(_heartbeat.Problem());
    }

    [Fact]
    public void StandingBy_IsHealthy_AndNotReady()
    {
        Assert.Equal("feed: not started yet", _heartbeat.NotReady());

        _heartbeat.Stepped(isRunning: false, worked: false, TimeSpan.Zero);

        Assert.Null(_heartbeat.Problem());
        Assert.Equal("feed: stands by, another process runs it", _heartbeat.NotReady());
        Assert.Equal(0, Value("quantum_stage_running"));
    }

    [Fact]
    public void StageThatHangs_IsAProblem()
    {
        _heartbeat.Stepped(isRunning: true, worked: true, TimeSpan.Zero);
        _clock.AdvanceTo(_clock.GetUtcNow() + TimeSpan.FromSeconds(16));

        Assert.Equal("feed: no step for 16 s", _heartbeat.Problem());
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private double? Value(string name) =>
        Shown.SeriesOf(_metrics, name + "{") is [var line] ? double.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture) : null;
}
