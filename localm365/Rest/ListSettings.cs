namespace EmulationM365.LocalM365.Rest;

/// <summary>The settings of a list that only REST can write.</summary>
internal static class ListSettings
{
    public static void Merge(Session session, Site site, SiteList list, JsonObject asked, string now)
    {
        foreach (var (name, value) in asked)
        {
            switch (name)
            {
                case "EnableVersioning": session.Run($"UPDATE lists SET versioning = {Flag(name, value)} WHERE id = {list.Id}"); break;
                case "MajorVersionLimit": session.Run($"UPDATE lists SET versionLimit = {Number(name, value, 1, 50_000)} WHERE id = {list.Id}"); break;
                case "Hidden": session.Run($"UPDATE lists SET hidden = {Flag(name, value)} WHERE id = {list.Id}"); break;
                case "ContentTypesEnabled": session.Run($"UPDATE lists SET contentTypes = {Flag(name, value)} WHERE id = {list.Id}"); break;
                case "EnableAttachments": session.Run($"UPDATE lists SET attachments = {Flag(name, value)} WHERE id = {list.Id}"); break;
                case "ReadSecurity": session.Run($"UPDATE lists SET readSecurity = {Security(session, list, name, value, 2)} WHERE id = {list.Id}"); break;
                case "WriteSecurity": session.Run($"UPDATE lists SET writeSecurity = {Security(session, list, name, value, 4)} WHERE id = {list.Id}"); break;
                case "Title": ListStore.Rename(session, site, list, value!.GetValue<string>(), list.Description, now); break;
                case "__metadata" or "odata.type": break;
                default: throw Wrong($"The property '{name}' does not exist on type 'SP.List' or cannot be set.");
            }
        }
        session.Run($"UPDATE lists SET modified = {now} WHERE id = {list.Id}");
    }

    /// <summary>Rights by author and unique columns exclude each other, as in SharePoint.</summary>
    private static int Security(Session session, SiteList list, string name, JsonNode? value, int most)
    {
        var level = Number(name, value, 1, most);
        if (level == 2 && ColumnStore.Of(session, list.Id).Any(column => column.Unique))
            throw Wrong($"{name} 2 cannot be set on a list that has a column with unique values.");
        return level;
    }

    private static bool Flag(string name, JsonNode? value) =>
        value is JsonValue json && json.TryGetValue<bool>(out var flag) ? flag : throw Wrong($"The value of '{name}' must be true or false.");

    private static int Number(string name, JsonNode? value, int least, int most) =>
        value is JsonValue json && json.TryGetValue<int>(out var number) && number >= least && number <= most ? number : throw Wrong($"The value of '{name}' is out of range.");

    private static Refused Wrong(string message) => new(400, "-1, Microsoft.SharePoint.Client.InvalidClientQueryException", message);
}
