using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// The right of one process to run a stage, kept in the store: a key that lives a short while and is renewed before it ends. Who stops without giving it back loses it when the key ends.
/// </summary>
/// <param name="owner">Names the process; no two that run at the same time have the same name.</param>
/// <param name="life">How long the right outlives its last renewal.</param>
public sealed class StageLease(IStateStore store, TimeProvider time, string stage, string owner, TimeSpan life)
{
    // Two renewals may fail before the right ends.
    private const int RenewalsInLife = 3;

    private readonly string _key = Keys.StageLease(stage);
    private readonly string _lastKey = Keys.StageLeaseLast(stage);

    // UTC ticks: read by a stage's writes while another thread renews.
    private long _until;
    private long _nextDue;
    private bool _wasHeld;

    /// <summary>By this process's own clock, counted from before the renewal was sent: never longer than the store thinks.</summary>
    public bool IsHeld => time.GetUtcNow().UtcTicks < Volatile.Read(ref _until);

    /// <summary>When to call <see cref="TryHoldAsync"/> again.</summary>
    public DateTimeOffset NextDue => new(Volatile.Read(ref _nextDue), TimeSpan.Zero);

    /// <summary>Takes or renews the right.</summary>
    /// <returns>False: another process has it.</returns>
    /// <exception cref="StageLeaseLostException">It was held, and another process has had it since: what this one remembers is out of date.</exception>
    public async ValueTask<bool> TryHoldAsync(CancellationToken cancellation)
    {
        var asked = time.GetUtcNow();
        Volatile.Write(ref _nextDue, (asked + (life / RenewalsInLife)).UtcTicks);
        if (!await store.ReplaceTextAsync(_key, owner, owner, life, cancellation))
        {
            var free = await store.SetTextIfAbsentAsync(_key, owner, life, cancellation);
            var last = _wasHeld || free ? (await store.GetTextAsync(_lastKey, cancellation)).Value : null;
            if (_wasHeld && (!free || (last is not null && last != owner))) // A Redis that came back empty knows of nobody.
            {
                Volatile.Write(ref _nextDue, 0); // Whoever asks again is told again.
                throw new StageLeaseLostException(stage, free ? last : await HolderAsync(cancellation));
            }

            if (!free)
                return false;
            if (last != owner)
                await store.SetTextAsync(_lastKey, owner, timeToLive: null, cancellation);
        }

        _wasHeld = true;
        Volatile.Write(ref _until, (asked + life).UtcTicks);
        return true;
    }

    /// <summary>Who has it now; null: nobody.</summary>
    public async ValueTask<string?> HolderAsync(CancellationToken cancellation) => (await store.GetTextAsync(_key, cancellation)).Value;

    /// <summary>Gives it back, so that a standby need not wait for its end.</summary>
    public async ValueTask ReleaseAsync(CancellationToken cancellation)
    {
        if (!_wasHeld)
            return;
        Volatile.Write(ref _until, 0);
        await store.ConsumeTogetherAsync([new(_key, owner)], cancellation);
    }
}
