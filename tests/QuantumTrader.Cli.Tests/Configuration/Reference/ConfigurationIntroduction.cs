using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Tests.Configuration.Reference;

/// <summary>The beginning of the configuration page. Its examples go through the program: what it answers to them is its own answer.</summary>
internal sealed class ConfigurationIntroduction(SettingsCatalogue catalogue)
{
    /// <summary>A file that is accepted.</summary>
    public const string Example = """
        SYMBOLS: [BTCUSDT, ETHUSDT]        # for every section that has this key; a list or BTCUSDT,ETHUSDT
        PUBLISH_INTERVAL_SEC: 10
        harvest-proposal:                  # for this section alone; wins over the line above
          PUBLISH_INTERVAL_SEC: 5
        system:
          REDIS_URL: redis://127.0.0.1:6379/0

        """;

    private const string Wrong = """
        SYMBOL: BTCUSDT
        GOV_MAX_EXEC_PER_HOUR: often
        heat-gate:
          HEAT_MIN: 0.9
          HEAT_MAX: 0.4

        """;

    public override string ToString() => $"""
        # Configuration

        Every setting there is, {catalogue.Keys.Count()} keys in {catalogue.Sections.Count} sections. Made from the code; `QUANTUM_WRITE_DOCS=1` and the tests of the command line write it anew. `./quantum config show` prints the values in force and where
        each came from, `./quantum config schema` a JSON Schema for editors.

        ## Where a value is looked for

        The first of these that has it says the value:

        1. a flag of the command: `--redis` is `REDIS_URL`, `--data-dir` is `DATA_DIR`, `--feed` and `--klines` are `FEED` and `FEED_KLINES`; of `replay` also `--entry-rule` (`ENTRY_RULE`) and `--seed` (`ENTRY_SEED`);
           `run --once` makes `INPUT_WAIT_SEC` 0
        2. `--set KEY=VALUE` or `--set SECTION.KEY=VALUE`, any number of them
        3. an environment variable with the name of the key
        4. the YAML file of `--config FILE` (`config check FILE`); no file is read that is not named
        5. `demo` and `replay` only: the symbols of their bars, `APPLY_MODE=paper`, and a quieter `LOG_LEVEL`
        6. the default

        A key may belong to several sections, each with its own default. Within one of these places the value for a section wins over the one without a section; a place further up wins over both, so that a variable of the
        environment, which is for all sections, wins over a section of the file.

        A service has no flags: it reads its own file in `/etc/quantum` and then `/etc/quantum/common.env`, which wins. Settings are read when a process starts, and at no other time; what can be changed while it runs is not
        a setting: the kill switch, safe mode, [the policy](operating.md#policy) and [the ladder of a symbol](operating.md#harvestbrain).

        ## How it is written

        In a file:

        ```yaml
        {Example}```

        In the environment, and in the environment files: `SYMBOLS=BTCUSDT,ETHUSDT`, without a section and without spaces around the sign; in an environment file a value with a blank or a semicolon in it
        stands in double quotes, since shells read these files as well as systemd. A variable that is no setting is not looked at, so **a misspelt one is not noticed**; in a
        file and in `--set` it is refused. Numbers have a point (`0.5`, `1e3`), switches are `true`, `false`, `1` or `0`, words count in capitals too. An empty value says "not set" where the rule says `or empty`, and is refused elsewhere.

        No setting is required by itself: with none the program runs in memory on a simulated market and reports what it would do. What is required with another one is said beside it.

        A **secret** is shown as `{SecretMask.Hidden}` wherever a value is shown: by `config show`, in faults, in the log. A key that ends in `_FILE` names a file with the secret and nothing else; white space around it does not count.

        ## What happens on a wrong value

        Nothing starts. Everything that is wrong is named at once, one line a fault, with where it stands, the key, the value and the rule; the exit code is 2, after which systemd does not start a service again. Every process checks
        every section, also of stages that it does not run, and a value that another place overrides. This file

        ```yaml
        {Wrong}```

        is answered with

        ```
        {string.Join('\n', Answer())}
        ```

        `./quantum config check FILE` asks without starting anything; without FILE it checks the environment. Whether a file that a setting names can be read is found at the start of the process that needs it: exit code 2 as well.

        """;

    /// <summary>What the program says about a file.</summary>
    public static IReadOnlyList<SettingFault> FaultsOf(string yaml, SettingsCatalogue catalogue) => new SettingsBinder(catalogue, YamlLayer.Read("quantum.yaml", yaml)).Faults;

    private IEnumerable<string> Answer() => FaultsOf(Wrong, catalogue).Select(fault => fault.ToString());
}
