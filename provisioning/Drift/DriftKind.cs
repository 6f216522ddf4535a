namespace EmulationM365.Provisioning.Drift;

/// <summary>What becomes of a difference.</summary>
public enum Handling
{
    /// <summary>The system sets it back by itself; nothing that people entered is touched.</summary>
    Repair,

    /// <summary>People chose it, and it stays.</summary>
    Keep,

    /// <summary>People must decide: the system cannot know what was meant, or cannot mend it without a loss.</summary>
    Ask,
}

/// <summary>Who can mend a difference.</summary>
public enum Mender
{
    /// <summary>Apply, by hand or each night.</summary>
    Apply,

    /// <summary>The worker, by one of its timers.</summary>
    Worker,

    /// <summary>An owner of the site.</summary>
    Owner,

    /// <summary>The standing office.</summary>
    Office,

    /// <summary>Nobody has to.</summary>
    Nobody,
}

/// <summary>A kind of difference. Its words are <c>drift.KEY</c> of the resource files, what follows is <c>drift.then.THEN</c>.</summary>
/// <param name="Key">Its name, for good: it stands in reports and in what is remembered.</param>
/// <param name="Handling">What becomes of it.</param>
/// <param name="Who">Who can mend it.</param>
/// <param name="Then">Key of the sentence that says what will happen.</param>
public sealed record DriftKind(string Key, Handling Handling, Mender Who, string Then)
{
    /// <summary>A list of ours is not there, and neither are those that go with it.</summary>
    public static readonly DriftKind ListMissing = Repair("listMissing", "made");

    /// <summary>A list of ours is not there, although those that go with it are.</summary>
    public static readonly DriftKind ListDeleted = Ask("listDeleted", Mender.Owner);

    /// <summary>The name that staff see of a list is another.</summary>
    public static readonly DriftKind ListRenamed = Repair("listRenamed");

    /// <summary>Versions, visibility, content types.</summary>
    public static readonly DriftKind ListSettings = Repair("listSettings");

    /// <summary>A list has the rights of the site.</summary>
    public static readonly DriftKind ListOpen = Repair("listOpen");

    /// <summary>People may change what others made.</summary>
    public static readonly DriftKind ItemsOpen = Repair("itemsOpen");

    /// <summary>People may change only what they made, where all should work together.</summary>
    public static readonly DriftKind ItemsShut = Repair("itemsShut");

    /// <summary>A column of ours is not there.</summary>
    public static readonly DriftKind ColumnDeleted = Repair("columnDeleted", "emptyColumn");

    /// <summary>A heading is another.</summary>
    public static readonly DriftKind ColumnRenamed = Repair("columnRenamed");

    /// <summary>A column of our name holds something else.</summary>
    public static readonly DriftKind ColumnRetyped = Ask("columnRetyped", Mender.Owner);

    /// <summary>A column of ours must be filled, which the worker does not always do.</summary>
    public static readonly DriftKind ColumnRequired = Ask("columnRequired", Mender.Owner);

    /// <summary>An index is gone.</summary>
    public static readonly DriftKind IndexLost = Repair("indexLost");

    /// <summary>Words of ours are not offered.</summary>
    public static readonly DriftKind ChoicesLost = Repair("choicesLost");

    /// <summary>Words of ours stand in another order.</summary>
    public static readonly DriftKind ChoicesReordered = Repair("choicesReordered");

    /// <summary>A column no longer requires, begins with or checks what it should.</summary>
    public static readonly DriftKind ColumnUnruled = Repair("columnUnruled");

    /// <summary>The items of a list are not checked as they should be.</summary>
    public static readonly DriftKind ItemsUnchecked = Repair("itemsUnchecked");

    /// <summary>A key may stand twice.</summary>
    public static readonly DriftKind UniqueLost = Repair("uniqueLost");

    /// <summary>A key may stand twice, and does: the service will not forbid it.</summary>
    public static readonly DriftKind UniqueRefused = Ask("uniqueRefused", Mender.Office);

    /// <summary>A column takes no value twice and should.</summary>
    public static readonly DriftKind UniqueTooMuch = Repair("uniqueTooMuch");

    /// <summary>The default view shows nothing of the list.</summary>
    public static readonly DriftKind ViewEmpty = Repair("viewEmpty");

    /// <summary>A view is not there.</summary>
    public static readonly DriftKind ViewLost = Repair("viewLost");

    /// <summary>The default view hides items, from staff and from what is read by the default view.</summary>
    public static readonly DriftKind ViewFiltered = Ask("viewFiltered", Mender.Office);

    /// <summary>The drawing of a column is gone.</summary>
    public static readonly DriftKind DrawingLost = Repair("drawingLost");

    /// <summary>A content type is not there.</summary>
    public static readonly DriftKind TypeLost = Repair("typeLost");

    /// <summary>The name of a content type is another.</summary>
    public static readonly DriftKind TypeRenamed = Repair("typeRenamed");

    /// <summary>The form of a content type shows other columns of ours.</summary>
    public static readonly DriftKind TypeColumns = Repair("typeColumns");

    /// <summary>The New menu is another.</summary>
    public static readonly DriftKind TypeOrder = Repair("typeOrder");

    /// <summary>A form has no sections any more.</summary>
    public static readonly DriftKind FormLost = Repair("formLost");

    /// <summary>A column stands in forms for which it is not meant.</summary>
    public static readonly DriftKind ConditionLost = Repair("conditionLost");

    /// <summary>A form does not explain a column any more.</summary>
    public static readonly DriftKind HelpLost = Repair("helpLost");

    /// <summary>The menu lacks a link of ours.</summary>
    public static readonly DriftKind LinkLost = Repair("linkLost");

    /// <summary>The first link of the menu has the name again that every site is born with.</summary>
    public static readonly DriftKind HomeUnnamed = Repair("homeUnnamed");

    /// <summary>The home page of the year is not there, or readers do not see it.</summary>
    public static readonly DriftKind HomeLost = Repair("homeLost");

    /// <summary>A link of an earlier year stands where this year's belongs.</summary>
    public static readonly DriftKind LinkUnfiled = Repair("linkUnfiled");

    /// <summary>A group is not there.</summary>
    public static readonly DriftKind GroupLost = Repair("groupLost", "group");

    /// <summary>A group lost what it may do on a list.</summary>
    public static readonly DriftKind RightLost = Ask("rightLost", Mender.Owner);

    /// <summary>A group may do something else on a list than it should.</summary>
    public static readonly DriftKind RightChanged = Repair("rightChanged");

    /// <summary>A group may do more on a list than it should.</summary>
    public static readonly DriftKind RightTooMany = Repair("rightTooMany");

    /// <summary>The folder of a unit is not there.</summary>
    public static readonly DriftKind FolderLost = Ask("folderLost", Mender.Owner);

    /// <summary>The folder of a unit has the rights of its library.</summary>
    public static readonly DriftKind FolderOpen = Repair("folderOpen");

    /// <summary>Rights on the folder of a unit differ.</summary>
    public static readonly DriftKind FolderRights = Repair("folderRights");

    /// <summary>Members of groups are not as the Staff list says.</summary>
    public static readonly DriftKind Members = new("members", Handling.Repair, Mender.Worker, "members");

    /// <summary>Nothing tells the worker of changes any more.</summary>
    public static readonly DriftKind SubscriptionLost = new("subscriptionLost", Handling.Repair, Mender.Worker, "subscription");

    /// <summary>Something else that apply would change.</summary>
    public static readonly DriftKind Other = Repair("other");

    /// <summary>A column that people added.</summary>
    public static readonly DriftKind ColumnAdded = Keep("columnAdded");

    /// <summary>Words that people added.</summary>
    public static readonly DriftKind ChoicesAdded = Keep("choicesAdded");

    /// <summary>A heading that says ours and more.</summary>
    public static readonly DriftKind HeadingWidened = Keep("headingWidened");

    /// <summary>A view that people added.</summary>
    public static readonly DriftKind ViewAdded = Keep("viewAdded");

    /// <summary>A view that people changed.</summary>
    public static readonly DriftKind ViewEdited = Keep("viewEdited");

    /// <summary>A form that people laid out otherwise.</summary>
    public static readonly DriftKind FormEdited = Keep("formEdited", "ownForm");

    /// <summary>A column that people show under another condition.</summary>
    public static readonly DriftKind ConditionEdited = Keep("conditionEdited", "ownCondition");

    /// <summary>A link that people added to the menu.</summary>
    public static readonly DriftKind LinkAdded = Keep("linkAdded", "ownLink");

    /// <summary>A link of ours that people call otherwise.</summary>
    public static readonly DriftKind LinkRenamed = Keep("linkRenamed", "oursAgain");

    /// <summary>A link of ours that people put elsewhere.</summary>
    public static readonly DriftKind LinkMoved = Keep("linkMoved", "oursAgain");

    /// <summary>A home page that people edited.</summary>
    public static readonly DriftKind HomeEdited = Keep("homeEdited");

    /// <summary>The site opens with a page that people chose.</summary>
    public static readonly DriftKind HomeNotFirst = Keep("homeNotFirst");

    /// <summary>A drawing that people changed.</summary>
    public static readonly DriftKind DrawingEdited = Keep("drawingEdited");

    /// <summary>A content type that people added.</summary>
    public static readonly DriftKind TypeAdded = Keep("typeAdded");

    /// <summary>Somebody beside our groups has rights on a list.</summary>
    public static readonly DriftKind OthersRights = Keep("othersRights");

    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<DriftKind> All { get; } =
        [.. typeof(DriftKind).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Select(field => field.GetValue(null)).OfType<DriftKind>()];

    /// <summary>The kind of that key; one that this version does not know any more is <see cref="Other"/>.</summary>
    public static DriftKind Of(string key) => All.FirstOrDefault(kind => kind.Key == key) ?? Other;

    private static DriftKind Repair(string key, string then = "repair") => new(key, Handling.Repair, Mender.Apply, then);

    private static DriftKind Keep(string key, string then = "keep") => new(key, Handling.Keep, Mender.Nobody, then);

    private static DriftKind Ask(string key, Mender who) => new(key, Handling.Ask, who, key);
}
