using System.Globalization;
using QuantumTrader.Observability.Serving;

namespace QuantumTrader.Observability;

/// <summary>The health of an exporter: well while its last good look is younger than three intervals. Contract section 9. Safe to use from any thread.</summary>
internal sealed class PollHealth(string what, TimeSpan interval, TimeProvider time) : IHealth
{
    private const int IntervalsInLife = 3;

    private readonly Lock _gate = new();
    private DateTimeOffset? _lastGood;
    private string? _failure;

    /// <summary>Age of what is shown; null: nothing was ever seen.</summary>
    public TimeSpan? Age
    {
        get
        {
            lock (_gate)
                return _lastGood is { } last ? time.GetUtcNow() - last : null;
        }
    }

    public void Succeeded()
    {
        lock (_gate)
            (_lastGood, _failure) = (time.GetUtcNow(), null);
    }

    public void Failed(string reason)
    {
        lock (_gate)
            _failure = reason;
    }

    public string? Problem()
    {
        var age = Age;
        if (age < interval * IntervalsInLife)
            return null;
        lock (_gate)
        {
            var since = age is { } old ? string.Create(CultureInfo.InvariantCulture, $"no good {what} for {old.TotalSeconds:F0} s") : $"no {what} yet";
            return _failure is null ? since : $"{since}: {_failure}";
        }
    }

    public string? NotReady() => Problem();
}
