namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>Optional policy that overrides kernel parameters, hash <c>quantum:policy:current</c>. Contract section 3. The maps are JSON texts.</summary>
public sealed record HarvestPolicyRecord(
    string? UniverseSymbols, string? LeverageBySymbol, string? HarvestParams, string? KillParams, long ValidUntilEpoch, string PolicyVersion)
    : IWireRecord<HarvestPolicyRecord>
{
    public void Write(WireWriter writer) => writer
        .Text("universe_symbols", UniverseSymbols)
        .Text("leverage_by_symbol", LeverageBySymbol)
        .Text("harvest_params", HarvestParams)
        .Text("kill_params", KillParams)
        .Integer("valid_until_epoch", ValidUntilEpoch)
        .Text("policy_version", PolicyVersion);

    public static HarvestPolicyRecord Read(WireReader reader) => new(
        reader.OptionalText("universe_symbols"), reader.OptionalText("leverage_by_symbol"), reader.OptionalText("harvest_params"),
        reader.OptionalText("kill_params"), reader.Integer("valid_until_epoch"), reader.Text("policy_version"));
}
