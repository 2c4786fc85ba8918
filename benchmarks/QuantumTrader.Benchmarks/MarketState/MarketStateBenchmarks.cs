using BenchmarkDotNet.Attributes;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Tests.MarketState;

namespace QuantumTrader.Benchmarks.MarketState;

/// <summary>Time and memory for one bar: the estimator against the formulas computed afresh. Both give the same bits.</summary>
[MemoryDiagnoser]
public class MarketStateBenchmarks
{
    // The reference is slow enough that a few bars make a measurement.
    private const int ReferenceBars = 10;

    private static readonly MarketStateTheta Theta = new();

    private double[] _closes = [];
    private MarketStateEstimator _estimator = new(Theta);
    private int _next;

    [ParamsSource(nameof(Sources))]
    public string Closes { get; set; } = "";

    public static IEnumerable<string> Sources => CloseSource.Available;

    [GlobalSetup]
    public void Setup()
    {
        _closes = CloseSource.Load(Closes);
        _estimator = new MarketStateEstimator(Theta);
        for (_next = 0; _next < Theta.NeededCloses; _next++)
            _estimator.Add(_closes[_next]);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = ReferenceBars)]
    public double Reference()
    {
        var sum = 0.0;
        for (var bar = 0; bar < ReferenceBars; bar++)
        {
            _next = _next < _closes.Length ? _next + 1 : Theta.NeededCloses;
            var window = new ArraySegment<double>(_closes, _next - Theta.NeededCloses, Theta.NeededCloses);
            sum += ReferenceMarketState.Read(Theta, window)!.Value.Mu;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = CloseSource.Bars)]
    public double Estimator()
    {
        // From the last close to the first is one jump in twenty thousand bars.
        var sum = 0.0;
        foreach (var close in _closes)
        {
            _estimator.Add(close);
            if (_estimator.TryRead(out var reading))
                sum += reading.Mu;
        }

        return sum;
    }
}
