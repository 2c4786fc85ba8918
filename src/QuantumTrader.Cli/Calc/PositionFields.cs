using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Cli.Calc;

/// <summary>The position that risk and harvest share.</summary>
internal static class PositionFields
{
    /// <param name="side">Read by the caller: the two kernels know different spellings.</param>
    public static PositionSnapshot Read(JsonObjectReader position, PositionSide side) => new(
        position.Has("symbol") ? position.Text("symbol") : "",
        side,
        position.OptionalNumber("quantity") ?? 1,
        position.Number("entry_price"),
        position.Number("current_price"),
        position.Number("peak_price"),
        position.Number("trough_price"),
        position.Number("age_sec"),
        position.Number("unrealized_pnl"),
        position.OptionalNumber("current_sl"),
        position.OptionalNumber("current_tp"));

    public static PositionSide? SideOf(string text) => text switch
    {
        "LONG" => PositionSide.Long,
        "SHORT" => PositionSide.Short,
        _ => null,
    };
}
