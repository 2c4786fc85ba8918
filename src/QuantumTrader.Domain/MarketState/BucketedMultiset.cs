namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Numbers of a bracket in equally wide buckets, each an unsorted chain of a few, so that adding and taking out cost a handful
/// of steps and nothing is ever sorted but the one bucket that is asked for. In a crowded bucket equal numbers share a node:
/// prices on a tick grid, or prices that stand still, give equal slopes by the thousand.
/// </summary>
internal sealed class BucketedMultiset
{
    private const int None = -1;

    // Looking for an equal number costs more than a node, until chains get long.
    private const int Crowded = 12;

    private readonly Bucket[] _buckets;
    private readonly Node[] _nodes;
    private readonly double[] _sortedNumbers;
    private readonly int[] _sortedMultiplicities;

    // Nodes given back, chained; nodes from _untouched on were not yet in use, so a reset need not visit them.
    private int _givenBack;
    private int _untouched;

    private double _low;
    private double _bucketsPerUnit;

    // The bucket last asked for, and how many numbers lie in the buckets before it: a median moves little from bar to bar.
    private int _cursor;
    private int _beforeCursor;

    /// <param name="capacity">How many nodes there are.</param>
    public BucketedMultiset(int capacity, int buckets)
    {
        _buckets = new Bucket[buckets];
        _nodes = new Node[capacity];
        _sortedNumbers = new double[capacity];
        _sortedMultiplicities = new int[capacity];
        Reset(new SlopeBracket(0.0, 0.0));
    }

    /// <summary>How many numbers are held, each as often as it was added.</summary>
    public int Total { get; private set; }

    /// <summary>Empties the set and spreads its buckets over a bracket.</summary>
    public void Reset(in SlopeBracket bracket)
    {
        _low = bracket.Low;
        var perUnit = _buckets.Length / (bracket.High - bracket.Low);
        _bucketsPerUnit = double.IsFinite(perUnit) ? perUnit : 0.0;
        Array.Fill(_buckets, new Bucket { First = None });
        _givenBack = None;
        _untouched = 0;
        _cursor = 0;
        _beforeCursor = 0;
        Total = 0;
    }

    /// <returns>False, and nothing added, when the number needs a node and none is left.</returns>
    public bool TryAdd(double number)
    {
        var at = BucketOf(number);
        ref var bucket = ref _buckets[at];
        var index = None;
        if (bucket.Population >= Crowded)
        {
            index = bucket.First;
            while (index != None && _nodes[index].Number != number)
                index = _nodes[index].Next;
        }

        if (index == None)
        {
            if (!TryTakeNode(out index))
                return false;
            _nodes[index] = new Node { Number = number, Next = bucket.First };
            bucket.First = index;
        }

        _nodes[index].Multiplicity++;
        Count(at, 1);
        return true;
    }

    /// <exception cref="InvalidOperationException">The number is not held.</exception>
    public void Remove(double number)
    {
        var at = BucketOf(number);
        ref var link = ref _buckets[at].First;
        while (link != None && _nodes[link].Number != number)
            link = ref _nodes[link].Next;
        if (link == None)
            throw new InvalidOperationException($"{number:R} is not in the multiset");

        var index = link;
        if (--_nodes[index].Multiplicity == 0)
        {
            link = _nodes[index].Next;
            _nodes[index].Next = _givenBack;
            _givenBack = index;
        }

        Count(at, -1);
    }

    /// <summary>The number at a rank, counted from 0 for the smallest.</summary>
    public double AtRank(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, Total);
        while (rank < _beforeCursor)
            _beforeCursor -= _buckets[--_cursor].Population;
        while (rank >= _beforeCursor + _buckets[_cursor].Population)
            _beforeCursor += _buckets[_cursor++].Population;

        var length = 0;
        for (var index = _buckets[_cursor].First; index != None; index = _nodes[index].Next)
        {
            _sortedNumbers[length] = _nodes[index].Number;
            _sortedMultiplicities[length++] = _nodes[index].Multiplicity;
        }

        _sortedNumbers.AsSpan(0, length).Sort(_sortedMultiplicities.AsSpan(0, length));
        var at = 0;
        for (var passed = _beforeCursor + _sortedMultiplicities[0]; passed <= rank; passed += _sortedMultiplicities[at])
            at++;
        return _sortedNumbers[at];
    }

    private bool TryTakeNode(out int index)
    {
        index = _givenBack;
        if (index != None)
        {
            _givenBack = _nodes[index].Next;
            return true;
        }

        index = _untouched;
        if (index == _nodes.Length)
            return false;
        _untouched++;
        return true;
    }

    private void Count(int bucket, int change)
    {
        _buckets[bucket].Population += change;
        Total += change;
        _beforeCursor += bucket < _cursor ? change : 0;
    }

    // Every step rounds monotonically, so a smaller number never lands in a later bucket.
    private int BucketOf(double number) => Math.Min((int)((number - _low) * _bucketsPerUnit), _buckets.Length - 1);

    private struct Bucket
    {
        public int First;
        public int Population;
    }

    private struct Node
    {
        public double Number;
        public int Multiplicity;
        public int Next;
    }
}
