namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>The tiles that answer by themselves say what they should, most of all when something is missing: promtool evaluates their expressions.</summary>
public sealed class ExpressionMeaningTests
{
    private const string Overview = "quantum-overview.json";
    private const string First = "job=\"p\", instance=\"1\"";
    private const string Second = "job=\"p\", instance=\"2\"";
    private const string Running = "quantum_stage_running{" + First + ", stage=\"position-state\"} 1";
    private const string OneOpen = "quantum_portfolio_positions{" + First + "} 1";
    private const string TwoOpen = "quantum_portfolio_positions{" + First + "} 2";
    private const string NoneOpen = "quantum_portfolio_positions{" + First + "} 0";
    private const string Confirmed = "quantum_position_stop_confirmed{" + First + ", symbol=\"A\"} 1";
    private const string AlsoConfirmed = "quantum_position_stop_confirmed{" + First + ", symbol=\"B\"} 1";
    private const string NotConfirmed = "quantum_position_stop_confirmed{" + First + ", symbol=\"B\"} 0";
    private const string Watchdog = "ALERTS{alertname=\"Watchdog\", alertstate=\"firing\", severity=\"none\"} 1";
    private const string Ours = "component=\"quantum-trader\"";

    [Theory]
    [InlineData("0", Running, TwoOpen, Confirmed, AlsoConfirmed)]
    [InlineData("1", Running, TwoOpen, Confirmed, NotConfirmed)]
    [InlineData("2", Running, TwoOpen)]
    [InlineData("0", Running, NoneOpen)]
    [InlineData(null, "quantum_stage_running{" + First + ", stage=\"position-state\"} 0", NoneOpen)]
    [InlineData(null, "up 1")]
    [InlineData("1", Running, OneOpen, "quantum_stage_running{" + Second + ", stage=\"position-state\"} 0", "quantum_position_stop_confirmed{" + Second + ", symbol=\"A\"} 1")]
    public Task Unprotected_CountsWhatNobodyVouchesFor(string? expected, params string[] series) =>
        AssertAsync(Overview, "Positions without a stop", 0, expected is null ? [] : [("", expected)], series);

    [Theory]
    [InlineData("0", "ALERTS{alertname=\"Watchdog\", alertstate=\"firing\", severity=\"none\"} 1")]
    [InlineData("1", "ALERTS{alertname=\"Watchdog\", alertstate=\"firing\", severity=\"none\"} 1", "ALERTS{alertname=\"A\", alertstate=\"firing\", severity=\"critical\"} 1")]
    [InlineData("0", "ALERTS{alertname=\"Watchdog\", alertstate=\"firing\", severity=\"none\"} 1", "ALERTS{alertname=\"A\", alertstate=\"pending\", severity=\"critical\"} 1")]
    [InlineData(null, "up{job=\"p\"} 1")]
    public Task Alerts_AreUnknownWithoutTheWatchdog(string? expected, params string[] series) =>
        AssertAsync(Overview, "Alerts firing", 0, expected is null ? [] : [("", expected)], series);

    [Theory]
    [InlineData("0", "up{" + Ours + ", service=\"a\", instance=\"1\"} 1", "up{" + Ours + ", service=\"a\", instance=\"2\"} 0", Running)]
    [InlineData("1", "up{" + Ours + ", service=\"a\", instance=\"1\"} 0")]
    [InlineData("2", "up{" + Ours + ", service=\"a\"} 1", "up{" + Ours + ", service=\"b\"} 0", "quantum_stage_running{stage=\"s\"} 0")]
    [InlineData(null, "up{component=\"other\", service=\"a\"} 1")]
    public Task Down_CountsServicesAndStages(string? expected, params string[] series) =>
        AssertAsync(Overview, "Down or standing still", 0, expected is null ? [] : [("", expected)], series);

    [Fact]
    public Task Heat_IsNamedByItsBucket() => AssertAsync(
        Overview,
        "Portfolio heat",
        0,
        [("{state=\"WARM\"}", "0.5")],
        "quantum_stage_running{" + First + ", stage=\"heat-gate\"} 1",
        "p26_heat_value{" + First + "} 0.5",
        "p26_bucket{" + First + ", state=\"WARM\"} 1",
        "p26_bucket{" + First + ", state=\"COLD\"} 0",
        "quantum_stage_running{" + Second + ", stage=\"heat-gate\"} 0",
        "p26_bucket{" + Second + ", state=\"COLD\"} 1",
        "p26_heat_value{" + Second + "} 0.9");

    [Fact]
    public Task LastFault_IsALineWithItsMoment() => AssertAsync(
        "quantum-safety-telemetry-p1.json",
        "Last Fault Details",
        0,
        [("{reason=\"R\", side=\"BUY\", symbol=\"A\"}", "1768784108000")],
        "quantum_safety_last_fault_info{reason=\"R\", side=\"BUY\", symbol=\"A\", instance=\"1\"} 1",
        "quantum_safety_last_fault_timestamp{instance=\"1\"} 1768784108");

    [Fact]
    public Task AlertTable_SaysWhatAnAlertIsAbout() => AssertAsync(
        Overview,
        "Alerts that fire",
        0,
        [("{alertname=\"L\", severity=\"warning\", about=\"  s g  \"}", "1")],
        "ALERTS{alertname=\"L\", alertstate=\"firing\", severity=\"warning\", stream=\"s\", group=\"g\"} 1",
        Watchdog);

    [Fact]
    public Task CalibratedAction_StandsBesideTheProposedOne() => AssertAsync(
        Overview,
        "Open positions and proposals",
        10,
        [("{symbol=\"A\", calibrated=\"HOLD\"}", "1")],
        "quantum_harvest_calibrated_action{symbol=\"A\", action=\"HOLD\"} 1",
        "quantum_harvest_calibrated_action{symbol=\"A\", action=\"NONE\"} 0");

    /// <summary>Before it has acted at all, and by the process that runs it: one that stands by may still have the settings of yesterday.</summary>
    [Fact]
    public Task ModeOfHarvestBrain_IsThatOfTheProcessThatRunsIt() => AssertAsync(
        "quantum-harvest-brain.json",
        "Mode",
        0,
        [("{mode=\"live\"}", "2")],
        "quantum_stage_running{" + First + ", stage=\"harvest-brain\"} 1",
        "quantum_harvest_brain_actions_total{" + First + ", symbol=\"A\", intent_type=\"HARVEST_PARTIAL\", mode=\"live\"} 0",
        "quantum_harvest_brain_actions_total{" + First + ", symbol=\"A\", intent_type=\"MOVE_SL_TRAIL\", mode=\"live\"} 0",
        "quantum_stage_running{" + Second + ", stage=\"harvest-brain\"} 0",
        "quantum_harvest_brain_actions_total{" + Second + ", symbol=\"A\", intent_type=\"HARVEST_PARTIAL\", mode=\"shadow\"} 3");

    /// <summary>A stage that never worked has no age instead of one of fifty years.</summary>
    [Fact]
    public Task AgeOfWhatNeverHappened_IsMissing() => AssertAsync(
        "quantum-pipeline.json",
        "Stages",
        2,
        [("{stage=\"b\"}", "60")],
        "quantum_stage_last_processed_timestamp_seconds{stage=\"a\"} 0",
        "quantum_stage_last_processed_timestamp_seconds{stage=\"b\"} 240");

    /// <param name="series">Each a series and its value, which holds all the time.</param>
    private static async Task AssertAsync(string board, string title, int query, (string Labels, string Value)[] expected, params string[] series)
    {
        var panel = BoardFile.Of(board).Panels.Single(panel => BoardFile.Text(panel, "title") == title);
        var expression = Promtool.Fill(BoardFile.Text(BoardFile.Targets(panel).ElementAt(query), "expr"));
        var (exitCode, text) = await Promtool.RunAsync(
            Promtool.Yaml(new
            {
                evaluation_interval = "15s",
                tests = new[]
                {
                    new
                    {
                        interval = "15s",
                        input_series = from one in series
                                       let end = one.LastIndexOf(' ')
                                       select new { series = one[..end], values = one[(end + 1)..] + "x30" },
                        promql_expr_test = new[]
                        {
                            new
                            {
                                expr = expression,
                                eval_time = "5m",
                                exp_samples = expected.Select(sample => new { labels = sample.Labels, value = double.Parse(sample.Value) }),
                            },
                        },
                    },
                },
            }),
            "test",
            "rules");
        Assert.True(exitCode == 0, text);
    }
}
