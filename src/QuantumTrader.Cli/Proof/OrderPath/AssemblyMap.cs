using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace QuantumTrader.Cli.Proof.OrderPath;

/// <summary>
/// What an assembly refers to, read from its metadata: signatures, attributes and method bodies alike, so that nothing that the compiler wove in, such as
/// the body of an async method or a lambda, is missed.
/// </summary>
internal sealed class AssemblyMap
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _image;
    private readonly Dictionary<string, HashSet<string>> _references = new(StringComparer.Ordinal);

    private AssemblyMap(PEReader image)
    {
        _image = image;
        _metadata = image.GetMetadataReader();
        foreach (var handle in _metadata.TypeDefinitions)
            Visit(_metadata.GetTypeDefinition(handle));
        AssemblyNames = [.. _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name))];
        ForeignTypes = [.. _metadata.TypeReferences.Select(handle => TypeNames.Of(_metadata, _metadata.GetTypeReference(handle)))];
        ForeignMethods = [.. ReadForeignMethods()];
    }

    /// <summary>By outermost type: the outermost types that it refers to, itself left out.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> References => _references;

    /// <summary>Assemblies that it was compiled against and uses.</summary>
    public IReadOnlyList<string> AssemblyNames { get; }

    /// <summary>Types of other assemblies that are named anywhere.</summary>
    public IReadOnlyList<string> ForeignTypes { get; }

    /// <summary>Methods and accessors of other assemblies that are used: type, name, and the types of the parameters.</summary>
    public IReadOnlyList<(string Type, string Name, string Parameters)> ForeignMethods { get; }

    public static AssemblyMap Read(string path)
    {
        using var image = new PEReader(File.OpenRead(path), PEStreamOptions.PrefetchEntireImage);
        return new AssemblyMap(image);
    }

    /// <summary>The assembly of a project, as it lies beside the program.</summary>
    public static AssemblyMap OfProject(string project) => Read(PathOf(project));

    public static string PathOf(string project) => Path.Combine(
        AppContext.BaseDirectory, (project == "QuantumTrader.Cli" ? "quantum" : project) + ".dll");

    /// <summary>All that can be reached from the types within the namespaces, through types of this assembly.</summary>
    public IReadOnlySet<string> ReachFrom(IEnumerable<string> namespaces)
    {
        var spaces = namespaces.ToList();
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(_references.Keys.Where(type => spaces.Exists(space => IsWithin(type, space))));
        while (next.TryPop(out var type))
        {
            if (!reached.Add(type) || !_references.TryGetValue(type, out var references))
                continue;
            foreach (var reference in references)
                next.Push(reference);
        }

        return reached;
    }

    public static bool IsWithin(string type, string space) => type.StartsWith(space + ".", StringComparison.Ordinal);

    private void Visit(TypeDefinition type)
    {
        var own = Outermost(TypeNames.Of(_metadata, type));
        if (!_references.TryGetValue(own, out var found))
            _references[own] = found = new HashSet<string>(StringComparer.Ordinal);

        Add(NamesOf(type.BaseType));
        foreach (var handle in type.GetInterfaceImplementations())
            Add(NamesOf(_metadata.GetInterfaceImplementation(handle).Interface));
        foreach (var handle in type.GetFields())
            Add(_metadata.GetFieldDefinition(handle).DecodeSignature(TypeNames.Provider, null));
        foreach (var handle in type.GetCustomAttributes())
            Add(NamesOf(_metadata.GetCustomAttribute(handle).Constructor));
        foreach (var handle in type.GetMethods())
            Add(NamesOf(_metadata.GetMethodDefinition(handle)));
        found.Remove(own);

        void Add(IEnumerable<string> names) => found.UnionWith(names.Select(Outermost));
    }

    private List<string> NamesOf(MethodDefinition method)
    {
        var names = new List<string>(NamesOf(method.DecodeSignature(TypeNames.Provider, null)));
        if (method.RelativeVirtualAddress == 0)
            return names;
        var body = _image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            names.AddRange(_metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(TypeNames.Provider, null).SelectMany(local => local));
        foreach (var region in body.ExceptionRegions)
            names.AddRange(NamesOf(region.CatchType));
        foreach (var token in IlTokens.Of(body))
            names.AddRange(NamesOf(token));
        return names;
    }

    private IEnumerable<(string Type, string Name, string Parameters)> ReadForeignMethods()
    {
        foreach (var handle in _metadata.MemberReferences)
        {
            var member = _metadata.GetMemberReference(handle);
            if (member.GetKind() != MemberReferenceKind.Method)
                continue;
            var parameters = member.DecodeMethodSignature(TypeNames.Provider, null).ParameterTypes.Select(names => names is [var outermost, ..] ? outermost : "");
            yield return (NamesOf(member.Parent).FirstOrDefault() ?? "", _metadata.GetString(member.Name), string.Join(',', parameters));
        }
    }

    private static IEnumerable<string> NamesOf(MethodSignature<IReadOnlyList<string>> signature) =>
        signature.ReturnType.Concat(signature.ParameterTypes.SelectMany(names => names));

    private IEnumerable<string> NamesOf(EntityHandle handle)
    {
        if (handle.IsNil)
            return [];
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return [TypeNames.Of(_metadata, _metadata.GetTypeDefinition((TypeDefinitionHandle)handle))];
            case HandleKind.TypeReference:
                return [TypeNames.Of(_metadata, _metadata.GetTypeReference((TypeReferenceHandle)handle))];
            case HandleKind.TypeSpecification:
                return _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(TypeNames.Provider, null);
            case HandleKind.MethodSpecification:
                var generic = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                return NamesOf(generic.Method).Concat(generic.DecodeSignature(TypeNames.Provider, null).SelectMany(names => names));
            case HandleKind.MethodDefinition:
                var method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return NamesOf(method.GetDeclaringType()).Concat(NamesOf(method.DecodeSignature(TypeNames.Provider, null)));
            case HandleKind.FieldDefinition:
                var field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                return NamesOf(field.GetDeclaringType()).Concat(field.DecodeSignature(TypeNames.Provider, null));
            case HandleKind.MemberReference:
                var member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                return NamesOf(member.Parent).Concat(
                    member.GetKind() == MemberReferenceKind.Field
                        ? member.DecodeFieldSignature(TypeNames.Provider, null)
                        : NamesOf(member.DecodeMethodSignature(TypeNames.Provider, null)));
            default:
                throw new InvalidOperationException($"token {MetadataTokens.GetToken(handle):x8} of kind {handle.Kind} was not expected here");
        }
    }

    private static string Outermost(string type) => type.Split('+')[0];
}
