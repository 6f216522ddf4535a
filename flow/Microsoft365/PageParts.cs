using System.Globalization;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;

namespace EmulationM365.Microsoft365;

/// <summary>A link among the quick links of a page.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Address">Where it leads.</param>
public sealed record PageLink(string Title, Uri Address);

/// <summary>The parts of a page beside its text: pictures, quick links, people. Their ids and the shape of what they carry are SharePoint's.</summary>
public static class PageParts
{
    private const string Image = "d1d91016-032f-456d-98a4-721247c305e8";
    private const string QuickLinks = "c70391ea-0b10-4ee9-b2b4-006d3fcad0cd";
    private const string People = "7f718435-ee4d-431c-bdbf-9c4ff326f46e";

    /// <summary>A picture that lies on the site of the page.</summary>
    public static WebPart Of(PagePicture picture) => Part(Image, "1.9", new Dictionary<string, UntypedNode>
    {
        ["imageSourceType"] = new UntypedInteger(2), ["altText"] = new UntypedString(picture.Alt), ["siteId"] = new UntypedString(picture.SiteId), ["webId"] = new UntypedString(picture.WebId),
        ["listId"] = new UntypedString(picture.ListId), ["uniqueId"] = new UntypedString(picture.UniqueId), ["fixAspectRatio"] = new UntypedBoolean(false), ["alignment"] = new UntypedString("Center"),
    }, new ServerProcessedContent { ImageSources = [Pair("imageSource", picture.Address.ToString())] });

    /// <summary>Links, one below the other.</summary>
    public static WebPart Of(string title, IReadOnlyList<PageLink> links) => Part(QuickLinks, "2.2", new Dictionary<string, UntypedNode>
    {
        ["items"] = new UntypedArray([.. links.Select((_, at) => Object(new Dictionary<string, UntypedNode>
        {
            ["id"] = new UntypedInteger(at + 1), ["itemType"] = new UntypedInteger(2), ["sourceItem"] = Object(new Dictionary<string, UntypedNode> { ["itemType"] = new UntypedInteger(2) }),
        }))]),
        ["isMigrated"] = new UntypedBoolean(true), ["layoutId"] = new UntypedString("List"), ["shouldShowThumbnail"] = new UntypedBoolean(false),
    }, new ServerProcessedContent
    {
        SearchablePlainTexts = [Pair("title", title), .. links.Select((link, at) => Pair(Key("items", at, "title"), link.Title))],
        Links = [.. links.Select((link, at) => Pair(Key("items", at, "sourceItem.url"), link.Address.ToString()))],
    });

    /// <summary>People of the tenant, by their sign-in names.</summary>
    public static WebPart OfPeople(string title, IReadOnlyList<string> signInNames) => Part(People, "1.3", new Dictionary<string, UntypedNode>
    {
        ["layout"] = new UntypedInteger(1),
        ["persons"] = new UntypedArray([.. signInNames.Select(name => Object(new Dictionary<string, UntypedNode> { ["id"] = new UntypedString($"i:0#.f|membership|{name}"), ["upn"] = new UntypedString(name) }))]),
    }, new ServerProcessedContent { SearchablePlainTexts = [Pair("title", title)] });

    private static StandardWebPart Part(string type, string version, Dictionary<string, UntypedNode> properties, ServerProcessedContent served) => new()
    {
        OdataType = "#microsoft.graph.standardWebPart", WebPartType = type, Data = new WebPartData { DataVersion = version, Properties = Object(properties), ServerProcessedContent = served },
    };

    private static UntypedObject Object(Dictionary<string, UntypedNode> members) => new(members);

    private static MetaDataKeyStringPair Pair(string key, string value) => new() { Key = key, Value = value };

    private static string Key(string rows, int at, string member) => string.Create(CultureInfo.InvariantCulture, $"{rows}[{at}].{member}");
}
