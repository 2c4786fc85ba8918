using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Positions;

public sealed class AmountAgreementTests
{
    // Amount at the venue, step, configured fraction -> tolerance.
    [Theory]
    [InlineData("100", "1", "0.01", "1")]
    [InlineData("-100", "1", "0.01", "1")]
    [InlineData("0.05", "0.001", "0.01", "0.001")]
    [InlineData("100", "0.001", "0", "1")]
    [InlineData("100", "0.001", "0.05", "5")]
    [InlineData("0", "0", "0.5", "0")]
    public void Tolerance_IsTheLargestOfStepOnePercentAndConfigured(string amount, string step, string fraction, string expected) =>
        Assert.Equal(Number(expected), AmountAgreement.Tolerance(Number(amount), Number(step), Number(fraction)));

    [Theory]
    [InlineData("2", "2", "0", true)]
    [InlineData("-2", "-2", "0", true)]
    [InlineData("0", "0", "0", true)]
    [InlineData("2", "1.9", "0.1", true)]
    [InlineData("2", "2.1", "0.1", true)]
    [InlineData("2", "1.89", "0.1", false)]
    [InlineData("2", "2.11", "0.1", false)]
    [InlineData("2", "-2", "100", false)]
    [InlineData("0.001", "0", "0.001", false)]
    [InlineData("0", "0.001", "0.001", false)]
    [InlineData("0.001", "-0.001", "0.01", false)]
    public void Agree_OnOneSideWithinTheTolerance(string venue, string ledger, string tolerance, bool expected) =>
        Assert.Equal(expected, AmountAgreement.Agree(Number(venue), Number(ledger), Number(tolerance)));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
