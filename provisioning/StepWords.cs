using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Home;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning;

/// <summary>The one place that words a step: a sentence that says where what differs, for people who know the site and not this program.</summary>
/// <param name="year">The campaign year, which is in the names of lists.</param>
public sealed class StepWords(int year)
{
    /// <summary>The sentence for a step.</summary>
    public string Of(SiteStep step) => step switch
    {
        MakeGroup make => $"Group '{make.Title}' is missing.",
        AddLink add => $"The menu has no link '{add.Link.Title}'.",
        NameHome name => $"The first link of the menu is not called '{name.Title}'.",
        FileLink file => $"The menu shows '{file.Link.Title}' beside this year's.",
        MakeHome make => $"The home page {make.Page.Name} is missing.",
        ChangeHome change => $"The home page {change.Page.Name} does not say what the lists say.",
        PublishHome publish => $"The home page {publish.Page.Name} is not published.",
        OpenWithHome open => $"The site does not open with {open.Page.Name}.",
        MakeFolder make => $"Folder {make.Url} is missing.",
        CloseFolder close => $"Folder {close.Url} still has the rights of its library.",
        GiveRight give => $"{Of(give.At)}: group '{give.Group}' lacks the permission level {Of(give.Level)}.",
        TakeRight take => $"{Of(take.At)}: group '{take.Group}' has a permission level too many (number {take.Role}).",
        ListStep on => Of(on.List) + OnList(on),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.GetType().Name, "this step has no words"),
    };

    private static string OnList(ListStep step) => step switch
    {
        MakeList => " is missing.",
        RenameList rename => $": its name is not '{rename.DisplayName}'.",
        ChangeSettings => ": versions, visibility or content types are not set as they should be.",
        CloseList => " still has the rights of the site.",
        ShowAgain show => $": view '{show.ViewTitle}' does not show column {show.Column.Name}, which is made again.",
        ShowColumns => ": its default view shows not the columns that people need, and nobody chose others.",
        AddView add => $": view '{add.View.Title}' is missing.",
        DrawColumn draw => $": column {draw.Column.Name} is not drawn as it should be.",
        RuleList => ": its items are not checked as they should be.",
        LayForm { Form.Type: null } => ": its form has no sections, or those of an earlier version.",
        LayForm lay => $": the form of content type '{lay.List.ContentTypes.Single(type => type.Key == lay.Form.Type).DisplayName}' has no sections, or those of an earlier version.",
        ShowFor show => $": forms show column {show.Column.Name} also where it is not asked for.",
        NarrowList { Own: true } => ": people may change items that others made.",
        NarrowList => ": people may change only the items that they made themselves.",
        ColumnStep on => OnColumn(on),
        ColumnOfOtherKind other => $": column {other.Column.Name} holds {other.There} and should hold {ColumnKinds.Wanted(other.Column)}; " +
            "apply never changes the kind of a column, so save what it holds elsewhere, delete it, and run apply again.",
        _ => OnType(step),
    };

    private static string OnColumn(ColumnStep step) => step switch
    {
        AddColumn add => $": column {add.Column.Name} ('{add.Column.DisplayName(add.List.Name)}') is missing.",
        RenameColumn rename => $": the heading of column {rename.Name} is not '{rename.Heading}'.",
        DescribeColumn describe => $": forms say nothing about column {describe.Column.Name}.",
        IndexColumn index => $": column {index.Column.Name} has no index.",
        OfferChoices { Lacking.Count: 0 } offer => $": column {offer.Column.Name} does not offer its choices in their order.",
        OfferChoices offer => $": column {offer.Column.Name} does not offer {string.Join(", ", offer.Lacking.Select(word => $"'{word}'"))}.",
        RuleColumn rule => $": column {rule.Column.Name} {Rules(rule)}.",
        SetUnique { Column.Unique: true } set => $": column {set.Column.Name} may hold the same value twice.",
        SetUnique set => $": column {set.Column.Name} may not hold the same value twice, and should.",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.GetType().Name, "this step has no words"),
    };

    private static string Rules(RuleColumn rule) => string.Join(" and ", rule.Change.Properties().Select(change => change.Name switch
    {
        "Required" => "is not required",
        "DefaultValue" or "DefaultFormula" => $"does not begin with '{rule.Column.DefaultText}'",
        "ValidationFormula" => "does not check its values as it should",
        _ => null,
    }).OfType<string>());

    private static string OnType(ListStep step) => step switch
    {
        MakeContentType make => $": content type '{make.Type.DisplayName}' is missing.",
        RenameContentType rename => $": the name of a content type is not '{rename.Type.DisplayName}'.",
        ShowColumn show => $": content type '{show.Type.DisplayName}' does not show column {show.Column.Name}.",
        HideColumn hide => $": content type '{hide.Type.DisplayName}' shows column {hide.Column.Name}, which belongs to others.",
        OrderContentTypes => ": the New menu does not offer its content types in their order.",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.GetType().Name, "this step has no words"),
    };

    private string Of(RightsPlace at) => at.List is { } list ? Of(list) : $"Folder {at.Folder}";

    private string Of(ListSchema list) => $"List {list.SiteName(year)} ('{list.DisplayName(year)}')";

    private static string Of(SiteLevel level) => level == SiteLevel.ContributeAll ? $"'{Rights.ContributeAllName}'" : level.ToString();
}
