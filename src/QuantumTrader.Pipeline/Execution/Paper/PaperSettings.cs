using QuantumTrader.Exchanges.Paper;

namespace QuantumTrader.Pipeline.Execution.Paper;

/// <summary>The paper venue that the settings ask for.</summary>
internal static class PaperSettings
{
    // Enough to know every order again that may be asked for after a crash, and few enough to write with each change.
    private const int EndedOrdersKept = 100;

    public static PaperOptions Of(ExecutionOptions options) => new()
    {
        InitialBalance = options.PaperBalanceUsd,
        TakerFeeBps = options.PaperTakerFeeBps,
        SlippageBps = options.PaperSlippageBps,
        Leverage = options.PaperLeverage,
        HedgeMode = options.PaperHedgeMode,
        MaxFillNotional = options.PaperMaxFillUsd,
        EndedOrdersKept = EndedOrdersKept,
    };
}
