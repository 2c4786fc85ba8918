using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Inputs;

/// <summary>How a publisher reads its inputs; filled from the options of its stage.</summary>
public sealed record InputOptions(
    string MarketStatePrefix,
    PositionSource PositionSource,
    bool AllowSynthetic,
    double MaxMarketStateAgeSec,
    double MaxPositionAgeSec);
