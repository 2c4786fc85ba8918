namespace QuantumTrader.Domain.Permits;

/// <summary>The three gates whose permits a plan needs, all together. Contract section 6.3.</summary>
public enum PermitGate
{
    /// <summary>P3.2, key <c>quantum:permit:{plan_id}</c>.</summary>
    Governor,

    /// <summary>P3.3 position state, key <c>quantum:permit:p33:{plan_id}</c>.</summary>
    P33,

    /// <summary>P2.6 heat gate, key <c>quantum:permit:p26:{plan_id}</c>.</summary>
    P26,
}
