using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Paper;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// The endless bars of one simulated symbol. Only additions, multiplications, divisions and square roots are used, which IEEE 754 defines
/// to the bit (logarithms and cosines differ between math libraries), so that the bars are the same on every machine.
/// </summary>
internal sealed class SimulatedSymbol
{
    // Trades within a bar. The sum of eight uniform steps is close to a normal distribution, which needs no logarithm.
    private const int Steps = 8;

    // A uniform number from -sqrt(3) to sqrt(3) has the variance 1.
    private static readonly double UniformReach = Math.Sqrt(3);

    // Quote currency traded in a quiet minute.
    private const double BaseTurnover = 1_500_000;

    private readonly string _symbol;
    private readonly BarInterval _interval;
    private readonly InstrumentRules _rules;
    private readonly double _timeScale;
    private readonly decimal _startPrice;
    private SeededRandom _random;
    private SimulatedRegime _regime;
    private int _barsLeft;
    private decimal _price;
    private double _anchor;

    public SimulatedSymbol(long seed, string symbol, BarInterval interval)
    {
        _symbol = symbol;
        _interval = interval;
        _random = SeededRandom.For(seed, symbol);
        _startPrice = StartPriceOf(symbol);
        _rules = PaperInstruments.Listed(symbol) ?? PaperInstruments.Derive(symbol, _startPrice, decimals: 2);
        _timeScale = Math.Sqrt(interval.Minutes);
        _price = _startPrice;
    }

    public Bar Next(long openTimeMs)
    {
        if (_barsLeft == 0)
            Turn();
        _barsLeft--;

        var price = (double)_price;
        var pull = _regime.Pull * (_anchor - price) / price;
        var drift = ((_regime.Drift * _timeScale) + pull) / Steps;
        var sigma = _regime.Sigma * _timeScale / Math.Sqrt(Steps);
        var (open, high, low) = (_price, _price, _price);
        for (var step = 0; step < Steps; step++)
        {
            var noise = UniformReach * ((2 * _random.NextDouble()) - 1);
            price *= 1 + drift + (sigma * noise);
            _price = Math.Max(_rules.TickSize, _rules.FloorPrice((decimal)price + (_rules.TickSize / 2)));
            high = Math.Max(high, _price);
            low = Math.Min(low, _price);
        }

        return new Bar(_symbol, _interval, openTimeMs, open, high, low, _price, Volume(high - low));
    }

    // Directed stretches lean back towards the start price, so that a market without an end neither dies nor runs away.
    private void Turn()
    {
        var ratio = (double)(_price / _startPrice);
        var upShare = Math.Clamp(1 / (1 + (ratio * ratio)), 0.1, 0.9);
        _regime = SimulatedRegime.Next(ref _random, upShare);
        _barsLeft = _regime.Bars;
        _anchor = (double)_price;
    }

    // Wide bars trade more than narrow ones.
    private decimal Volume(decimal range)
    {
        var width = (double)(range / _price) / (0.002 * _timeScale);
        var turnover = BaseTurnover * _interval.Minutes * (0.4 + width) * (0.6 + (0.8 * _random.NextDouble()));
        return Math.Max(_rules.StepSize, _rules.FloorQuantity((decimal)turnover / _price));
    }

    private static decimal StartPriceOf(string symbol) => symbol switch
    {
        "BTCUSDT" => 60_000,
        "ETHUSDT" => 3_000,
        "BNBUSDT" => 600,
        "SOLUSDT" => 150,
        "XRPUSDT" => 2,
        "ADAUSDT" => 0.6m,
        "DOGEUSDT" => 0.2m,
        _ => 100,
    };
}
