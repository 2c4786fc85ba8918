namespace QuantumTrader.Pipeline.Tests.Configuration;

public enum SampleColour
{
    Red,
    DarkBlue,
}
