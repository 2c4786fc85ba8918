using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Demo;

/// <summary>What there is to see at one moment.</summary>
internal sealed record DemoState(PortfolioRecord? Portfolio, IReadOnlyList<DemoRow> Rows, long MarketEpoch);

/// <summary>One symbol. What is unknown is null.</summary>
internal sealed record DemoRow(
    string Symbol, TickerRecord? Ticker, MarketStateRecord? Market, PositionRecord? Position, RiskProposalRecord? Risk, HarvestProposalRecord? Harvest);
