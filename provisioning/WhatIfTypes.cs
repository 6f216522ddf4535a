using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>The half of <see cref="WhatIf"/> that is on content types.</summary>
internal static class WhatIfTypes
{
    /// <summary>The site after a step on content types; any other step changes nothing.</summary>
    public static SiteFound After(SiteFound found, SiteStep step) => step switch
    {
        MakeContentType make => Made(found, make),
        RenameContentType rename => WithType(WhatIfForms.Renamed(found, rename.ListId, rename.TypeId, rename.Type.DisplayName), rename.ListId, rename.TypeId, type => type with { Name = rename.Type.DisplayName }),
        ShowColumn show => WithType(found, show.ListId, show.TypeId, type => type with { Columns = [.. type.Columns, show.Column.Name] }),
        HideColumn hide => WithType(found, hide.ListId, hide.TypeId, type => type with { Columns = [.. type.Columns.Where(column => column != hide.Column.Name)] }),
        OrderContentTypes order => WhatIf.WithSettings(found, order.ListId, settings => settings["RootFolder"] = new JObject
        {
            ["UniqueContentTypeOrder"] = new JArray(order.TypeIds.Select(id => new JObject { ["StringValue"] = id })),
        }),
        _ => found,
    };

    /// <summary>A new column is shown by the default content type of its list, and by no other.</summary>
    public static SiteFound Shown(SiteFound found, string listId, string column)
    {
        if (!found.ContentTypes.TryGetValue(listId, out var types) || !found.Settings.TryGetValue(listId, out var settings)) return found;
        var first = ((settings["RootFolder"]?["UniqueContentTypeOrder"] as JArray)?.FirstOrDefault()?["StringValue"])?.ToString() ?? types.Select(type => type.Id).FirstOrDefault();
        return first is null ? found : WithType(found, listId, first, type => type with { Columns = [.. type.Columns, column] });
    }

    /// <summary>The type on the site, if there was none, and its copy in the list, which shows no column of the list yet.</summary>
    private static SiteFound Made(SiteFound found, MakeContentType make)
    {
        var source = found.SiteContentTypes.FirstOrDefault(type => type.Id == make.SiteTypeId);
        IReadOnlyList<FoundContentType> onSite = found.SiteContentTypes;
        if (source is null)
        {
            source = new FoundContentType($"{ContentTypeSchema.ParentId}00{onSite.Count:D32}", make.Type.DisplayName, ContentTypeSchema.Group, make.Type.Purpose, []);
            onSite = [.. onSite, source];
        }

        var inList = found.ContentTypes.GetValueOrDefault(make.ListId, []);
        var copy = source with { Id = $"{source.Id}00{inList.Count:D32}", Columns = ["Title"] };
        return WhatIfForms.WithType(found, make.ListId, copy.Id, copy.Name) with
        {
            SiteContentTypes = onSite,
            ContentTypes = new Dictionary<string, IReadOnlyList<FoundContentType>>(found.ContentTypes)
            {
                [make.ListId] = [.. inList, copy],
            },
        };
    }

    private static SiteFound WithType(SiteFound found, string listId, string typeId, Func<FoundContentType, FoundContentType> change) => found with
    {
        ContentTypes = new Dictionary<string, IReadOnlyList<FoundContentType>>(found.ContentTypes)
        {
            [listId] = [.. found.ContentTypes.GetValueOrDefault(listId, []).Select(type => type.Id == typeId ? change(type) : type)],
        },
    };
}
