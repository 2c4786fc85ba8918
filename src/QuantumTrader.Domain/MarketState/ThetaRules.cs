using System.Globalization;

namespace QuantumTrader.Domain.MarketState;

/// <summary>Collects every broken rule of a parameter set, so that one run shows an operator all that is to be mended.</summary>
internal sealed class ThetaRules
{
    private readonly List<ThetaFault> _faults = [];

    public IReadOnlyList<ThetaFault> Faults => _faults;

    // Written as "not (inside)" so that NaN breaks every rule.
    public void Above(string name, double value, double limit)
    {
        if (!(value > limit && double.IsFinite(value)))
            Add(name, value, $"a finite number above {Text(limit)}");
    }

    public void Within(string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
            Add(name, value, $"from {Text(low)} to {Text(high)}");
    }

    public void Between(string name, double value, double low, double high)
    {
        if (!(value > low && value < high))
            Add(name, value, $"above {Text(low)} and below {Text(high)}");
    }

    public void Within(string name, int value, int low, int high)
    {
        if (value < low || value > high)
            Add(name, value.ToString(CultureInfo.InvariantCulture), $"from {low} to {high}");
    }

    public void Add(string name, double value, string rule) => Add(name, Text(value), rule);

    public void Add(string name, string value, string rule) => _faults.Add(new ThetaFault(name, value, rule));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
