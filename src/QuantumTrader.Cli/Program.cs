using QuantumTrader.Cli;

return await QuantumCommand.InvokeAsync(args);
