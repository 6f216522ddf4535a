using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>The files attached to an item. They come and go through REST, as Graph does not know them.</summary>
internal static class ItemFiles
{
    public static Markup Show(ListPlace place, long item, bool canRemove) => Markup.None;

    /// <summary>Attaches what was sent.</summary>
    /// <returns>A sentence when a file was refused; those before it are attached.</returns>
    public static async Task<string?> AddAsync(Visit visit, string item, IFormFileCollection files)
    {
        var (site, list) = ListPlace.Read(visit, place => (place.Site.Path, place.List.Guid));
        foreach (var file in files.Where(file => file.Length > 0))
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, visit.Http.RequestAborted);
            var name = Uri.EscapeDataString(System.IO.Path.GetFileName(file.FileName).Replace("'", "''", StringComparison.Ordinal));
            var answer = await visit.Desk.RestBytesAsync("POST", site, $"/web/lists(guid'{list}')/items({item})/AttachmentFiles/add(FileName='{name}')", bytes.ToArray());
            if (!answer.IsGood) return $"{file.FileName}: {answer.Refusal(visit.Words)}";
        }

        return null;
    }
}
