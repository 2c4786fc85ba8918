using QuantumTrader.Pipeline.Apply;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.IntentRouter;
using QuantumTrader.Pipeline.MarketState;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.RiskProposal;

namespace QuantumTrader.Pipeline.Tests.Configuration;

/// <summary>Names, defaults and sections that environment files and dashboards already rely on.</summary>
public sealed class DocumentedSettingsTests
{
    private static readonly SettingsCatalogue s_catalogue = new(
        typeof(SystemOptions),
        typeof(FeedOptions),
        typeof(MarketStateOptions),
        typeof(PositionStateOptions),
        typeof(RiskProposalOptions),
        typeof(HarvestProposalOptions),
        typeof(HeatGateOptions),
        typeof(GovernorOptions),
        typeof(ExecutionOptions),
        typeof(IntentRouterOptions),
        typeof(HarvestBrainOptions),
        typeof(ApplyOptions));

    [Theory]
    [InlineData("system", "REDIS_URL= REDIS_HOST= REDIS_PORT=6379 REDIS_DB=0 REDIS_PASSWORD= REDIS_PASSWORD_FILE= REDIS_TLS=false REDIS_TLS_CA_FILE= REDIS_TLS_CERT_FILE= REDIS_TLS_KEY_FILE= QUANTUM_KEY_PREFIX= REDIS_START_WAIT_SEC=0 DATA_DIR= FSYNC=everysec STAGE_LEASE_SEC=3 LOG_LEVEL=info LOG_FORMAT=auto")]
    [InlineData("feed", "FEED=sim FEED_SYMBOLS=BTCUSDT,ETHUSDT,SOLUSDT FEED_SEED=7 FEED_INTERVAL=1m FEED_KLINES= FEED_HISTORY_BARS=300")]
    [InlineData("market-state", "MARKETSTATE_SYMBOLS=BTCUSDT,ETHUSDT,SOLUSDT MARKETSTATE_PUBLISH_INTERVAL=60 MARKETSTATE_WINDOW_SIZE=300 MARKETSTATE_SOURCE=candles MARKETSTATE_MAX_GAP_BARS=5 MARKETSTATE_SEED=1 MARKETSTATE_PREFIX=quantum:marketstate: MARKETSTATE_TREND_METHOD=theil_sen")]
    [InlineData("position-state", "MARKETSTATE_PREFIX=quantum:marketstate: POSITION_REFRESH_SEC=10 POSITION_MAX_ACCOUNT_AGE_SEC=120 P33_STALE_THRESHOLD_SEC=10 P33_QTY_TOLERANCE_PCT=0.01 P33_COOLDOWN_SEC=15 P33_PERMIT_TTL=60 P33_RECONCILE_GRACE_SEC=2 P33_HOLD_SEC=60")]
    [InlineData("risk-proposal", "SYMBOLS=BTCUSDT,ETHUSDT,SOLUSDT PUBLISH_INTERVAL_SEC=10 POSITION_SOURCE=auto ALLOW_SYNTHETIC=false ENABLE_STREAM=true MARKETSTATE_PREFIX=quantum:marketstate: RISKPROPOSAL_PREFIX=quantum:risk:proposal: RISK_MIN_STOP_DISTANCE_PCT=0.001 RISK_MAX_MARKETSTATE_AGE_SEC=180 RISK_MAX_POSITION_AGE_SEC=120 RISK_CHANGE_EPS_PCT=0.001 RISK_MAX_PUBLISH_AGE_SEC=60 INPUT_WAIT_SEC=2")]
    [InlineData("harvest-proposal", "SYMBOLS=BTCUSDT,ETHUSDT,SOLUSDT PUBLISH_INTERVAL_SEC=10 MARKETSTATE_PREFIX=quantum:marketstate: RISKPROPOSAL_PREFIX=quantum:risk:proposal: HARVEST_PREFIX=quantum:harvest:proposal: ENABLE_STREAM=true STREAM_NAME=quantum:stream:harvest.proposal POSITION_SOURCE=auto ALLOW_SYNTHETIC=false MAX_PUBLISH_AGE_SEC=60 CHANGE_EPS_PCT=0.001 FALLBACK_STOP_PCT=0.02 HARVEST_REPEAT_SEC=900 HARVEST_MAX_MARKETSTATE_AGE_SEC=180 HARVEST_MAX_RISK_AGE_SEC=180 HARVEST_MAX_POSITION_AGE_SEC=120 INPUT_WAIT_SEC=2")]
    [InlineData("heat-gate", "SYMBOLS=BTCUSDT,ETHUSDT,SOLUSDT P26_MODE=enforce HEAT_MIN=0.25 HEAT_MAX=0.65 HEAT_POLICY=harvest HEAT_POLICY_TABLE= HEAT_KILL_OVERRIDE=0.8 HOLD_KILL_MAX=0.3 ENABLE_HOLD_CLOSE=false HEAT_FAIL_MODE=closed HEAT_SIGMA_HORIZON_BARS=1 HEAT_MAX_PORTFOLIO_AGE_SEC=120 HEAT_MAX_MARKETSTATE_AGE_SEC=180 MARKETSTATE_PREFIX=quantum:marketstate: STREAM_NAME=quantum:stream:harvest.proposal")]
    [InlineData("governor", "GOV_MAX_EXEC_PER_HOUR=30 GOV_MAX_EXEC_PER_5MIN=6 GOV_MAX_REDUCE_NOTIONAL_PER_DAY_USD=0 GOV_SYMBOL_COOLDOWN_SECONDS=5 GOV_DISARM_ON_ERROR_COUNT=5")]
    [InlineData("execution", "ENTRY_RULE=donchian ENTRY_SEED=7 ENTRY_NOTIONAL_USD=1000 ENTRY_DONCHIAN_BARS=55 ENTRY_STOP_PCT=0.01 ENTRY_RANDOM_PROBABILITY=0.002 PAPER_BALANCE_USD=10000 PAPER_TAKER_FEE_BPS=5 PAPER_SLIPPAGE_BPS=2 PAPER_LEVERAGE=10 PAPER_HEDGE_MODE=false PAPER_MAX_FILL_USD=0 FALLBACK_STOP_PCT=0.02 STOP_POLICY=lock RISKPROPOSAL_PREFIX=quantum:risk:proposal: EXEC_MAX_ORDER_AGE_SEC=30 EXEC_MAX_PARTS=5 EXEC_MAX_STOP_REPLACE_PER_MIN=6 EXEC_ACCOUNT_REFRESH_SEC=5")]
    [InlineData("intent-router", "SAFETY_WINDOW_SEC=10 SAFETY_GLOBAL_MAX_INTENTS_PER_WINDOW=20 SAFETY_SYMBOL_MAX_INTENTS_PER_WINDOW=5 SAFETY_FAULT_COOLDOWN_SEC=300 INTENT_MAX_AGE_SEC=30")]
    [InlineData("harvest-brain", "HARVEST_ENGINE=pipeline HARVEST_MODE= HARVEST_LIVE_WRITES_ENABLED=true SYMBOLS=BTCUSDT,ETHUSDT,SOLUSDT HARVEST_LADDER=0.5:0.25,1.0:0.25,1.5:0.25 HARVEST_LADDERS= HARVEST_MIN_R=0.5 HARVEST_SET_BE_AT_R=0.5 HARVEST_TRAIL_ATR_MULT=2.0 HARVEST_DYNAMIC_LADDER=false HARVEST_DEDUP_TTL_SEC=900 HARVEST_REQUIRE_FRESH_SNAPSHOT_SEC=30 HARVEST_MAX_ACTIONS_PER_MIN=30 HARVEST_KILL_SWITCH_KEY=quantum:kill STREAM_EXECUTION_RESULT=quantum:stream:execution.result STREAM_POSITION_SNAPSHOT=quantum:stream:position.snapshot STREAM_TRADE_INTENT=quantum:stream:trade.intent STREAM_HARVEST_SUGGESTIONS=quantum:stream:harvest.suggestions")]
    [InlineData("apply", "SYMBOLS=BTCUSDT,ETHUSDT,SOLUSDT APPLY_ALLOWLIST= APPLY_MODE=dry_run APPLY_MAX_PROPOSAL_AGE_SEC=30 APPLY_PERMIT_WAIT_MS=1200 APPLY_DEDUPE_TTL_SEC=21600 APPLY_DEFER_SEC=300")]
    public void Section_HasItsDocumentedKeysAndDefaults(string section, string documented)
    {
        var settings = s_catalogue.FindSection(section)!.Settings;

        Assert.Equal(documented.Split(' '), settings.Select(setting => $"{setting.Key}={setting.Show(setting.Default)}"));
        Assert.All(settings, setting => Assert.EndsWith(".", setting.Help));
    }

    [Theory]
    [InlineData("market-state.MARKETSTATE_WINDOW_SIZE", "257", "256")]
    [InlineData("market-state.MARKETSTATE_WINDOW_SIZE", "5000", "5001")]
    [InlineData("feed.FEED_HISTORY_BARS", "0", "-1")]
    [InlineData("feed.FEED_HISTORY_BARS", "1000", "1001")]
    [InlineData("execution.ENTRY_DONCHIAN_BARS", "2", "1")]
    [InlineData("execution.ENTRY_DONCHIAN_BARS", "1000", "1001")]
    [InlineData("execution.ENTRY_RANDOM_PROBABILITY", "1", "1.001")]
    [InlineData("execution.FALLBACK_STOP_PCT", "0.0001", "0")]
    [InlineData("harvest-proposal.HARVEST_REPEAT_SEC", "0", "-1")]
    [InlineData("harvest-proposal.PUBLISH_INTERVAL_SEC", "0.1", "0")]
    [InlineData("heat-gate.HEAT_MAX", "0.26", "0")]
    [InlineData("heat-gate.P26_MODE", "SHADOW", "off")]
    [InlineData("heat-gate.HEAT_KILL_OVERRIDE", "1", "1.1")]
    [InlineData("governor.GOV_MAX_EXEC_PER_5MIN", "1", "0")]
    [InlineData("harvest-brain.HARVEST_LADDER", "0.5:0.6,1.0:0.4", "0.5:0.6,1.0:0.5")]
    [InlineData("harvest-brain.HARVEST_MODE", "shadow", "production")]
    [InlineData("harvest-brain.HARVEST_LADDERS", "ETHUSDT short=1:1", "ETHUSDT down=1:1")]
    [InlineData("apply.APPLY_PERMIT_WAIT_MS", "0", "-1")]
    [InlineData("apply.APPLY_MODE", "paper", "live")]
    [InlineData("system.REDIS_PORT", "65535", "65536")]
    [InlineData("system.REDIS_URL", "", "http://localhost")]
    [InlineData("system.REDIS_URL", "redis://localhost", "localhost:6379")]
    [InlineData("system.REDIS_URL", "redis://:p%40ss@10.0.0.1:6380/3", "redis://:secret@host/prices")]
    [InlineData("system.REDIS_URL", "redis://localhost/", "redis://")]
    [InlineData("system.REDIS_URL", "redis://[::1]:6379/0", "redis://host:99999")]
    [InlineData("system.REDIS_URL", "redis://default:secret@host/0", "redis://host?db=1")]
    [InlineData("system.REDIS_URL", "rediss://a,b:6380/0", "redis://alice:secret@host")]
    [InlineData("system.REDIS_URL", "rediss://:secret@a", "redis://a,a")]
    [InlineData("system.QUANTUM_KEY_PREFIX", "blue.2:", "blue*")]
    public void Setting_TakesTheFirstValueAndRefusesTheSecond(string key, string good, string bad)
    {
        Assert.Empty(new SettingsBinder(s_catalogue, Layers.Named("--set", $"{key}={good}")).Faults);

        var fault = Assert.Single(new SettingsBinder(s_catalogue, Layers.Named("--set", $"{key}={bad}")).Faults);
        Assert.Equal(key, fault.Key);
        Assert.DoesNotContain("secret", fault.ToString());
    }
}
