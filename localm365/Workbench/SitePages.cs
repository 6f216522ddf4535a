using System.Text;

namespace EmulationM365.LocalM365.Workbench;

/// <summary>Sites, lists, items, versions and people, to look at.</summary>
internal static class SitePages
{
    private const int MostRows = 500;
    private static readonly string[] _quiet = ["ID", "ContentType", "Attachments", "Edit", "LinkTitle", "ItemChildCount", "FolderChildCount", "_UIVersionString", "Created", "Author"];

    public static IResult All(Tenant tenant) => Page("Microsoft 365 trên máy này", tenant.Database.Read(session =>
    {
        var body = new StringBuilder();
        foreach (var site in SiteStore.All(session))
        {
            body.Append(CultureInfo.InvariantCulture, $"<h2>{Html.Encode(site.DisplayName)} <small>{Html.Encode(site.Path)}</small></h2>");
            var rows = ListStore.Of(session, site).Select(list => new[]
            {
                $"<a href=\"/workbench/lists/{list.Guid}\">{Html.Encode(list.DisplayName)}</a>",
                Html.Encode(list.Name),
                session.Number($"SELECT COUNT(*) FROM items WHERE list = {list.Id} AND deleted = 0").ToString(CultureInfo.InvariantCulture),
                list.Hidden ? "Ẩn" : "",
            });
            body.Append(Tables.Make(["Danh sách", "Tên trong địa chỉ", "Số mục", ""], rows));
        }
        return body.Length > 0 ? body.ToString() : "<p>Chưa có trang nào. Chạy cấp phát (apply) để tạo.</p>";
    }));

    public static IResult List(Tenant tenant, string list) => tenant.Database.Read(session => Find(session, list) is { } found
        ? Page(found.DisplayName, Items(tenant, session, found))
        : Results.NotFound());

    public static IResult Item(Tenant tenant, string list, string item) => tenant.Database.Read(session =>
    {
        if (Find(session, list) is not { } found || ItemStore.Find(session, found, item) is not { } shown) return Results.NotFound();
        var columns = tenant.Columns.Of(session, found);
        var cells = new Cells(session, SiteStore.ById(session, found.Site), columns);
        var rows = ItemStore.Versions(session, found, shown).Select(version => new[]
        {
            version.Key, Tables.Moment(version.Modified), Html.Encode(Tables.Name(version.Editor)), cells.Changes(shown, version),
        });
        var back = $"<p><a href=\"/workbench/lists/{found.Guid}\">{Html.Encode(found.DisplayName)}</a></p>";
        return Page(shown.Fields.String("Title") ?? $"Mục {shown.Key}", back + Tables.Make(["Phiên bản", "Lúc", "Người sửa", "Nội dung"], rows));
    });

    public static IResult People(Tenant tenant) => Page("Người", tenant.Database.Read(session => Tables.Make(
        ["Họ tên", "Chức vụ", "Đơn vị", "Tên đăng nhập", ""],
        DirectoryStore.People(session).Select(person => new[]
        {
            Html.Encode(person.DisplayName), Html.Encode(person.JobTitle), Html.Encode(person.Department), Html.Encode(person.Upn), person.Enabled ? "" : "Đã khóa",
        }))));

    private static string Items(Tenant tenant, Session session, SiteList list)
    {
        var columns = tenant.Columns.Of(session, list).Where(column => !_quiet.Contains(column.Name) && !column.Hidden).ToList();
        var cells = new Cells(session, SiteStore.ById(session, list.Site), columns);
        var items = ItemStore.Page(session, list, $"1 = 1", $"id DESC", MostRows, 0);
        if (items.Count == 0) return "<p>Danh sách này chưa có mục nào.</p>";
        var rows = items.Select(item => (string[])
        [
            $"<a href=\"/workbench/lists/{list.Guid}/{item.Key}\">{item.Key}</a>",
            .. cells.Row(item),
        ]);
        return Tables.Make(["Số", .. columns.Select(Shown)], rows);
    }

    private static string Shown(Column column) => column.Name switch { "Title" when column.DisplayName == "Title" => "Tiêu đề", "Modified" => "Sửa lúc", "Editor" => "Người sửa", _ => column.DisplayName };

    private static SiteList? Find(Session session, string guid) =>
        session.Number($"SELECT id FROM lists WHERE guid = {guid}") is > 0 and var id ? ListStore.ById(session, id) : null;

    private static IResult Page(string title, string body) =>
        Results.Content(Html.Document(title, $"<h1>{Html.Encode(title)}</h1>{body}", menu: true), "text/html; charset=utf-8");
}
