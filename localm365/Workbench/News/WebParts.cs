using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.News;

/// <summary>The web parts of a page as a reader sees them. Of parts that need a service of Microsoft's only the place is shown.</summary>
internal sealed class WebParts(Visit visit, Session session)
{
    private const long TallestSpacer = 400;

    private readonly HtmlAllowance _allowance = new(HtmlAllowance.PageStyles, HtmlAllowance.SafeLink, address => LocalFile.Path(visit.Tenant, address));

    private Words Words => visit.Words;

    public Markup Show(JsonObject part)
    {
        if (part.String("innerHtml") is { } html) return Markup.Of($"""<div class="text">{SafeHtml.Clean(html, _allowance)}</div>""");
        var content = new PartContent(part);
        return content.Type.Split('-')[0] switch
        {
            "d1d91016" => Image(content),
            "c70391ea" => QuickLinks(content),
            "2161a1c6" => new Markup("<hr>"),
            "8654b779" => Spacer(content),
            "7f718435" => People(content),
            "0f087d7f" => Button(content),
            _ => Placeholder(content),
        };
    }

    private Markup Image(PartContent content)
    {
        var alt = content.Text("altText") ?? "";
        var caption = content.Text("captionText") is { } text ? Markup.Of($"<figcaption>{text}</figcaption>") : Markup.None;
        var source = LocalFile.Path(visit.Tenant, content.Image("imageSource")) ?? Behind(content.Behind("imageSource"));
        return source is null
            ? Markup.Of($"""<figure class="missing"><p class="quiet">{Words["page.noImage"]} {alt}</p>{caption}</figure>""")
            : Markup.Of($"""<figure><img src="{source}" alt="{alt}" loading="lazy">{caption}</figure>""");
    }

    /// <summary>The file that the ids of an image name.</summary>
    private string? Behind(JsonObject ids)
    {
        if (!Guid.TryParse(ids.String("listid"), out var guid) || !Guid.TryParse(ids.String("uniqueid"), out var file)) return null;
        if (ListStore.ByGuid(session, guid.ToString()) is not { IsLibrary: true } list || ItemStore.Find(session, list, file.ToString()) is not { } item) return null;
        return SiteAddress.File(SiteStore.ById(session, list.Site), list, FileStore.Path(session, list, item.Id));
    }

    private static Markup QuickLinks(PartContent content)
    {
        var links = content.Rows("items").Select((item, at) => Entry(
            content.Text(Key(at, "title")) ?? item.String("title"),
            content.Link(Key(at, "sourceItem.url")) ?? (item["sourceItem"] as JsonObject)?.String("url"),
            content.Text(Key(at, "description")) ?? item.String("description")));
        return Markup.Of($"""{Title(content)}<ul class="quicklinks">{links}</ul>""");
    }

    private static Markup Entry(string? title, string? address, string? description)
    {
        var link = HtmlAllowance.SafeLink(address ?? "");
        var about = description is { Length: > 0 } ? Markup.Of($"<small>{description}</small>") : Markup.None;
        return link is null ? Markup.Of($"<li><span>{title}{about}</span></li>") : Markup.Of($"""<li><a href="{link}" rel="noopener noreferrer">{(title is { Length: > 0 } ? title : link)}{about}</a></li>""");
    }

    private static Markup Spacer(PartContent content)
    {
        var height = content.Properties["height"] is JsonValue value && value.TryGetValue<double>(out var given) ? (long)Math.Clamp(given, 8, TallestSpacer) : 40;
        return Markup.Of($"""<div style="height:{height}px"></div>""");
    }

    private Markup People(PartContent content)
    {
        var rows = content.Rows("persons").Select((person, at) =>
        {
            var known = DirectoryStore.Person(session, (person.String("id") ?? person.String("upn") ?? "").Split('|')[^1]);
            var name = known?.DisplayName ?? content.Text(Key("persons", at, "name")) ?? person.String("name") ?? "";
            var about = string.Join(" · ", new[] { known?.JobTitle, known?.Department, known?.Mail }.Where(text => !string.IsNullOrEmpty(text)));
            return Markup.Of($"""<li><span class="face" aria-hidden="true">{Screen.Initials(name)}</span><span><b>{name}</b><small>{about}</small></span></li>""");
        });
        return Markup.Of($"""{Title(content)}<ul class="persons">{rows}</ul>""");
    }

    private static Markup Button(PartContent content)
    {
        var label = content.Text("label") ?? "";
        return HtmlAllowance.SafeLink(content.Link("linkUrl") ?? "") is { } link ? Markup.Of($"""<p><a class="button primary" href="{link}" rel="noopener noreferrer">{label}</a></p>""") : Markup.Of($"<p>{label}</p>");
    }

    private Markup Placeholder(PartContent content) =>
        Markup.Of($"""<div class="missing"><p class="quiet">{Words["page.notShown"]}{(content.Text("title") is { } title ? Markup.Of($" {title}") : Markup.None)}</p></div>""");

    private static Markup Title(PartContent content) => content.Text("title") is { } title ? Markup.Of($"<h2>{title}</h2>") : Markup.None;

    private static string Key(int at, string member) => Key("items", at, member);

    private static string Key(string rows, int at, string member) => string.Create(CultureInfo.InvariantCulture, $"{rows}[{at}].{member}");
}
