using System.CommandLine;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Verbs;

/// <summary>The options by which a verb finds the system that it speaks to or looks into.</summary>
internal sealed class SystemChoice
{
    private readonly SettingsCatalogue _catalogue;
    private readonly Command _command;
    private readonly Option<string?> _redis = CommonOptions.Redis();
    private readonly Option<string?> _data = CommonOptions.DataDirectory();
    private readonly Option<string?> _file = ConfigCommand.FileOption();
    private readonly Option<string[]> _sets = ConfigCommand.SetOption();

    /// <summary>Gives the command its options.</summary>
    public SystemChoice(Command command, SettingsCatalogue catalogue)
    {
        (_command, _catalogue) = (command, catalogue);
        foreach (var option in (Option[])[_redis, _data, _file, _sets])
            command.Options.Add(option);
    }

    /// <exception cref="SettingsException">Every fault of every setting.</exception>
    /// <exception cref="UsageException">Nothing says where the system is.</exception>
    public StageOptions Bind(ParseResult parsed) => BindAll(parsed).Options;

    /// <summary>The same, and what binds sections that are no stage's.</summary>
    /// <exception cref="SettingsException">Every fault of every setting.</exception>
    /// <exception cref="UsageException">Nothing says where the system is.</exception>
    public (StageOptions Options, SettingsBinder Binder) BindAll(ParseResult parsed)
    {
        var flags = SettingsLayer.OfFlags(("--redis", "REDIS_URL", parsed.GetValue(_redis)), ("--data-dir", "DATA_DIR", parsed.GetValue(_data)));
        var sources = new SettingsSources(parsed.GetValue(_file), parsed.GetRequiredValue(_sets), EnvironmentLayer.OfProcess(), flags);
        var binder = sources.Bind(_catalogue);
        var options = StageOptions.Bind(binder);
        return !options.System.IsOnRedis && options.System.DataDirectory is null
            ? throw new UsageException($"{_command.Name}: --redis URL or --data-dir DIR is needed, to find the system")
            : (options, binder);
    }

    /// <summary>Opens the engine to look into it: nothing is made where there is nothing.</summary>
    /// <exception cref="EngineUnavailableException">It cannot be reached, or a running system holds the directory.</exception>
    public static async Task<IEngine> LookAsync(SystemOptions options, CancellationToken cancellation)
    {
        if (options.IsOnRedis)
            return await EngineFactory.OpenAsync(options, TimeProvider.System, cancellation);
        if (!Directory.Exists(options.DataDirectory))
            throw new EngineUnavailableException($"data directory '{options.DataDirectory}': there is no such directory");
        try
        {
            return await EngineFactory.OpenAsync(options, TimeProvider.System, cancellation);
        }
        catch (EngineUnavailableException held)
        {
            throw new EngineUnavailableException(
                $"{held.Message}; a running system keeps its directory to itself: stop it first, or run it on Redis to look into it while it runs", held);
        }
    }

    /// <summary>Where the system is, without the password that a URL may carry.</summary>
    public static string NameOf(SystemOptions options) => EngineFactory.RedisOf(options)?.ToString() ?? $"data directory {options.DataDirectory}";
}
