using QuantumTrader.Messaging;

namespace QuantumTrader.Tests.Support.Ports;

/// <summary>Losses of the engine that a test asks for, each at one operation on one key or stream. Safe to use from several threads.</summary>
internal sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _coming = [];

    /// <summary>Operations that were carried out, as "set quantum:ticker:BTCUSDT". To be read when nothing is under way.</summary>
    public List<string> Done { get; } = [];

    public int Count(string operation, string name) => Done.Count(done => done == $"{operation} {name}");

    /// <summary>What a fault looks like to who called: by default the engine is gone.</summary>
    public Func<string, Exception> Failure { get; init; } = call => new EngineUnavailableException(call);

    /// <summary>Instead of a failure: the caller stands still at the place for as long as this takes, then goes on as if nothing had been.</summary>
    public Func<Task>? Pause { get; init; }

    /// <summary>The next such operation, or a later one, does nothing and reports the loss.</summary>
    public void Before(string operation, string name, int occurrence = 1) => At(operation, name, carriedOut: false, occurrence);

    /// <summary>The next such operation, or a later one, is carried out, and its answer is lost.</summary>
    public void After(string operation, string name, int occurrence = 1) => At(operation, name, carriedOut: true, occurrence);

    /// <summary><see cref="After"/> when it is to be carried out, else <see cref="Before"/>.</summary>
    public void At(string operation, string name, bool carriedOut, int occurrence = 1) => At(call => call == $"{operation} {name}", carriedOut, occurrence);

    /// <summary>The next operation of a kind (see <see cref="CallKind"/>), or a later one: nothing happens and the loss is reported, or it is carried out and its answer is lost.</summary>
    public void AtKind(string kind, bool carriedOut, int occurrence) => At(call => CallKind.Of(call) == kind, carriedOut, occurrence);

    /// <summary>The operation that comes as the n-th from now, whatever it is: nothing happens and the loss is reported, or it is carried out and its answer is lost.</summary>
    public void AtAny(int nth, bool carriedOut) => At(_ => true, carriedOut, nth);

    /// <summary>Losses that have not happened yet happen no more.</summary>
    public void Heal()
    {
        lock (_gate)
            _coming.Clear();
    }

    public async ValueTask<T> RunAsync<T>(string operation, string name, Func<ValueTask<T>> work)
    {
        var call = $"{operation} {name}";
        var fault = Take(call);
        if (fault is { CarriedOut: false })
            await HappenAsync($"{call}: lost");
        var answer = await CarryOutAsync(work, fault);
        lock (_gate)
            Done.Add(call);
        if (fault is { CarriedOut: true })
            await HappenAsync($"{call}: the answer was lost");
        return answer;
    }

    public async ValueTask RunAsync(string operation, string name, Func<ValueTask> work) => await RunAsync(operation, name, async () =>
    {
        await work();
        return true;
    });

    private async ValueTask<T> CarryOutAsync<T>(Func<ValueTask<T>> work, Fault? fault)
    {
        try
        {
            return await work();
        }
        catch when (fault is { CarriedOut: true })
        {
            // Not carried out, for a reason of its own: the loss is still to come, at the next such call.
            fault!.Left = 1;
            lock (_gate)
                _coming.Insert(0, fault);
            throw;
        }
    }

    private Task HappenAsync(string loss) => Pause is { } pause ? pause() : throw Failure(loss);

    private void At(Func<string, bool> isMeant, bool carriedOut, int occurrence)
    {
        lock (_gate)
            _coming.Add(new Fault(isMeant, carriedOut, occurrence));
    }

    private Fault? Take(string call)
    {
        lock (_gate)
        {
            if (_coming.Count == 0)
                return null;
            var fault = _coming.Find(one => one.IsMeant(call) && --one.Left == 0);
            if (fault is not null)
                _coming.Remove(fault);
            return fault;
        }
    }

    private sealed class Fault(Func<string, bool> isMeant, bool carriedOut, int occurrence)
    {
        public Func<string, bool> IsMeant => isMeant;

        public bool CarriedOut => carriedOut;

        public int Left { get; set; } = occurrence;
    }
}
