using QuantumTrader.Messaging;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>Losses of the engine that a test asks for, each at one operation on one key or stream.</summary>
internal sealed class Faults
{
    private readonly List<Fault> _coming = [];

    /// <summary>Operations that were carried out, as "set quantum:ticker:BTCUSDT".</summary>
    public List<string> Done { get; } = [];

    public int Count(string operation, string name) => Done.Count(done => done == $"{operation} {name}");

    /// <summary>The next such operation does nothing and reports the loss.</summary>
    public void Before(string operation, string name) => _coming.Add(new Fault($"{operation} {name}", CarriedOut: false));

    /// <summary>The next such operation is carried out, and its answer is lost.</summary>
    public void After(string operation, string name) => _coming.Add(new Fault($"{operation} {name}", CarriedOut: true));

    public async ValueTask<T> RunAsync<T>(string operation, string name, Func<ValueTask<T>> work)
    {
        var call = $"{operation} {name}";
        var fault = _coming.Find(one => one.Call == call);
        if (fault is not null)
            _coming.Remove(fault);
        if (fault is { CarriedOut: false })
            throw new EngineUnavailableException($"{call}: lost");
        var answer = await work();
        Done.Add(call);
        return fault is null ? answer : throw new EngineUnavailableException($"{call}: the answer was lost");
    }

    public async ValueTask RunAsync(string operation, string name, Func<ValueTask> work) => await RunAsync(operation, name, async () =>
    {
        await work();
        return true;
    });

    private sealed record Fault(string Call, bool CarriedOut);
}
