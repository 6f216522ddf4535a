namespace EmulationM365.LocalM365.Files;

/// <summary>Which names files and folders may bear, and what to do when one is taken.</summary>
internal static class FileNames
{
    /// <summary>Refused in names; <c>#</c> and <c>%</c> only by older rules, and so here too.</summary>
    private const string Reserved = "\"*:<>?/\\|#%";

    public static string Check(string? name)
    {
        if (string.IsNullOrEmpty(name)) throw Refused.Invalid("The name is missing.");
        var wrong = name.Length > 255 || name.Any(letter => char.IsControl(letter) || Reserved.Contains(letter, StringComparison.Ordinal))
            || name[0] is '~' or ' ' || name[^1] is '.' or ' ';
        return wrong ? throw Refused.Invalid("The provided name cannot contain any of the following characters: \" * : < > ? / \\ | # %, begin with ~ or a space, or end with a dot or a space.") : name;
    }

    /// <summary>The first name of the kind "Folder 1", "file 1.txt" that is free.</summary>
    public static string Free(Session session, SiteList list, long parent, string name)
    {
        var stem = System.IO.Path.GetFileNameWithoutExtension(name);
        for (var number = 1; ; number++)
        {
            var free = $"{stem} {number.ToString(CultureInfo.InvariantCulture)}{System.IO.Path.GetExtension(name)}";
            if (FileStore.Child(session, list, parent, free) is null) return free;
        }
    }

    /// <summary>What the caller wants when the name is taken: <c>fail</c>, <c>rename</c> or <c>replace</c>.</summary>
    public static string Behavior(string? asked, string otherwise) => (asked ?? otherwise) switch
    {
        "fail" or "rename" or "replace" => asked ?? otherwise,
        _ => throw Refused.Invalid($"'{asked}' is not a conflict behavior: fail, rename or replace."),
    };

    public static Refused Taken() => Refused.Taken("An item with the same name already exists under the parent");
}
