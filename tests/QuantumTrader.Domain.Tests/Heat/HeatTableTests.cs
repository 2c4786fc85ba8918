using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;

namespace QuantumTrader.Domain.Tests.Heat;

public sealed class HeatTableTests
{
    [Fact]
    public void Rows_AreReadInAnyLetterCaseAndSpacing()
    {
        var rows = HeatTable.Read(" COLD FULL_CLOSE_PROPOSED PARTIAL_25 ,hot  partial_50\thold,", out var faults);

        Assert.Empty(faults);
        Assert.Equal(
            [
                new(HeatBucket.Cold, HarvestAction.FullCloseProposed, HarvestAction.Partial25),
                new HeatRow(HeatBucket.Hot, HarvestAction.Partial50, HarvestAction.Hold),
            ],
            rows);
    }

    [Theory]
    [InlineData("", "at least one row")]
    [InlineData(" , ", "at least one row")]
    [InlineData("COLD PARTIAL_25", "'COLD PARTIAL_25': a row is BUCKET ACTION RESULT")]
    [InlineData("COOL FULL_CLOSE_PROPOSED HOLD", "COOL is no bucket; known: COLD, WARM, HOT")]
    [InlineData("COLD FULL_CLOSE HOLD", "FULL_CLOSE closes nothing; known: FULL_CLOSE_PROPOSED")]
    [InlineData("COLD UPDATE_SL HOLD", "UPDATE_SL closes nothing")]
    [InlineData("COLD PARTIAL_25 NONE", "NONE is no result")]
    [InlineData("COLD PARTIAL_25 PARTIAL_50", "a policy never enlarges a close")]
    public void Row_ThatCannotBeUsed_IsSaid(string text, string fault)
    {
        HeatTable.Read(text, out var faults);

        Assert.Contains(fault, Assert.Single(faults));
    }

    [Fact]
    public void AllFaults_AreSaidAtOnce()
    {
        HeatTable.Read("COOL FULL_CLOSE ALL, COLD PARTIAL_25 PARTIAL_75, HOT PARTIAL_50 HOLD", out var faults);

        Assert.Equal(4, faults.Count);
    }
}
