using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Explain;
using QuantumTrader.Cli.Rendering;
using QuantumTrader.Domain;
using QuantumTrader.Tests.Support.Chains;

namespace QuantumTrader.Cli.Tests.Explain;

public sealed class ExplainPageTests
{
    [Fact]
    public void ExecutedPlan_IsToldFromThePositionToTheFill()
    {
        var page = Shown(Chains.Done.Explained());

        Assert.Equal("PARTIAL_75 of BTCUSDT LONG   plan 3f9a0c1b2d4e5f60", page[0]);
        Assert.Equal("EXECUTED   2025-06-01 00:00:00.007 UTC", page[1]);
        foreach (var start in (string[])["position", "act", "inputs", "R ", "kill score", "market", "heat", "plan", "permits", "order", "fill", "result", "repeats"])
            Assert.Single(page, line => line.StartsWith(start, StringComparison.Ordinal));
        Assert.Contains(page, line => line.Contains("ts drop      0.055 x 0.5 = 0.027", StringComparison.Ordinal));
        Assert.Contains("           the three were consumed in one step   00:00:00.005", page);
        Assert.Contains(page, line => line.Contains("safe 1.5 of 2 ledger 2 (sanity_checks_passed)", StringComparison.Ordinal));
        Assert.Contains("fill       SELL 1.5 at 112.000, realised +18.00, fee 0.084   00:00:00.006   trade BTCUSDT-t4", page);
    }

    [Fact]
    public void RefusedPlan_SaysByWhomAndWhyAtTheTop()
    {
        var page = Shown(Chains.Executing.With(Chain.P33(refusal: "cooldown_in_flight")).Explained());

        Assert.StartsWith("REFUSED by p33: cooldown_in_flight", page[1], StringComparison.Ordinal);
        Assert.Contains(page, line => line.Contains("refused age_sec=3 (cooldown_in_flight)", StringComparison.Ordinal));
    }

    [Fact]
    public void AHold_IsTheHeatGatesRefusal_AndDoesNotSoundLikeAPermit()
    {
        var page = Shown(Chains.Held.With(Chain.P26(granted: false, action: "HOLD")).Explained());

        Assert.StartsWith("REFUSED by heat gate: portfolio_heat_hot_hold", page[1], StringComparison.Ordinal);
        Assert.Contains(page, line => line.StartsWith("permits    p26      refused HOLD in WARM (", StringComparison.Ordinal));
    }

    // The stages tell the time of the clock, the venue of a recording that of its bars.
    [Fact]
    public void Recording_IsToldWithItsOwnDates()
    {
        var proposal = Chain.Proposal(source: Provenance.Replay) with { Inputs = new(Chain.StartEpoch, Chain.StartEpoch, Chain.StartEpoch, Chain.ThetaId) };
        var page = Shown((Chains.Done with { Proposals = [proposal], Calibrated = [Chain.Calibrated(proposal)] }).Explained());

        Assert.Contains("inputs     position, market and risk of 2025-06-01 00:00:00; source replay", page);
        Assert.Contains("fill       SELL 1.5 at 112.000, realised +18.00, fee 0.084", page);
        Assert.Contains("           2025-06-01 00:00:00 in the recording   trade BTCUSDT-t4", page);
    }

    [Fact]
    public void WhatIsGone_IsSaid()
    {
        var page = Shown((Chains.Nothing with { Plans = Chains.Done.Plans }).Explained());

        Assert.Contains("gone       not stored any more: proposal, calibrated act", page);
    }

    [Fact]
    public void EveryLine_FitsAHundredColumns()
    {
        foreach (var history in (PlanHistory[])[Chains.Done, Chains.Held, Chains.Blocked, Chains.Sent, Chains.Nothing with { Results = Chains.Done.Results }])
            Assert.All(Shown(history.Explained()), line => Assert.True(line.Length <= ExplainPage.Width, line));
    }

    private static string[] Shown(Explanation plan)
    {
        using var text = new StringWriter();
        Page.Write(new CommandOutput(text, TextWriter.Null, IsTerminal: false), ExplainPage.Width, ExplainPage.Render(plan));
        return text.ToString().TrimEnd().Split(Environment.NewLine);
    }
}
