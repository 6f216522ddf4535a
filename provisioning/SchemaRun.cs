using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Microsoft.Graph.Models;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>Takes the steps that concern lists, their columns and content types, one after the other.</summary>
/// <param name="tenancy">The tenant.</param>
/// <param name="rest">SharePoint REST, over which several steps may go out together.</param>
/// <param name="site">The site.</param>
/// <param name="siteId">Its id.</param>
/// <param name="listIds">Ids of the lists there are, by schema name; those made here join them.</param>
public sealed class SchemaRun(Tenancy tenancy, SharePointRest rest, SiteOptions site, string siteId, Dictionary<string, string> listIds)
{
    private readonly SiteDirectory _directory = new(tenancy);
    private readonly ContentTypeCalls _types = new(tenancy);

    /// <summary>Takes a step; one that is no matter of lists is left to others.</summary>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    public async Task RunAsync(SiteStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case MakeList make:
                var columns = make.List.Columns.Select(column => ColumnShape.Of(column, make.List.Name, listIds));
                var made = listIds[make.List.Name] = await _directory.CreateListAsync(siteId, make.List, site.Year, columns, cancellationToken);
                await _directory.RenameListAsync(siteId, made, make.List.DisplayName(site.Year), cancellationToken);
                break;
            case RenameList rename:
                await _directory.RenameListAsync(siteId, rename.ListId, rename.DisplayName, cancellationToken);
                break;
            case ChangeSettings settings:
                await rest.MergeListAsync(site.Path, settings.ListId, Settings(settings), cancellationToken);
                break;
            case ShowColumns show:
                await rest.SetViewAsync(site.Path, show.ListId, show.ViewId, show.Xml, cancellationToken);
                break;
            case ShowAgain show:
                await rest.ShowAsync(site.Path, show.ListId, show.ViewId, show.Column.Name, show.Place, cancellationToken);
                break;
            case AddView add:
                await rest.AddViewAsync(site.Path, add.ListId, add.List, add.View, site.Year, cancellationToken);
                break;
            case DrawColumn draw:
                await rest.SetFormatAsync(site.Path, draw.ListId, draw.Column.Name, draw.Column.FormatOf(site.Year), cancellationToken);
                break;
            case RuleList rule:
                await rest.MergeListAsync(site.Path, rule.ListId, rule.Change, cancellationToken);
                break;
            case LayForm lay:
                await rest.LayFormAsync(site.Path, lay.ListId, lay.TypeId, lay.Form.Layout, cancellationToken);
                break;
            case ShowFor show:
                await rest.SetConditionAsync(site.Path, show.ListId, show.Column.Name, show.Column.Shown!.Formula, cancellationToken);
                break;
            case ColumnStep column:
                await RunColumnAsync(column, cancellationToken);
                break;
            default:
                await RunContentTypeAsync(step, cancellationToken);
                break;
        }
    }

    /// <summary>A change names what it changes and nothing else: a member that is sent as null is one that the service empties.</summary>
    private Task RunColumnAsync(ColumnStep step, CancellationToken cancellationToken) => step switch
    {
        AddColumn add => _directory.AddColumnAsync(siteId, add.ListId, ColumnShape.Of(add.Column, add.List.Name, listIds), cancellationToken),
        RenameColumn { Help: { } help } rename => ChangeAsync(rename.ListId, rename.ColumnId, new ColumnDefinition { DisplayName = rename.Heading, Description = help }, cancellationToken),
        RenameColumn rename => ChangeAsync(rename.ListId, rename.ColumnId, new ColumnDefinition { DisplayName = rename.Heading }, cancellationToken),
        DescribeColumn describe => ChangeAsync(describe.ListId, describe.ColumnId, new ColumnDefinition { Description = describe.Help }, cancellationToken),
        IndexColumn index => ChangeAsync(index.ListId, index.ColumnId, new ColumnDefinition { Indexed = true }, cancellationToken),
        OfferChoices offer => ChangeAsync(offer.ListId, offer.ColumnId, new ColumnDefinition { Choice = ColumnShape.Choice(offer.Offered, offer.There) }, cancellationToken),
        RuleColumn rule => rest.SetFieldAsync(site.Path, rule.ListId, rule.Column.Name, rule.Change, cancellationToken),
        SetUnique unique => ChangeAsync(unique.ListId, unique.ColumnId, new ColumnDefinition { EnforceUniqueValues = unique.Column.Unique }, cancellationToken),
        _ => Task.CompletedTask,
    };

    private Task ChangeAsync(string listId, string columnId, ColumnDefinition change, CancellationToken cancellationToken) =>
        _directory.ChangeColumnAsync(siteId, listId, columnId, change, cancellationToken);

    private async Task RunContentTypeAsync(SiteStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case MakeContentType make:
                var source = make.SiteTypeId ?? await _types.CreateAsync(siteId, make.Type, cancellationToken);
                await _types.CopyAsync(siteId, make.ListId, source, cancellationToken);
                break;
            case RenameContentType rename:
                await _types.RenameAsync(siteId, rename.ListId, rename.TypeId, rename.Type.DisplayName, cancellationToken);
                break;
            case ShowColumn show:
                await _types.ShowAsync(siteId, show.ListId, show.TypeId, show.ColumnId, cancellationToken);
                break;
            case HideColumn hide:
                await _types.HideAsync(siteId, hide.ListId, hide.TypeId, hide.ColumnId, cancellationToken);
                break;
            case OrderContentTypes order:
                await rest.OrderContentTypesAsync(site.Path, order.ListId, order.TypeIds, cancellationToken);
                break;
        }
    }

    /// <summary>What a change of settings sets.</summary>
    internal static JObject Settings(ChangeSettings settings)
    {
        var wanted = new JObject { ["EnableVersioning"] = true, ["MajorVersionLimit"] = SiteSchema.VersionLimit, ["Hidden"] = settings.Hidden };
        if (settings.List.ContentTypes.Count > 0) wanted["ContentTypesEnabled"] = true;
        return wanted;
    }
}
