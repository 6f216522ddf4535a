namespace EmulationM365.LocalM365.Delta;

/// <summary><c>/items/delta</c>: the latest state of each item written since the token, never each single change.</summary>
internal static class DeltaEndpoints
{
    public static IResult Get(GraphCall call, string site, string list) => Wire.Graph(call.Read(session =>
    {
        var open = ItemAccess.List(call, session, site, list);
        return DeltaPage.Of(open, "listItem", DeltaPage.Start(open, open.List.Guid, _ => null), item => Shape(call, open, item));
    }));

    private static JsonObject Shape(GraphCall call, OpenedList open, Item item) =>
        item.Deleted ? item.ToGone(open.Site, open.List) : call.Selected(ItemEndpoints.Shape(call, open, item, collection: true));
}
