namespace EmulationM365.LocalM365.Users;

/// <summary>A person of the directory.</summary>
internal sealed record Person(
    string Id, string DisplayName, string Upn, string? Mail, string? JobTitle, string? Department, string? Superior, bool Enabled, string? Language = null)
{
    public JsonObject ToUser() => new()
    {
        ["id"] = Id,
        ["businessPhones"] = new JsonArray(),
        ["displayName"] = DisplayName,
        ["givenName"] = null,
        ["jobTitle"] = JobTitle,
        ["mail"] = Mail,
        ["mobilePhone"] = null,
        ["officeLocation"] = null,
        ["preferredLanguage"] = Language,
        ["surname"] = null,
        ["userPrincipalName"] = Upn,
        ["department"] = Department,
        ["accountEnabled"] = Enabled,
    };
}

/// <summary>An app registration: its roles, and the mailboxes it may send from (null: all).</summary>
internal sealed record App(string Id, string DisplayName, IReadOnlyList<string> Roles, IReadOnlyList<string>? Mailboxes);
