using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Slopes between one point and many others, sorted into below, inside and above a bracket; four pairs per step. Pairs near the
/// bracket are packed without a branch and divided together: no branch predictor foresees which ones are near.
/// Without vector hardware the same code runs on the runtime's fallback and gives the same bits.
/// </summary>
internal sealed class PairSlopes(int window)
{
    private static readonly Vector256<int>[] LanesToFront = PackingTable();

    // Packing stores whole vectors, so the last store may reach beyond the last pair.
    private readonly double[] _rises = new double[2 * window + Vector256<double>.Count];
    private readonly double[] _runs = new double[2 * window + Vector256<double>.Count];
    private readonly double[] _inside = new double[2 * window + Vector256<double>.Count];
    private readonly double[] _runsUp = [.. Enumerable.Range(1, window).Select(static run => (double)run)];
    private readonly double[] _runsDown = [.. Enumerable.Range(1, window).Reverse().Select(static run => (double)run)];
    private int _near;

    /// <summary>Whether <see cref="TakeInside"/> must come before the next point; earlier costs more calls.</summary>
    public bool IsFull => _near > window;

    /// <summary>Takes in the slopes from the first point to each later one, of at most a window.</summary>
    /// <param name="below">Grows by the number of slopes surely below.</param>
    public void AddFromFirst(ReadOnlySpan<double> y, in SlopeBracket bracket, ref int below) =>
        Filter<FromPivot>(y[1..], y[0], _runsUp, bracket, ref below);

    /// <summary>Takes in the slopes from each earlier point to the last one, of at most a window.</summary>
    /// <inheritdoc cref="AddFromFirst"/>
    public void AddToLast(ReadOnlySpan<double> y, in SlopeBracket bracket, ref int below) =>
        Filter<ToPivot>(y[..^1], y[^1], _runsDown.AsSpan(_runsDown.Length - y.Length + 1), bracket, ref below);

    /// <summary>Judges the pairs near the bracket that have come in since the last call, by their rounded quotients.</summary>
    /// <param name="below">Grows by the number of slopes below that were not counted as surely below.</param>
    /// <returns>The slopes inside; overwritten by the next call.</returns>
    public ReadOnlySpan<double> TakeInside(in SlopeBracket bracket, ref int below)
    {
        // The unused lanes of the last vector divide whatever lies there; their mask is cut off.
        var low = Vector256.Create(bracket.Low);
        var high = Vector256.Create(bracket.High);
        ref var inside = ref _inside[0];
        var count = 0;
        for (var at = 0; at < _near; at += Vector256<double>.Count)
        {
            var used = uint.MaxValue >> (32 - Math.Min(_near - at, Vector256<double>.Count));
            var slope = Vector256.LoadUnsafe(in _rises[0], (nuint)at) / Vector256.LoadUnsafe(in _runs[0], (nuint)at);
            var isBelow = Vector256.LessThan(slope, low).ExtractMostSignificantBits() & used;
            var isInside = Vector256.LessThanOrEqual(slope, high).ExtractMostSignificantBits() & used & ~isBelow;
            ToFront(slope, isInside).StoreUnsafe(ref inside, (nuint)count);
            below += BitOperations.PopCount(isBelow);
            count += BitOperations.PopCount(isInside);
        }

        _near = 0;
        return _inside.AsSpan(0, count);
    }

    private void Filter<TRise>(ReadOnlySpan<double> others, double pivot, ReadOnlySpan<double> runs, in SlopeBracket bracket, ref int below)
        where TRise : struct, IRise
    {
        // The vector loads and stores below are unchecked.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(others.Length + _near, 2 * window);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(others.Length, runs.Length);
        ref readonly var firstOther = ref others[0];
        ref readonly var firstRun = ref runs[0];
        ref var nearRises = ref _rises[0];
        ref var nearRuns = ref _runs[0];
        var pivots = Vector256.Create(pivot);
        var surelyBelow = Vector256.Create(bracket.SurelyBelow);
        var surelyAbove = Vector256.Create(bracket.SurelyAbove);
        var belowLanes = Vector256<long>.Zero;
        var near = _near;
        var at = 0;

        for (; at <= others.Length - Vector256<double>.Count; at += Vector256<double>.Count)
        {
            var rise = TRise.Of(Vector256.LoadUnsafe(in firstOther, (nuint)at), pivots);
            var run = Vector256.LoadUnsafe(in firstRun, (nuint)at);
            var isBelow = Vector256.LessThan(rise, run * surelyBelow);
            belowLanes -= isBelow.AsInt64();
            var isNear = Vector256.AndNot(Vector256.LessThanOrEqual(rise, run * surelyAbove), isBelow).ExtractMostSignificantBits();
            ToFront(rise, isNear).StoreUnsafe(ref nearRises, (nuint)near);
            ToFront(run, isNear).StoreUnsafe(ref nearRuns, (nuint)near);
            near += BitOperations.PopCount(isNear);
        }

        for (; at < others.Length; at++)
        {
            _rises[near] = TRise.Of(others[at], pivot);
            _runs[near++] = runs[at];
        }

        below += (int)Vector256.Sum(belowLanes);
        _near = near;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ToFront(Vector256<double> values, uint chosen)
    {
        var lanes = LanesToFront[chosen];
        return Avx2.IsSupported
            ? Avx2.PermuteVar8x32(values.AsInt32(), lanes).AsDouble()
            : Vector256.Shuffle(values.AsInt32(), lanes).AsDouble();
    }

    // For each choice of four lanes the permutation, in halves of a lane, that moves the chosen ones to the front.
    private static Vector256<int>[] PackingTable()
    {
        var table = new Vector256<int>[1 << Vector256<double>.Count];
        for (var chosen = 0; chosen < table.Length; chosen++)
        {
            var front = 0;
            for (var lane = 0; lane < Vector256<double>.Count; lane++)
            {
                if ((chosen >> lane & 1) == 0)
                    continue;
                table[chosen] = table[chosen].WithElement(2 * front, 2 * lane).WithElement(2 * front + 1, 2 * lane + 1);
                front++;
            }
        }

        return table;
    }

    private interface IRise
    {
        static abstract Vector256<double> Of(Vector256<double> others, Vector256<double> pivots);

        static abstract double Of(double other, double pivot);
    }

    private readonly struct FromPivot : IRise
    {
        public static Vector256<double> Of(Vector256<double> others, Vector256<double> pivots) => others - pivots;

        public static double Of(double other, double pivot) => other - pivot;
    }

    private readonly struct ToPivot : IRise
    {
        public static Vector256<double> Of(Vector256<double> others, Vector256<double> pivots) => pivots - others;

        public static double Of(double other, double pivot) => pivot - other;
    }
}
