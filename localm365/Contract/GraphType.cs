using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Contract;

/// <summary>What a member of a type may hold: <c>Edm.String</c>, <c>[microsoft.graph type]</c>, an enum; and whether null is refused.</summary>
internal sealed record MemberType(string Name, bool IsCollection, bool IsNeeded)
{
    /// <summary>From the short spelling of the table: <c>[name]</c> for a collection, <c>!</c> behind what cannot be null.</summary>
    public static MemberType Read(string text)
    {
        var needed = text.EndsWith('!');
        var plain = text.TrimEnd('!');
        return plain.StartsWith('[') ? new MemberType(plain.Trim('[', ']'), true, needed) : new MemberType(plain, false, needed);
    }
}

/// <summary>A member as it was found: its type, the type that declares it, and whether it leads to another resource.</summary>
internal sealed record Member(string Name, MemberType Type, string Owner, bool IsNavigation)
{
    /// <summary>The words a text may hold although the contract calls it a string; null where any text goes.</summary>
    public ClosedText? Words { get; init; }
}

/// <summary>A type of Microsoft Graph, with the members it inherits.</summary>
internal sealed class GraphType(string name, GraphType? parent, bool isAbstract, bool isLoose, string? open, IReadOnlyList<string> facets)
{
    private readonly Dictionary<string, Member> _members = parent is null ? [] : new(parent._members);
    private readonly List<GraphType> _below = [];
    private readonly Regex? _open = open is null or Everything ? null : new Regex($@"\A(?:{open})\z");
    private const string Everything = ".*";

    public string Name => name;

    public string FullName => "microsoft.graph." + name;

    public bool IsAbstract => isAbstract;

    /// <summary>Whether members of derived types may come without saying the type: identities are written so.</summary>
    public bool IsLoose => isLoose;

    /// <summary>The members of which a body may hold one.</summary>
    public IReadOnlyList<string> Facets => facets;

    public void Add(Member member) => _members[member.Name] = member;

    /// <summary>Makes the type known to those it derives from, once it is whole.</summary>
    public void Join()
    {
        for (var above = parent; above is not null; above = above.Parent) above._below.Add(this);
    }

    private GraphType? Parent => parent;

    public Member? Find(string member) => _members.GetValueOrDefault(member);

    /// <summary>The member, of this type or of one that derives from it.</summary>
    public Member? FindBelow(string member) => Find(member) ?? _below.Select(type => type.Find(member)).FirstOrDefault(found => found is not null);

    public bool Is(GraphType other)
    {
        for (var type = this; type is not null; type = type.Parent)
            if (type == other) return true;
        return false;
    }

    /// <summary>Whether a member that nobody declared may stand here.</summary>
    public bool IsOpenTo(string member)
    {
        for (var type = this; type is not null; type = type.Parent)
            if (type.TakesAnything || type._open?.IsMatch(member) == true) return true;
        return false;
    }

    private bool TakesAnything => open == Everything;
}

/// <summary>A text of which the documentation lists what it may be, or says what it looks like.</summary>
internal sealed record ClosedText(IReadOnlyList<string> Words, string? Separator, Regex? Pattern, string Why)
{
    /// <summary>What is wrong with a text; null when nothing is.</summary>
    public string? Wrong(string text)
    {
        if (Pattern?.IsMatch(text) == false) return Why;
        if (Words.Count == 0) return null;
        foreach (var word in Separator is null ? [text] : text.Split(Separator))
            if (!Words.Contains(word.Trim())) return $"'{word.Trim()}' is not one of {string.Join(", ", Words)}";
        return null;
    }
}
