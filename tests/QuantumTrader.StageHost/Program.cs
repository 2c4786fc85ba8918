using System.Diagnostics;
using System.Globalization;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Composition.Logging;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Tests.Support.Ports;

// Runs one stage on Redis as "quantum run STAGE --redis URL" does, and kills itself (SIGKILL: no farewell, no flush) at a call of a port.
// Arguments: STAGE, before or after, KIND of the call, which one of its kind (1: the first), then settings as KEY=VALUE.
var (name, carriedOut, kind, occurrence) = (args[0], args[1] == "after", args[2], int.Parse(args[3], CultureInfo.InvariantCulture));
var options = StageOptions.Bind(new SettingsSources(File: null, args[4..], new Dictionary<string, string>()).Bind(Catalogue.Create()));
var time = TimeProvider.System;
using var logs = StderrLogs.Of(options.System, Console.Error, time);
await using var engine = await EngineFactory.OpenAsync(options.System, time, CancellationToken.None);

var faults = new Faults { Failure = Die };
faults.AtKind(kind, carriedOut, occurrence);
await using var leases = new StageLeases(engine.Store, time, options.System);
var stage = leases.Make(
    name, new StageContext(engine.Store, engine.Bus, time, logs.Of(name)),
    given => StageFactory.Create(name, given with { Store = new FaultyStore(given.Store, faults), Bus = new FaultyBus(given.Bus, faults) }, options, entries: null));
try
{
    await new LiveHost(engine.Bus, time, logs.Of("run")).RunAsync([stage], started: false, CancellationToken.None);
    return ExitCode.Done;
}
catch (StageLeaseLostException lost)
{
    await Console.Error.WriteLineAsync(lost.Message);
    return ExitCode.Failed;
}

static Exception Die(string call)
{
    using var self = Process.GetCurrentProcess();
    self.Kill();
    throw new UnreachableException($"alive after SIGKILL, at {call}");
}
