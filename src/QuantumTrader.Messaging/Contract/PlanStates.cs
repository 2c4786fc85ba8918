namespace QuantumTrader.Messaging.Contract;

/// <summary>What <see cref="Keys.PlanState"/> says has become of a plan. Contract section 6.1.</summary>
public static class PlanStates
{
    public const string Reserved = "reserved";
    public const string Done = "done";
    public const string Failed = "failed";

    /// <summary>It has been carried out: no gate permits it any more.</summary>
    public static bool IsDone(Stored<string> state) => state.Value == Done;
}
