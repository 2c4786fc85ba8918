using System.Text.Json.Serialization;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Exchanges.Paper;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Venue;

/// <summary>The JSON documents that the venue's home writes.</summary>
public static class VenueDocuments
{
    public static readonly DocumentKey<PublishedAccount> Account = new(Keys.VenueAccount, PublishedAccountJson.Default.PublishedAccount);

    public static readonly DocumentKey<PaperState> Paper = new(Keys.PaperState, VenueJson.Default.PaperState);

    public static DocumentKey<PaperSymbolState> PaperSymbol(string symbol) => new(Keys.PaperSymbolState(symbol), VenueJson.Default.PaperSymbolState);

    public static readonly DocumentKey<SeenBars> SeenBars = new(Keys.PaperSeenBars, PublishedAccountJson.Default.SeenBars);

    public static DocumentKey<JournalledOrder> Journal(string clientOrderId) =>
        new(Keys.ExecutionJournal(clientOrderId), PublishedAccountJson.Default.JournalledOrder);
}

/// <summary>Spelt as <see cref="VenueJson"/> spells; provenance in lower case as in every record.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(WireEnumConverter<OrderRejection>), typeof(WireEnumConverter<OrderSide>), typeof(WireEnumConverter<OrderType>),
        typeof(WireEnumConverter<PositionSide>), typeof(OrderStatusConverter), typeof(ProvenanceConverter),
        typeof(JournalStateConverter)])]
[JsonSerializable(typeof(PublishedAccount))]
[JsonSerializable(typeof(SeenBars))]
[JsonSerializable(typeof(JournalledOrder))]
public sealed partial class PublishedAccountJson : JsonSerializerContext;

/// <summary>Provenance as <see cref="WireNames"/> spells it.</summary>
public sealed class ProvenanceConverter()
    : JsonStringEnumConverter<Provenance>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

/// <summary>Lower case.</summary>
public sealed class JournalStateConverter()
    : JsonStringEnumConverter<JournalState>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
