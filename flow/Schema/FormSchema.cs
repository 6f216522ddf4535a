using EmulationM365.Texts;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Schema;

/// <summary>A part of a form under one heading.</summary>
/// <param name="Key">Key of the heading in the texts.</param>
/// <param name="Columns">Internal names of its columns, in order.</param>
public sealed record FormSection(string Key, IReadOnlyList<string> Columns);

/// <summary>
/// The form of a list, or of one of its content types, as data: a header with title and status, and sections. SharePoint keeps it with the content type of the
/// list (<c>ClientFormCustomFormatter</c>).
/// </summary>
/// <param name="List">Schema name of the list.</param>
/// <param name="Type">Key of the content type; null where the list has one kind of item.</param>
/// <param name="Sections">Its sections; a column that none names stands in the last.</param>
public sealed record FormSchema(string List, string? Type, IReadOnlyList<FormSection> Sections)
{
    /// <summary>Column whose value stands beside the title; null: none.</summary>
    public string? Status { get; init; }

    /// <summary>The form as SharePoint keeps it. Its sections name columns as people read them: that is what the documentation asks for.</summary>
    public string Layout => new JObject
    {
        ["headerJSONFormatter"] = Header(),
        ["footerJSONFormatter"] = "",
        ["bodyJSONFormatter"] = new JObject
        {
            ["sections"] = new JArray(Sections.Select(section => new JObject
            {
                ["displayname"] = Text.Vi($"form.section.{section.Key}"),
                ["fields"] = new JArray(section.Columns.Select(Named)),
            })),
        },
    }.ToString(Formatting.None);

    private string Named(string column) => SiteSchema.List(List) is var list && column == "Title" ? list.TitleName : list.Column(column).DisplayName(List);

    /// <summary>The header in its file speaks of Status; lists that call it otherwise, or have none, get theirs.</summary>
    private JObject Header()
    {
        var header = JObject.Parse(Formats.ReadForm("Header").Replace("[$Status]", $"[${Status ?? "Title"}]", StringComparison.Ordinal));
        if (Status is null) header["children"]!.Last!.Remove();
        return header;
    }
}
