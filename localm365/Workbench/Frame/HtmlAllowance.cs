using System.Text.RegularExpressions;
using EmulationM365.LocalM365.Formatting;

namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>What HTML that others wrote may keep: its elements and their attributes are the same everywhere, its styles, links and images depend on the place.</summary>
/// <param name="Styles">The properties a style may set.</param>
/// <param name="Link">The address a link may lead to, or null.</param>
/// <param name="Image">The address an image may be shown from, or null.</param>
internal sealed partial record HtmlAllowance(IReadOnlySet<string> Styles, Func<string, string?> Link, Func<string, string?> Image)
{
    public static readonly IReadOnlyDictionary<string, string[]> Elements = Table();

    public static readonly IReadOnlySet<string> PageStyles = Set("text-align vertical-align width font-weight font-style text-decoration");

    public static readonly IReadOnlySet<string> MailStyles = Set(
        """
        text-align vertical-align width height max-width font-weight font-style font-size font-family text-decoration line-height color background-color background white-space
        padding padding-top padding-right padding-bottom padding-left margin margin-top margin-right margin-bottom margin-left
        border border-top border-right border-bottom border-left border-collapse border-spacing border-color border-style border-width border-radius
        """);

    /// <summary>Elements that go with all that is in them; of other unknown elements the content stays.</summary>
    public static readonly IReadOnlySet<string> Dropped = Set(
        """
        script style template noscript noembed noframes xmp plaintext iframe frame frameset object embed applet param svg math canvas audio video source track
        head title meta base link input button select option optgroup textarea datalist output dialog map area portal
        """);

    /// <summary>A place on this machine or a page elsewhere: nothing that runs, nothing whose scheme is hidden.</summary>
    public static string? SafeLink(string address) => SafeMarkup.Href(address, also: "tel");

    /// <summary>The declarations of a style that are allowed; none of them can fetch anything.</summary>
    public string Style(string style) => string.Join(
        ';', style.Split(';').Select(one => one.Split(':', 2)).Where(one => one.Length == 2 && Styles.Contains(one[0].Trim().ToLowerInvariant()) && PlainValue().IsMatch(one[1]))
            .Select(one => $"{one[0].Trim().ToLowerInvariant()}:{one[1].Trim()}"));

    /// <summary>What an attribute says when it is allowed, null when it is to be left out.</summary>
    public string? Attribute(string name, string value) => name switch
    {
        "href" => Link(value),
        "src" => Image(value),
        "style" => Style(value) is { Length: > 0 } style ? style : null,
        "title" or "alt" => value,
        _ => Plain().IsMatch(value) ? value : null,
    };

    private static Dictionary<string, string[]> Table()
    {
        string[] common = ["style", "align"];
        var all = Set("p div span br hr h1 h2 h3 h4 h5 h6 strong b em i u s sub sup small blockquote pre code ul li table thead tbody tfoot tr caption figure figcaption center")
            .ToDictionary(name => name, _ => common);
        all["a"] = ["href", "title", "style"];
        all["img"] = ["src", "alt", "width", "height", "style"];
        all["ol"] = ["start", "style"];
        all["table"] = ["style", "align", "width", "border", "cellpadding", "cellspacing", "bgcolor"];
        all["td"] = all["th"] = ["colspan", "rowspan", "scope", "style", "align", "valign", "width", "height", "bgcolor"];
        return all;
    }

    private static HashSet<string> Set(string names) => [.. names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex(@"^[\w%#-]{1,20}$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:[\w\s#%.,!+'""-]|rgba?\([\d\s.,%]*\))*$", RegexOptions.IgnoreCase)]
    private static partial Regex PlainValue();
}
