namespace EmulationM365.LocalM365.Rest;

/// <summary>The settings of a list that only REST can write.</summary>
internal static class ListSettings
{
    private const int LongestFormula = 1024;

    public static void Merge(Session session, Site site, SiteList list, JsonObject asked, string now)
    {
        var extras = list.Extras;
        foreach (var (name, value) in asked)
        {
            if (!Extra(session, list, ref extras, name, value)) Plain(session, site, list, name, value, now);
        }

        if (extras != list.Extras) extras.Save(session, list);
        session.Run($"UPDATE lists SET modified = {now} WHERE id = {list.Id}");
    }

    /// <summary>What is written on the list itself.</summary>
    private static void Plain(Session session, Site site, SiteList list, string name, JsonNode? value, string now)
    {
        switch (name)
        {
            case "EnableVersioning": session.Run($"UPDATE lists SET versioning = {Flag(name, value)} WHERE id = {list.Id}"); break;
            case "MajorVersionLimit": session.Run($"UPDATE lists SET versionLimit = {Number(name, value, 1, 50_000)} WHERE id = {list.Id}"); break;
            case "Hidden": session.Run($"UPDATE lists SET hidden = {Flag(name, value)} WHERE id = {list.Id}"); break;
            case "ContentTypesEnabled": session.Run($"UPDATE lists SET contentTypes = {Flag(name, value)} WHERE id = {list.Id}"); break;
            case "EnableAttachments": session.Run($"UPDATE lists SET attachments = {Attachments(list, Flag(name, value))} WHERE id = {list.Id}"); break;
            case "ReadSecurity": session.Run($"UPDATE lists SET readSecurity = {Security(session, list, name, value, 2)} WHERE id = {list.Id}"); break;
            case "WriteSecurity": session.Run($"UPDATE lists SET writeSecurity = {Security(session, list, name, value, 4)} WHERE id = {list.Id}"); break;
            case "Description": session.Run($"UPDATE lists SET description = {Text(name, value)} WHERE id = {list.Id}"); break;
            case "Title": Rename(session, site, list, Text(name, value), now); break;
            case "__metadata" or "odata.type": break;
            default: throw RestAccess.Wrong($"The property '{name}' does not exist on type 'SP.List' or cannot be set.");
        }
    }

    /// <summary>What stands beside the list.</summary>
    private static bool Extra(Session session, SiteList list, ref ListExtras extras, string name, JsonNode? value)
    {
        switch (name)
        {
            case "EnableMinorVersions": extras = extras with { EnableMinorVersions = Minor(list, Flag(name, value)) }; return true;
            case "EnableModeration": extras = extras with { EnableModeration = Moderation(session, list, Flag(name, value)) }; return true;
            case "EnableFolderCreation": extras = extras with { EnableFolderCreation = Flag(name, value) }; return true;
            case "NoCrawl": extras = extras with { NoCrawl = Flag(name, value) }; return true;
            case "ImageUrl": extras = extras with { ImageUrl = Text(name, value) }; return true;
            case "ValidationFormula": extras = extras with { ValidationFormula = Rule(session, list, Formula(name, value)) }; return true;
            case "ValidationMessage": extras = extras with { ValidationMessage = Formula(name, value) }; return true;
            default: return false;
        }
    }

    private static void Rename(Session session, Site site, SiteList list, string? title, string now) => RestAccess.InRest(() =>
    {
        if (string.IsNullOrWhiteSpace(title)) throw RestAccess.Wrong("A list needs a Title.");
        ListStore.Rename(session, site, list, title, session.Text($"SELECT description FROM lists WHERE id = {list.Id}"), now);
        return true;
    });

    private static bool Attachments(SiteList list, bool asked) => asked && list.IsLibrary ? throw RestAccess.Wrong("A document library has no attachments.") : asked;

    private static bool Minor(SiteList list, bool asked) => asked && !list.IsLibrary ? throw RestAccess.Wrong("Minor versions are for document libraries.") : asked;

    /// <summary>Approval and unique columns exclude each other, as in SharePoint.</summary>
    private static bool Moderation(Session session, SiteList list, bool asked) => asked && ColumnStore.Of(session, list.Id).Any(column => column.Unique)
        ? throw RestAccess.Wrong("EnableModeration cannot be set on a list that has a column with unique values.") : asked;

    /// <summary>A formula over the columns of the list that can be evaluated, with the columns by the names that do not change.</summary>
    private static string? Rule(Session session, SiteList list, string? formula) =>
        formula is null ? null : RestAccess.InRest(() => Formulas.FormulaRules.CheckList(ColumnStore.Of(session, list.Id), formula));

    private static string? Formula(string name, JsonNode? value) => Text(name, value) is not { Length: > 0 } text ? null
        : text.Length <= LongestFormula ? text : throw RestAccess.Wrong($"{name} has at most 1,024 characters.");

    /// <summary>Rights by author and unique columns exclude each other, as in SharePoint.</summary>
    private static int Security(Session session, SiteList list, string name, JsonNode? value, int most)
    {
        var level = Number(name, value, 1, most);
        if (level == 2 && ColumnStore.Of(session, list.Id).Any(column => column.Unique))
            throw RestAccess.Wrong($"{name} 2 cannot be set on a list that has a column with unique values.");
        return level;
    }

    private static bool Flag(string name, JsonNode? value) =>
        value is JsonValue json && json.TryGetValue<bool>(out var flag) ? flag : throw RestAccess.Wrong($"The value of '{name}' must be true or false.");

    private static int Number(string name, JsonNode? value, int least, int most) =>
        value is JsonValue json && json.TryGetValue<int>(out var number) && number >= least && number <= most ? number : throw RestAccess.Wrong($"The value of '{name}' is out of range.");

    private static string? Text(string name, JsonNode? value) =>
        value is null ? null : value is JsonValue json && json.TryGetValue<string>(out var text) ? text : throw RestAccess.Wrong($"The value of '{name}' must be a text.");
}
