using System.Diagnostics.Metrics;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.Metering;
using QuantumTrader.Pipeline.Tests.Configuration;

namespace QuantumTrader.Pipeline.Tests.HeatGate;

public sealed class HeatGateOptionsTests
{
    private static readonly SettingsCatalogue Catalogue = new(typeof(HeatGateOptions));

    private static SettingsBinder Bind(params string[] settings) => new(Catalogue, Layers.Named("--set", settings));

    [Fact]
    public void CustomTable_IsTheRule()
    {
        var rule = Bind("HEAT_POLICY=custom", "HEAT_POLICY_TABLE=COLD FULL_CLOSE_PROPOSED PARTIAL_25, HOT PARTIAL_50 HOLD").Bind<HeatGateOptions>().ToRule();

        Assert.Equal("custom", rule.Policy.Name);
        Assert.Equal(HarvestAction.Hold, rule.Policy.Of(HeatBucket.Hot, HarvestAction.Partial50, 0.5));
        Assert.Equal(HarvestAction.FullCloseProposed, rule.Policy.Of(HeatBucket.Warm, HarvestAction.FullCloseProposed, 0.7));
    }

    [Theory]
    [InlineData("HEAT_POLICY=moderate", HarvestAction.Partial25)]
    [InlineData("HEAT_POLICY=MODERATE ENABLE_HOLD_CLOSE=true", HarvestAction.Partial25)]
    [InlineData("HEAT_POLICY=moderate ENABLE_HOLD_CLOSE=true HOLD_KILL_MAX=0.7", HarvestAction.Hold)]
    public void Moderate_HoldsWhereItIsTold(string settings, HarvestAction becomes) => Assert.Equal(
        becomes, Bind(settings.Split(' ')).Bind<HeatGateOptions>().ToRule().Policy.Of(HeatBucket.Hot, HarvestAction.FullCloseProposed, 0.6));

    [Theory]
    [InlineData("HEAT_MIN=0.7", "HEAT_MIN")]
    [InlineData("HEAT_POLICY=custom", "HEAT_POLICY_TABLE")]
    [InlineData("HEAT_POLICY_TABLE=COLD PARTIAL_50 HOLD", "HEAT_POLICY_TABLE")]
    public void Settings_ThatDoNotFitTogether_AreRefused(string setting, string key) =>
        Assert.EndsWith(key, Assert.Single(Bind(setting).Faults).Key);

    [Fact]
    public void Faults_OfATable_AreSaidAllAtOnce()
    {
        var faults = Bind("HEAT_POLICY=custom", "HEAT_POLICY_TABLE=COOL PARTIAL_50 HOLD, COLD PARTIAL_25 PARTIAL_50, HOT FULL_CLOSE HOLD").Faults;

        Assert.Equal(3, faults.Count);
        Assert.All(faults, fault => Assert.Equal("HEAT_POLICY_TABLE", fault.Key));
        Assert.Contains("never enlarges", faults[1].Rule);
    }

    // Contract section 4: the names, and that the series exist before anything happens.
    [Fact]
    public void Series_StandFromTheStart()
    {
        const string name = "series-of-the-heat-gate";
        var found = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == MetricSet.MeterPrefix + name)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => found.Add($"{instrument.Name} {tags.Length} {value}"));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => found.Add($"{instrument.Name} {tags.Length} {value}"));
        var metrics = new HeatGateMetrics(new MetricSet(name), HeatPolicy.Harvest, GateMode.Enforce);
        listener.Start();

        listener.RecordObservableInstruments();

        Assert.Contains("p26_proposals_processed_total 0 0", found);
        Assert.Contains("p26_hash_writes_total 0 0", found);
        Assert.Contains("p26_hash_write_fail_total 0 0", found);
        Assert.Contains("p26_failures_total 1 0", found);
        Assert.Contains("p26_actions_downgraded_total 3 0", found);
        Assert.Contains("p26_enforce_mode 0 1", found);
        Assert.DoesNotContain(found, line => line.StartsWith("p26_heat_value", StringComparison.Ordinal) && metrics.Heat.Value() is not null);
    }
}
