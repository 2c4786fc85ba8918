using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using QuantumTrader.Benchmarks.HarvestBrain;
using QuantumTrader.Benchmarks.Scrape;
using QuantumTrader.Benchmarks.Soak;

// Processes as a whole are measured from outside.
if (args is ["scrape"])
{
    await ScrapeMeasurement.RunAsync();
    return;
}

if (args is ["drain"])
{
    await DrainMeasurement.RunAsync();
    return;
}

if (args is ["soak", .. var soak])
{
    await SoakMeasurement.RunAsync(soak);
    return;
}

// In process and short: a comparison of candidates ends in a minute or two, and no second project has to be built.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
