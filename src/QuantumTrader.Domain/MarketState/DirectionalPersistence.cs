namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Share of consecutive returns of equal sign, where 0 equals 0; contract section 1, step 8. A running count of whole numbers
/// is exact, so nothing is recounted.
/// </summary>
internal sealed class DirectionalPersistence(int window)
{
    private readonly bool[] _agrees = new bool[window - 1];
    private int _next;
    private int _pairs;
    private int _agreements;
    private int? _previousSign;

    public void Add(double logReturn)
    {
        var sign = Math.Sign(logReturn);
        if (_previousSign is { } previous)
            AddPair(previous == sign);
        _previousSign = sign;
    }

    /// <summary>Needs a full window.</summary>
    public double Read() => (double)_agreements / _agrees.Length;

    public void Clear()
    {
        _next = 0;
        _pairs = 0;
        _agreements = 0;
        _previousSign = null;
    }

    private void AddPair(bool agrees)
    {
        if (_pairs < _agrees.Length)
            _pairs++;
        else if (_agrees[_next])
            _agreements--;

        _agrees[_next] = agrees;
        if (agrees)
            _agreements++;
        _next = _next + 1 == _agrees.Length ? 0 : _next + 1;
    }
}
