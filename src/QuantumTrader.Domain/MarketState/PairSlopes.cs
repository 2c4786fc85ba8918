using System.Numerics;
using System.Runtime.Intrinsics;

namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Slopes between one point and many others, sorted into below, inside and above a bracket; four pairs per step. Without
/// vector hardware the same code runs on the runtime's fallback and gives the same bits.
/// </summary>
internal static class PairSlopes
{
    /// <summary>Slopes from the first point to each later one.</summary>
    /// <param name="runs">1, 2, ... for the second, third, ... point.</param>
    /// <param name="inside">Receives the slopes inside; as long as there are pairs.</param>
    /// <param name="below">Grows by the number of slopes below.</param>
    /// <returns>How many slopes are inside.</returns>
    public static int FromFirst(ReadOnlySpan<double> y, ReadOnlySpan<double> runs, in SlopeBracket bracket, Span<double> inside, ref int below) =>
        Classify<FromPivot>(y[1..], y[0], runs, bracket, inside, ref below);

    /// <summary>Slopes from each earlier point to the last one.</summary>
    /// <param name="runs">..., 2, 1 for ..., the third last, the second last point.</param>
    /// <inheritdoc cref="FromFirst"/>
    public static int ToLast(ReadOnlySpan<double> y, ReadOnlySpan<double> runs, in SlopeBracket bracket, Span<double> inside, ref int below) =>
        Classify<ToPivot>(y[..^1], y[^1], runs, bracket, inside, ref below);

    private static int Classify<TRise>(
        ReadOnlySpan<double> others, double pivot, ReadOnlySpan<double> runs, in SlopeBracket bracket, Span<double> inside, ref int below)
        where TRise : struct, IRise
    {
        // The vector loads below are unchecked.
        ArgumentOutOfRangeException.ThrowIfLessThan(runs.Length, others.Length);
        ref readonly var firstOther = ref others[0];
        ref readonly var firstRun = ref runs[0];
        var pivots = Vector256.Create(pivot);
        var surelyBelow = Vector256.Create(bracket.SurelyBelow);
        var surelyAbove = Vector256.Create(bracket.SurelyAbove);
        var belowLanes = Vector256<long>.Zero;
        var belowExact = 0;
        var count = 0;
        var at = 0;

        for (; at <= others.Length - Vector256<double>.Count; at += Vector256<double>.Count)
        {
            var rise = TRise.Of(Vector256.LoadUnsafe(in firstOther, (nuint)at), pivots);
            var run = Vector256.LoadUnsafe(in firstRun, (nuint)at);
            var isBelow = Vector256.LessThan(rise, run * surelyBelow);
            belowLanes -= isBelow.AsInt64();
            var isNear = Vector256.AndNot(Vector256.LessThanOrEqual(rise, run * surelyAbove), isBelow);
            for (var near = isNear.ExtractMostSignificantBits(); near != 0; near &= near - 1)
            {
                var lane = at + BitOperations.TrailingZeroCount(near);
                Judge(TRise.Of(others[lane], pivot) / runs[lane], bracket, inside, ref count, ref belowExact);
            }
        }

        for (; at < others.Length; at++)
            Judge(TRise.Of(others[at], pivot) / runs[at], bracket, inside, ref count, ref belowExact);

        below += (int)Vector256.Sum(belowLanes) + belowExact;
        return count;
    }

    private static void Judge(double slope, in SlopeBracket bracket, Span<double> inside, ref int count, ref int below)
    {
        if (slope < bracket.Low)
            below++;
        else if (slope <= bracket.High)
            inside[count++] = slope;
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
