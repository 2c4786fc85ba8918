using QuantumTrader.Messaging;

namespace QuantumTrader.Tests.Support.Ports;

/// <summary>Losses of the engine that a test asks for, each at one operation on one key or stream.</summary>
internal sealed class Faults
{
    private readonly List<Fault> _coming = [];

    /// <summary>Operations that were carried out, as "set quantum:ticker:BTCUSDT".</summary>
    public List<string> Done { get; } = [];

    public int Count(string operation, string name) => Done.Count(done => done == $"{operation} {name}");

    /// <summary>What a fault looks like to who called: by default the engine is gone.</summary>
    public Func<string, Exception> Failure { get; init; } = call => new EngineUnavailableException(call);

    /// <summary>The next such operation, or a later one, does nothing and reports the loss.</summary>
    public void Before(string operation, string name, int occurrence = 1) =>
        _coming.Add(new Fault($"{operation} {name}", carriedOut: false, occurrence));

    /// <summary>The next such operation, or a later one, is carried out, and its answer is lost.</summary>
    public void After(string operation, string name, int occurrence = 1) => _coming.Add(new Fault($"{operation} {name}", carriedOut: true, occurrence));

    /// <summary>The operation that comes as the n-th from now, whatever it is: nothing happens and the loss is reported, or it is carried out and its answer is lost.</summary>
    public void AtAny(int nth, bool carriedOut) => _coming.Add(new Fault(call: null, carriedOut, nth));

    /// <summary>Losses that have not happened yet happen no more.</summary>
    public void Heal() => _coming.Clear();

    public async ValueTask<T> RunAsync<T>(string operation, string name, Func<ValueTask<T>> work)
    {
        var call = $"{operation} {name}";
        var fault = _coming.Find(one => (one.Call is null || one.Call == call) && --one.Left == 0);
        if (fault is not null)
            _coming.Remove(fault);
        if (fault is { CarriedOut: false })
            throw Failure($"{call}: lost");
        var answer = await work();
        Done.Add(call);
        return fault is null ? answer : throw Failure($"{call}: the answer was lost");
    }

    public async ValueTask RunAsync(string operation, string name, Func<ValueTask> work) => await RunAsync(operation, name, async () =>
    {
        await work();
        return true;
    });

    private sealed class Fault(string? call, bool carriedOut, int occurrence)
    {
        public string? Call => call;

        public bool CarriedOut => carriedOut;

        public int Left { get; set; } = occurrence;
    }
}
