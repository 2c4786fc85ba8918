using System.Text;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Risk;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Exchanges;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Architecture.Tests;

/// <summary>
/// <c>docs/reason-codes.md</c> is made from the closed enums. With the environment variable <c>QUANTUM_WRITE_DOCS=1</c> the test writes it anew, else
/// it compares.
/// </summary>
public sealed class ReasonCodesDocTests
{
    private static readonly ReasonTable[] Tables =
    [
        new(typeof(RiskReason)), new(typeof(HarvestReason)), new(typeof(LadderReason)), new(typeof(BrainBlock)), new(typeof(InputProblem)), new(typeof(BarVerdict)),
        new(typeof(OrderRejection)), new(typeof(HeatReason)), new(typeof(HeatFailure)), new(typeof(PlanReason)), new(typeof(PositionReason)), new(typeof(ReconcileReason)), new(typeof(OrderRefusal)),
        new(typeof(GovernorReason)), new(typeof(DisarmReason)), new(typeof(GovernorEventKind)),
        new(typeof(IntentReason)), new(typeof(SafetyReason)) { UpperCase = true },

        // Internal to its assembly; its codes are published all the same.
        new(typeof(InputProblem).Assembly.GetType("QuantumTrader.Pipeline.Execution.EntryRefusal", throwOnError: true)!),
    ];

    private static string DocumentPath => Path.Combine(Repository.Root, "docs", "reason-codes.md");

    [Fact]
    public void Document_SaysWhatTheCodeSays()
    {
        var text = Document();
        if (Environment.GetEnvironmentVariable("QUANTUM_WRITE_DOCS") == "1")
            File.WriteAllText(DocumentPath, text);

        Assert.Equal(text, File.ReadAllText(DocumentPath));
    }

    [Fact]
    public void EveryCode_HasAMeaning() =>
        Assert.Empty(Tables.SelectMany(table => table.Rows).Where(row => row.Meaning.Length == 0).Select(row => row.Code));

    private static string Document()
    {
        var text = new StringBuilder(
            "# Reason codes\n\nWhy something was proposed, refused or left out. Made from the closed enums in the code; "
            + "`QUANTUM_WRITE_DOCS=1` and the architecture tests write it anew.\n");
        foreach (var table in Tables)
        {
            text.Append('\n');
            table.Write(text);
        }

        return text.ToString();
    }
}
