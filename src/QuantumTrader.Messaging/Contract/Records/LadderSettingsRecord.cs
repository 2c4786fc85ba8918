namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>Ladder settings of one symbol, hash <c>quantum:config:harvest:{S}</c>: each field that is there wins over the setting of the same name. Contract section 10.</summary>
/// <param name="Ladder">In the form of the environment variable, <c>0.5:0.25,1.0:0.25</c>.</param>
public sealed record LadderSettingsRecord(decimal? MinR, string? Ladder, decimal? SetBeAtR, decimal? TrailAtrMult) : IWireRecord<LadderSettingsRecord>
{
    public void Write(WireWriter writer) => writer
        .Number("min_r", MinR)
        .Text("ladder", Ladder)
        .Number("set_be_at_r", SetBeAtR)
        .Number("trail_atr_mult", TrailAtrMult);

    public static LadderSettingsRecord Read(WireReader reader) => new(
        reader.OptionalDecimal("min_r"), reader.OptionalText("ladder"), reader.OptionalDecimal("set_be_at_r"), reader.OptionalDecimal("trail_atr_mult"));
}
