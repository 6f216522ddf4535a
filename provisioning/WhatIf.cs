using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Microsoft.Graph.Models;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>
/// The site as it would be after a step, in memory. Pure: what was found is never touched. With it a plan goes through the rounds of an apply without one
/// call. How the service bears a list (its versions, its view, its content types) is written down in <see cref="BornList"/>.
/// </summary>
public static class WhatIf
{
    /// <summary>The site after a step.</summary>
    /// <param name="year">The campaign year, which is in the names of lists.</param>
    /// <param name="found">The site before it.</param>
    /// <param name="step">The step. One that no apply takes changes nothing.</param>
    public static SiteFound After(int year, SiteFound found, SiteStep step) => step switch
    {
        MakeGroup make => found with { Groups = [.. found.Groups, new SiteGroup(-1 - found.Groups.Count, make.Title, [])] },
        MakeList make => BornList.Join(year, found, make.List),
        RenameList rename => WithList(found, rename.ListId, list => list with { DisplayName = rename.DisplayName }),
        ChangeSettings change => WithSettings(found, change.ListId, settings => Changed(settings, change)),
        CloseList close => WithSettings(found, close.ListId, settings => (settings["HasUniqueRoleAssignments"], settings["RoleAssignments"]) = (true, new JArray())),
        NarrowList narrow => WithSettings(found, narrow.ListId, settings => settings["WriteSecurity"] = narrow.Own ? 2 : 1),
        GiveRight { At.List: not null } give => Given(year, found, give),
        TakeRight { At.List: not null } take => Taken(year, found, take),
        ShowColumns show => WithSettings(found, show.ListId, settings => settings["DefaultView"]!["ViewFields"] = BornList.Fields(show.List.DefaultView.Fields(show.List))),
        ShowAgain show => Shown(found, show),
        AddView add => WithSettings(found, add.ListId, settings => ((JArray)settings["Views"]!).Add(BornList.View(year, add.List, add.View))),
        RuleList rule => WithSettings(found, rule.ListId, settings => settings.Merge(rule.Change)),
        DrawColumn draw => WithField(found, draw.ListId, draw.Column, there => there with { Format = draw.Column.FormatOf(year) }),
        RuleColumn rule => WithField(found, rule.ListId, rule.Column, _ => rule.After),
        ColumnStep column => OnColumn(year, found, column),
        MenuStep menu => WhatIfMenu.After(year, found, menu),
        _ => WhatIfForms.After(found, step) ?? WhatIfTypes.After(found, step),
    };

    /// <summary>The site with other settings of a list.</summary>
    internal static SiteFound WithSettings(SiteFound found, string listId, Action<JObject> change)
    {
        if (!found.Settings.TryGetValue(listId, out var before)) return found;
        var after = (JObject)before.DeepClone();
        change(after);
        return found with { Settings = new Dictionary<string, JObject>(found.Settings, StringComparer.OrdinalIgnoreCase) { [listId] = after } };
    }

    private static SiteFound Shown(SiteFound found, ShowAgain show) => WithSettings(found, show.ListId, settings =>
    {
        var fields = settings["Views"]!.First(view => (string?)view["Id"] == show.ViewId)["ViewFields"]!["Items"] as JArray;
        fields!.Insert(Math.Min(show.Place, fields.Count), show.Column.Name);
        // The default view is told twice: among the views, and by itself.
        if (settings["DefaultView"] is JObject first && (string?)first["Id"] == show.ViewId) first["ViewFields"]!["Items"] = fields.DeepClone();
    });

    private static void Changed(JObject settings, ChangeSettings change)
    {
        foreach (var (name, value) in SchemaRun.Settings(change)) settings[name] = value!.DeepClone();
    }

    private static SiteFound OnColumn(int year, SiteFound found, ColumnStep step) => step switch
    {
        AddColumn add => Added(year, found, add),
        RenameColumn rename => WithColumn(found, rename.ListId, rename.ColumnId, column =>
            (column.DisplayName, column.Description) = (rename.Heading, rename.Help ?? column.Description)),
        DescribeColumn describe => WithColumn(found, describe.ListId, describe.ColumnId, column => column.Description = describe.Help),
        IndexColumn index => WithColumn(found, index.ListId, index.ColumnId, column => column.Indexed = true),
        OfferChoices offer => WithColumn(found, offer.ListId, offer.ColumnId, column => column.Choice = ColumnShape.Choice(offer.Offered, offer.There)),
        // A column that becomes unique gets its index with it; one that is freed keeps it.
        SetUnique unique => WithColumn(found, unique.ListId, unique.ColumnId, column =>
            (column.EnforceUniqueValues, column.Indexed) = (unique.Column.Unique, unique.Column.Unique ? true : column.Indexed)),
        _ => found,
    };

    private static SiteFound Added(int year, SiteFound found, AddColumn add)
    {
        var column = BornList.WithId(ColumnShape.Of(add.Column, add.List.Name, BornList.Ids(year, found)));
        var after = WhatIfTypes.Shown(WithList(found, add.ListId, list => list with { Columns = [.. list.Columns, column] }), add.ListId, add.Column.Name);
        return WithField(after, add.ListId, add.Column, there => there);
    }

    /// <summary>The site with another column of a list, in what REST says of it.</summary>
    internal static SiteFound WithField(SiteFound found, string listId, ColumnSchema column, Func<FoundField, FoundField> change) => found with
    {
        Fields = new Dictionary<(string, string), FoundField>(found.Fields) { [(listId, column.Name)] = change(found.Fields.GetValueOrDefault((listId, column.Name)) ?? FoundField.Born(column)) },
    };

    private static SiteFound WithList(SiteFound found, string listId, Func<FoundList, FoundList> change) => found with { Lists = [.. found.Lists.Select(list => list.Id == listId ? change(list) : list)] };

    private static SiteFound WithColumn(SiteFound found, string listId, string columnId, Action<ColumnDefinition> change) =>
        WithList(found, listId, list => list with { Columns = [.. list.Columns.Select(column => column.Id == columnId ? Changed(column, change) : column)] });

    private static ColumnDefinition Changed(ColumnDefinition column, Action<ColumnDefinition> change)
    {
        var copy = new ColumnDefinition
        {
            Id = column.Id, Name = column.Name, DisplayName = column.DisplayName, Description = column.Description, Indexed = column.Indexed, EnforceUniqueValues = column.EnforceUniqueValues,
            Text = column.Text, Choice = column.Choice, Number = column.Number, DateTime = column.DateTime, Boolean = column.Boolean,
            PersonOrGroup = column.PersonOrGroup, Lookup = column.Lookup, Currency = column.Currency, Calculated = column.Calculated,
        };
        change(copy);
        return copy;
    }

    private static SiteFound Given(int year, SiteFound found, GiveRight give) => WithSettings(found, IdOf(year, found, give.At), settings =>
    {
        var role = new JObject { ["Id"] = SharePointRest.RoleOf(give.Level) ?? 0, ["Name"] = give.Level == SiteLevel.ContributeAll ? Rights.ContributeAllName : $"{give.Level}" };
        var (assignments, group) = ((JArray)settings["RoleAssignments"]!, Group(found, give.Group));
        if (assignments.FirstOrDefault(assignment => (int?)assignment["PrincipalId"] == group) is { } there) ((JArray)there["RoleDefinitionBindings"]!).Add(role);
        else assignments.Add(new JObject { ["PrincipalId"] = group, ["RoleDefinitionBindings"] = new JArray(role) });
    });

    private static SiteFound Taken(int year, SiteFound found, TakeRight take) => WithSettings(found, IdOf(year, found, take.At), settings =>
    {
        foreach (var role in settings["RoleAssignments"]!.Where(assignment => (int?)assignment["PrincipalId"] == Group(found, take.Group))
            .SelectMany(assignment => assignment["RoleDefinitionBindings"]!).Where(role => (long)role["Id"]! == take.Role).ToList()) role.Remove();
    });

    private static string IdOf(int year, SiteFound found, RightsPlace at) => found.Lists.Of(at.List!, year)!.Id;

    private static int Group(SiteFound found, string title) => found.Groups.First(group => string.Equals(group.Title, title, StringComparison.OrdinalIgnoreCase)).Id;
}
