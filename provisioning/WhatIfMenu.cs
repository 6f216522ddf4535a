using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning;

/// <summary>The part of <see cref="WhatIf"/> that is on the menu of the site.</summary>
internal static class WhatIfMenu
{
    /// <summary>The site after a step on its menu.</summary>
    public static SiteFound After(int year, SiteFound found, MenuStep step) => step switch
    {
        AddLink { Link.Under: { } under } add => found with { Menu = Under(found.Menu, Id(year, found, under), New(found, add.Link)) },
        AddLink add => found with { Menu = Placed(year, found, add) },
        NameHome name => found with { Menu = [.. found.Menu.Select(link => link.Id == name.LinkId ? link with { Title = name.Title } : link)] },
        FileLink file => found with
        {
            Menu = Without(file.There ? found.Menu : Under(found.Menu, Id(year, found, file.Under), file.Link with { Id = Fresh(found), Below = [] }), file.Link.Id),
        },
        _ => found,
    };

    private static List<FoundLink> Placed(int year, SiteFound found, AddLink add)
    {
        var menu = found.Menu.ToList();
        var at = add.Behind is not { } behind ? menu.Count : behind.Length == 0 ? 0 : menu.FindIndex(link => link.Id == Id(year, found, behind)) + 1;
        menu.Insert(at, New(found, add.Link));
        return menu;
    }

    private static FoundLink New(SiteFound found, MenuLink link) => new(Fresh(found), link.Title, link.Url, []);

    private static long Id(int year, SiteFound found, string key) => MenuDiff.Find(found.Menu, SiteMenu.Links(found.Path, year).First(link => link.Key == key))!.Id;

    /// <summary>An id that no link has.</summary>
    private static long Fresh(SiteFound found) => Math.Min(0, Ids(found.Menu).DefaultIfEmpty(0).Min()) - 1;

    private static IEnumerable<long> Ids(IEnumerable<FoundLink> menu) => menu.SelectMany(link => Ids(link.Below).Append(link.Id));

    private static List<FoundLink> Under(IEnumerable<FoundLink> menu, long parent, FoundLink link) =>
        [.. menu.Select(node => node.Id == parent ? node with { Below = [.. node.Below, link] } : node with { Below = Under(node.Below, parent, link) })];

    private static List<FoundLink> Without(IEnumerable<FoundLink> menu, long id) => [.. menu.Where(node => node.Id != id).Select(node => node with { Below = Without(node.Below, id) })];
}
