using System.Text;
using System.Text.Json;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// One act of the ladder, on <see cref="Keys.HarvestSuggestions"/> in shadow mode and on <see cref="Keys.TradeIntents"/> in live mode. Contract section 10. JSON in the field <c>payload</c>.
/// </summary>
/// <param name="Side">Of the order that closes: SELL for a long.</param>
/// <param name="Quantity">Base currency: what to close; of a stop, the position as it stands.</param>
/// <param name="NewStop">Quote currency; null for a close.</param>
/// <param name="Reason">Codes of <see cref="LadderReason"/>, comma-joined.</param>
/// <param name="RLevel">R at which the act was decided.</param>
/// <param name="RiskUnit">One R: what a unit of the position stood to lose at its entry, quote currency.</param>
/// <param name="UnrealizedPnl">Of the whole position at that price, quote currency.</param>
/// <param name="CorrelationId">Names the act: the same act of the same position has the same one.</param>
/// <param name="TraceId">Names the position.</param>
/// <param name="DryRun">Not to be carried out.</param>
/// <param name="MadeMs">Unix milliseconds.</param>
public sealed record HarvestActRecord(
    string Symbol,
    LadderIntent Intent,
    OrderSide Side,
    decimal Quantity,
    decimal? NewStop,
    string Reason,
    decimal RLevel,
    decimal RiskUnit,
    decimal UnrealizedPnl,
    string CorrelationId,
    string TraceId,
    bool DryRun,
    long MadeMs) : IWireRecord<HarvestActRecord>
{
    /// <summary>Who asks, as intents name their sender.</summary>
    public const string Sender = "harvest_brain";

    // As many as a price has; more would be the noise of a division.
    private const int Decimals = 8;
    private const long MillisecondsPerSecond = 1000;

    public void Write(WireWriter writer) => writer.Text(IntentPayload.Field, Format());

    public static HarvestActRecord Read(WireReader entry)
    {
        var reader = IntentPayload.Open(entry);
        return new HarvestActRecord(
            reader.Text("symbol"), reader.OneOf<LadderIntent>("intent_type", LadderIntents.ToWire), reader.OneOf<OrderSide>("side", WireNames.Of),
            reader.Decimal("qty"), reader.OptionalDecimal("new_sl"), reader.Text("reason"), reader.Decimal("r_level"), reader.Decimal("risk_unit"),
            reader.Decimal("unrealized_pnl"),
            reader.Text("correlation_id"), reader.Text("trace_id"), reader.Flag("dry_run"), IntentPayload.ReadTime(reader));
    }

    private string Format()
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("intent_type", Intent.ToWire());
            json.WriteString("symbol", Symbol);
            json.WriteString("side", WireNames.Of(Side));
            IntentPayload.WriteNumber(json, "qty", Quantity);
            IntentPayload.WriteNumber(json, "new_sl", NewStop);
            json.WriteString("reason", Reason);
            IntentPayload.WriteNumber(json, "r_level", Math.Round(RLevel, Decimals));
            IntentPayload.WriteNumber(json, "risk_unit", Math.Round(RiskUnit, Decimals));
            IntentPayload.WriteNumber(json, "unrealized_pnl", Math.Round(UnrealizedPnl, Decimals));
            json.WriteString("correlation_id", CorrelationId);
            json.WriteString("trace_id", TraceId);
            json.WriteBoolean("reduce_only", true);
            json.WriteBoolean("reduceOnly", true);
            json.WriteBoolean("dry_run", DryRun);
            json.WriteString("source", Sender);
            json.WriteNumber("timestamp", MadeMs / MillisecondsPerSecond);
            json.WriteNumber("ts_ms", MadeMs);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
