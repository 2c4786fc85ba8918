using System.CommandLine;
using QuantumTrader.Cli.Calc;
using QuantumTrader.Cli.Configuration;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum calc</c>: the kernels as filters of JSON lines.</summary>
internal static class CalcVerb
{
    public static Command Create() => new("calc", "Ask a kernel: one JSON object a line on standard input, one a line on standard output")
    {
        Kernel("market-state", "Market state of a price series: {theta, prices}", new MarketStateCalculator()),
        Kernel("risk", "Stop and target of a position: {symbol, market_state, position, theta}", new RiskCalculator()),
        Kernel("harvest", "Harvest proposal of a position: {position, market_state, p1_proposal, theta}", new HarvestCalculator()),
        Kernel("heat", "What the heat of a portfolio makes of an action: {equity_usd, positions, action, kill_score, policy}", new HeatCalculator()),
        Kernel("ladder", "What the R-ladder does with a position at a price: {position, price, atr, ladder, settings}", new LadderCalculator()),
    };

    private static Command Kernel(string name, string description, ICalculator calculator)
    {
        var command = new Command(name, description);
        command.SetAction(parsed =>
        {
            CalcLoop.Run(calculator, Console.In, parsed.InvocationConfiguration.Output);
            return ExitCode.Done;
        });
        return command;
    }
}
