using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Drift;

/// <summary>What apply would change is a difference. One that only follows from another is left out: a group that is gone has lost its rights as well.</summary>
internal static class StepDrift
{
    public static IEnumerable<DriftFinding> Of(DriftFound found)
    {
        var open = found.Steps.OfType<CloseList>().Select(close => close.ListId).ToHashSet();
        var gone = found.Steps.OfType<MakeGroup>().Select(make => make.Title).ToHashSet();
        var changed = found.Steps.OfType<GiveRight>().Select(give => (give.At.Address, give.Group)).Intersect(found.Steps.OfType<TakeRight>().Select(take => (take.At.Address, take.Group))).ToHashSet();
        return found.Steps.Where(step => step switch
        {
            GiveRight give => !gone.Contains(give.Group) && !open.Any(list => give.At.Address == Securable.List(list)),
            // The service keeps an index as long as it keeps a column unique.
            IndexColumn index => !found.Steps.OfType<SetUnique>().Any(set => set.ColumnId == index.ColumnId && set.ListId == index.ListId),
            // The column that is made again says it.
            ShowAgain => false,
            TakeRight take => !changed.Contains((take.At.Address, take.Group)),
            _ => true,
        }).Select(step => step is GiveRight give && changed.Contains((give.At.Address, give.Group))
            ? DriftFinding.Of(DriftKind.RightChanged, found.At(give.At.List!), give.Group) : Of(found, step));
    }

    private static DriftFinding Of(DriftFound found, SiteStep step) => step switch
    {
        MakeGroup make => DriftFinding.Of(DriftKind.GroupLost, DriftPlace.Site, make.Title),
        GiveRight { At.List: { } list } give => DriftFinding.Of(DriftKind.RightLost, found.At(list), give.Group),
        TakeRight { At.List: { } list } take => DriftFinding.Of(DriftKind.RightTooMany, found.At(list), take.Group),
        AddLink add => DriftFinding.Of(DriftKind.LinkLost, DriftPlace.Site, add.Link.Title),
        NameHome name => DriftFinding.Of(DriftKind.HomeUnnamed, DriftPlace.Site, name.Title),
        FileLink file => DriftFinding.Of(DriftKind.LinkUnfiled, DriftPlace.Site, file.Link.Title),
        ListStep on => OnList(found, on),
        _ => Other(found, step, DriftPlace.Site),
    };

    private static DriftFinding OnList(DriftFound found, ListStep step)
    {
        return step switch
        {
            MakeList make => On(Stands(found, make.List) ? DriftKind.ListDeleted : DriftKind.ListMissing),
            RenameList rename => On(DriftKind.ListRenamed, rename.DisplayName),
            ChangeSettings => On(DriftKind.ListSettings),
            CloseList => On(DriftKind.ListOpen),
            NarrowList narrow => On(narrow.Own ? DriftKind.ItemsOpen : DriftKind.ItemsShut),
            ShowColumns => On(DriftKind.ViewEmpty),
            AddView add => On(DriftKind.ViewLost, add.View.Title),
            RuleList => On(DriftKind.ItemsUnchecked),
            DrawColumn draw => On(DriftKind.DrawingLost, draw.Column.DisplayName(draw.List.Name)),
            LayForm lay => On(DriftKind.FormLost, lay.Form.Type is { } type ? lay.List.ContentTypes.Single(one => one.Key == type).DisplayName : lay.List.DisplayName(found.Year)),
            ShowFor show => On(DriftKind.ConditionLost, show.Column.DisplayName(show.List.Name)),
            MakeContentType make => On(DriftKind.TypeLost, make.Type.DisplayName),
            RenameContentType rename => On(DriftKind.TypeRenamed, rename.Type.DisplayName),
            ShowColumn show => On(DriftKind.TypeColumns, show.Type.DisplayName),
            HideColumn hide => On(DriftKind.TypeColumns, hide.Type.DisplayName),
            OrderContentTypes => On(DriftKind.TypeOrder),
            ColumnOfOtherKind other => Retyped(found, other),
            ColumnStep column => OnColumn(found, column),
            _ => Other(found, step, found.At(step.List)),
        };

        DriftFinding On(DriftKind kind, params string[] details) => DriftFinding.Of(kind, found.At(step.List), details);
    }

    private static DriftFinding OnColumn(DriftFound found, ColumnStep step)
    {
        return step switch
        {
            AddColumn add => On(DriftKind.ColumnDeleted, add.Column, add.Column.DisplayName(step.List.Name)),
            RenameColumn rename => DriftFinding.Of(DriftKind.ColumnRenamed, found.At(step.List), rename.Name, rename.Heading),
            DescribeColumn describe => On(DriftKind.HelpLost, describe.Column),
            IndexColumn index => On(DriftKind.IndexLost, index.Column),
            OfferChoices { Lacking.Count: 0 } offer => On(DriftKind.ChoicesReordered, offer.Column),
            OfferChoices offer => On(DriftKind.ChoicesLost, offer.Column, Quoted(offer.Lacking)),
            RuleColumn rule => On(DriftKind.ColumnUnruled, rule.Column),
            SetUnique { Column.Unique: false } set => On(DriftKind.UniqueTooMuch, set.Column),
            SetUnique set => On(found.Twice.Contains((set.ListId, set.Column.Name)) ? DriftKind.UniqueRefused : DriftKind.UniqueLost, set.Column),
            _ => Other(found, step, found.At(step.List)),
        };

        DriftFinding On(DriftKind kind, ColumnSchema column, params string[] more) => DriftFinding.Of(kind, found.At(step.List), [column.Name, .. more]);
    }

    /// <summary>Words in a row, as people read them.</summary>
    internal static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"“{word}”"));

    private static DriftFinding Retyped(DriftFound found, ColumnOfOtherKind other)
    {
        var there = found.Find(other.List)!.Columns.First(column => column.Name == other.Column.Name);
        var target = other.Column.LookupList is { } list ? found.Find(SiteSchema.List(list))?.Id : null;
        return DriftFinding.Of(DriftKind.ColumnRetyped, found.At(other.List), other.Column.Name, other.There, ColumnKinds.Wanted(other.Column)) with
        {
            Vietnamese = [other.Column.Name, ColumnKinds.Other(other.Column, there, target, Text.Vietnamese) ?? other.There, ColumnKinds.Wanted(other.Column, Text.Vietnamese)],
        };
    }

    private static DriftFinding Other(DriftFound found, SiteStep step, DriftPlace place) => DriftFinding.Of(DriftKind.Other, place, new StepWords(found.Year).Of(step));

    /// <summary>Lists that go with it are there, so it was there too, or a newer version of this program brings it.</summary>
    private static bool Stands(DriftFound found, ListSchema list) => found.Lists.Any(pair => pair.Schema.PerYear == list.PerYear);
}
