namespace EmulationM365.LocalM365.Teams;

/// <summary>The buttons of a card, wherever in it they stand.</summary>
internal static class CardActions
{
    private const int Deepest = 12;

    /// <summary>Every button, in the order in which a reader meets them.</summary>
    public static IEnumerable<JsonObject> Of(JsonObject card) => Below(card["body"], 0).Concat(Actions(card));

    private static IEnumerable<JsonObject> Below(JsonNode? elements, int depth)
    {
        if (depth > Deepest || elements is not JsonArray all) return [];
        return all.OfType<JsonObject>().SelectMany(element => element.String("type") == "ActionSet" ? Actions(element)
            : Below(element["items"], depth + 1).Concat((element["columns"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(column => Below(column["items"], depth + 1))));
    }

    private static IEnumerable<JsonObject> Actions(JsonObject holder) => (holder["actions"] as JsonArray ?? []).OfType<JsonObject>();
}
