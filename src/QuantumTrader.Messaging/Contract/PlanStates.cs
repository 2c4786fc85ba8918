namespace QuantumTrader.Messaging.Contract;

/// <summary>The words under <see cref="Keys.PlanState"/>. Contract section 6.1.</summary>
public static class PlanStates
{
    /// <summary>On its way. Lives as long as an attempt can take; when it runs out without an outcome the plan may be tried again.</summary>
    public const string Reserved = "reserved";

    /// <summary>Carried out, or sent and never to be repeated.</summary>
    public const string Done = "done";

    /// <summary>It came to nothing before anything was sent: it may be tried again.</summary>
    public const string Failed = "failed";

    /// <summary>It has been carried out: no gate permits it any more.</summary>
    public static bool IsDone(Stored<string> state) => state.Value == Done;
}
