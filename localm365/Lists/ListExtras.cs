namespace EmulationM365.LocalM365.Lists;

/// <summary>
/// Settings of a list that only REST reads and writes, and that Graph never shows. They are kept, and some exclude each other; what they would do to forms,
/// search and drafts is not imitated.
/// </summary>
internal sealed record ListExtras
{
    public static readonly ListExtras None = new();

    public bool EnableMinorVersions { get; init; }

    public bool EnableModeration { get; init; }

    /// <summary>Null: as the list was born, which is on in libraries and off elsewhere.</summary>
    public bool? EnableFolderCreation { get; init; }

    public bool NoCrawl { get; init; }

    public string? ImageUrl { get; init; }

    /// <summary>A formula over columns that each item has to satisfy. <see cref="Formulas.ItemValidation"/> holds items to it.</summary>
    public string? ValidationFormula { get; init; }

    public string? ValidationMessage { get; init; }

    public static ListExtras Read(string? settings) => settings is null ? None : JsonSerializer.Deserialize<ListExtras>(settings) ?? None;

    public void Save(Session session, SiteList list) => session.Run(
        $"INSERT INTO list_settings VALUES ({list.Id}, {JsonSerializer.Serialize(this)}) ON CONFLICT (list) DO UPDATE SET settings = excluded.settings");
}
