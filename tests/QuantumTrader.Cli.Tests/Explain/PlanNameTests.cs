using QuantumTrader.Cli.Explain;

namespace QuantumTrader.Cli.Tests.Explain;

public sealed class PlanNameTests
{
    private static readonly string[] Known = ["3f9a0c1b2d4e5f60", "3f9a0c1b99999999", "77aa00bb11cc22dd", "c-1"];

    [Theory]
    [InlineData("3f9a0c1b2d4e5f60", "3f9a0c1b2d4e5f60")]
    [InlineData("77aa00", "77aa00bb11cc22dd")]
    [InlineData("3f9a0c1b2", "3f9a0c1b2d4e5f60")]
    [InlineData("c-1", "c-1")]
    public void WholeIdOrItsStart_NamesThePlan(string text, string id) => Assert.Equal((id, null), PlanName.Resolve(text, Known));

    [Theory]
    [InlineData("3f9a0c", "PLAN_ID = '3f9a0c': 2 plans begin so: 3f9a0c1b2d4e5f60, 3f9a0c1b99999999")]
    [InlineData("77aa0", "PLAN_ID = '77aa0': no such plan; the start of an id needs at least 6 characters")]
    [InlineData("ffffff", "PLAN_ID = 'ffffff': no such plan is stored; streams keep about the newest 10,000 entries each")]
    public void WhatNamesNoPlanOrSeveral_IsRefused(string text, string fault) => Assert.Equal((null, fault), PlanName.Resolve(text, Known));
}
