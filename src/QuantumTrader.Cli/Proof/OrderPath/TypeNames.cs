using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace QuantumTrader.Cli.Proof.OrderPath;

/// <summary>Decodes a signature to the full names of all the types in it, the outermost first.</summary>
internal sealed class TypeNames : ISignatureTypeProvider<IReadOnlyList<string>, object?>
{
    public static TypeNames Provider { get; } = new();

    public static string Of(MetadataReader reader, TypeReference type)
    {
        // A nested type has no namespace of its own; its declaring type is the scope.
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            return Of(reader, reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope)) + "+" + reader.GetString(type.Name);
        return Join(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public static string Of(MetadataReader reader, TypeDefinition type)
    {
        if (type.GetDeclaringType() is { IsNil: false } outer)
            return Of(reader, reader.GetTypeDefinition(outer)) + "+" + reader.GetString(type.Name);
        return Join(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public IReadOnlyList<string> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        [Of(reader, reader.GetTypeDefinition(handle))];

    public IReadOnlyList<string> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        [Of(reader, reader.GetTypeReference(handle))];

    public IReadOnlyList<string> GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public IReadOnlyList<string> GetGenericInstantiation(
        IReadOnlyList<string> genericType, ImmutableArray<IReadOnlyList<string>> typeArguments) =>
        [.. genericType, .. typeArguments.SelectMany(names => names)];

    public IReadOnlyList<string> GetFunctionPointerType(MethodSignature<IReadOnlyList<string>> signature) =>
        [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(names => names)];

    public IReadOnlyList<string> GetModifiedType(IReadOnlyList<string> modifier, IReadOnlyList<string> unmodifiedType, bool isRequired) =>
        [.. unmodifiedType, .. modifier];

    public IReadOnlyList<string> GetPrimitiveType(PrimitiveTypeCode typeCode) => ["System." + typeCode];

    public IReadOnlyList<string> GetArrayType(IReadOnlyList<string> elementType, ArrayShape shape) => elementType;

    public IReadOnlyList<string> GetByReferenceType(IReadOnlyList<string> elementType) => elementType;

    public IReadOnlyList<string> GetPointerType(IReadOnlyList<string> elementType) => elementType;

    public IReadOnlyList<string> GetSZArrayType(IReadOnlyList<string> elementType) => elementType;

    public IReadOnlyList<string> GetPinnedType(IReadOnlyList<string> elementType) => elementType;

    public IReadOnlyList<string> GetGenericMethodParameter(object? genericContext, int index) => [];

    public IReadOnlyList<string> GetGenericTypeParameter(object? genericContext, int index) => [];

    private static string Join(string space, string name) => space.Length == 0 ? name : space + "." + name;
}
