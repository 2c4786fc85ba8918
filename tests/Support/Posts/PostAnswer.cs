namespace QuantumTrader.Tests.Support.Posts;

/// <param name="RetryAfter">The header, as it stands.</param>
public sealed record PostAnswer(int Status, string Body = "", string? RetryAfter = null);
