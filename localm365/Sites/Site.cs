namespace EmulationM365.LocalM365.Sites;

/// <summary>One site collection with its one web.</summary>
internal sealed record Site(long Id, string Path, string DisplayName, string Collection, string Web, string Created)
{
    /// <summary>The host every site of the tenant lives on.</summary>
    public const string Host = "localhost";

    public string GraphId => $"{Host},{Collection},{Web}";

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public JsonObject ToGraph(string origin) => new()
    {
        ["id"] = GraphId,
        ["createdDateTime"] = Created,
        ["lastModifiedDateTime"] = Created,
        ["name"] = Name,
        ["displayName"] = DisplayName,
        ["webUrl"] = origin + Path,
        ["root"] = new JsonObject(),
        ["siteCollection"] = new JsonObject { ["hostname"] = Host },
    };
}

/// <summary>What somebody may do on a site, from least to most.</summary>
internal enum Right
{
    None,
    Read,
    Write,

    /// <summary>Write, and not bound by settings that go by author ("override list behaviors").</summary>
    Override,

    /// <summary>Write, and make and change lists; bound by settings that go by author.</summary>
    Manage,

    /// <summary>Both of the two before.</summary>
    Design,
    Full,
}
