using System.CommandLine;
using System.CommandLine.Parsing;

namespace QuantumTrader.Cli.Verbs;

/// <summary>What is wrong with a command line: a line for each fault with the option, the value and the rule, and where to read more.</summary>
internal static class CommandLineFaults
{
    /// <remarks>Not the whole help: the fault would stand far above the prompt, and standard output belongs to results.</remarks>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        var texts = parsed.UnmatchedTokens.Count > 0
            ? parsed.UnmatchedTokens.Select(token => Unknown(token, command.Command))
            : parsed.Errors.Select(error => Text(error, command.Command));
        return texts.Distinct(StringComparer.Ordinal).Select(text => $"{PathOf(command)}: {text}; see {PathOf(command)} --help");
    }

    private static string Unknown(string token, Command command)
    {
        var option = token.StartsWith('-');
        IEnumerable<Symbol> there = option ? command.Options.Where(known => !known.Hidden) : command.Subcommands;
        var known = string.Join(", ", there.Select(symbol => symbol.Name));
        var kind = option ? "an option" : command.Subcommands.Count > 0 ? "a command" : "expected here";
        return known.Length > 0 ? $"'{token}' is not {kind}; known: {known}" : $"'{token}' is not {kind}";
    }

    private static string Text(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, IdentifierToken: null } option => $"{option.Option.Name} is missing",
        OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value",
        ArgumentResult { Tokens.Count: 0 } argument => $"{argument.Argument.Name} is missing",
        OptionResult option when Rule(option.Option.ValueType) is { } rule => $"{option.Option.Name} = '{option.Tokens[^1].Value}': must be {rule}",
        CommandResult when command.Subcommands.Count > 0 => $"a command is needed: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}",
        _ => error.Message.TrimEnd('.'),
    };

    private static string? Rule(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(long) => "a whole number",
        var t when t == typeof(double) => "a number",
        _ => null,
    };

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "quantum";
}
