using System.Buffers.Text;
using System.Text;

namespace EmulationM365.LocalM365.Files;

/// <summary>Permissions of files and folders: inviting people, links, looking, taking away. All of it needs full control, and no invitation is mailed.</summary>
internal static class SharingEndpoints
{
    private const string Kind = "drives('drive')/items('item')/permissions";
    private const int MostInMessage = 2000;

    public static IResult All(GraphCall call, string drive, string item) => call.Many(
        call.Read(session =>
        {
            var (open, id) = Open(call, session, drive, item);
            return SharingStore.Of(open, id).Select(one => Shape(open, one)).Concat(SharingStore.Links(open, id).Select(link => Shape(open, id, link))).ToList();
        }), Kind);

    public static IResult Get(GraphCall call, string drive, string item, string permission) => call.One(
        call.Read(session =>
        {
            var (open, id) = Open(call, session, drive, item);
            return SharingStore.Links(open, id).Find(link => link.Id == permission) is { } link ? Shape(open, id, link) : Shape(open, Find(open, id, permission));
        }), Kind + "/$entity");

    public static IResult Invite(GraphCall call, string drive, string item)
    {
        var asked = call.Body;
        // documented, but refused when tried
        if (asked["retainInheritedPermissions"] is JsonValue retain && retain.TryGetValue<bool>(out var keeps) && !keeps) throw Refused.Invalid("Invalid request");
        if (asked["roles"] is not JsonArray roles || roles is not [JsonValue only] || !only.TryGetValue<string>(out var role) || role is not ("read" or "write"))
            throw Refused.Invalid("An invitation has one role: read or write.");
        if (asked.String("message")?.Length > MostInMessage) throw Refused.Invalid("The message of an invitation has at most 2000 characters.");
        if (asked["recipients"] is not JsonArray { Count: > 0 } recipients) throw Refused.Invalid("An invitation needs recipients.");
        var rows = call.Write(session =>
        {
            var (open, id) = Open(call, session, drive, item);
            if (id == 0) throw Refused.Invalid("The root of a drive cannot be shared; the rights of the library are those of the list.");
            return recipients.Select(one => Shape(open, SharingStore.Add(open, id, Person(session, one as JsonObject ?? []), role), asked.Flag("requireSignIn"))).ToList();
        });
        return call.Many(rows, "Collection(permission)");
    }

    public static IResult Link(GraphCall call, string drive, string item)
    {
        var (type, scope) = (call.Body.String("type"), call.Body.String("scope") ?? "organization");
        if (type is not ("view" or "edit")) throw Refused.Invalid("A link is of type view or edit.");
        if (scope == "anonymous") throw new Refused(403, "sharingDisabled", "Sharing with everybody is switched off.");
        if (scope is not ("organization" or "users" or "existingAccess")) throw Refused.Invalid($"'{scope}' is not a scope of a link.");
        var (row, added) = call.Write(session =>
        {
            var (open, id) = Open(call, session, drive, item);
            var (link, added) = SharingStore.Link(open, id, type, scope);
            return (Shape(open, id, link), added);
        });
        return call.One(row, "permission", added ? 201 : 200);
    }

    public static IResult Remove(GraphCall call, string drive, string item, string permission)
    {
        call.Write(session =>
        {
            var (open, id) = Open(call, session, drive, item);
            if (SharingStore.Unlink(open, id, permission)) return true;
            var found = Find(open, id, permission);
            if (found.From is not null) throw new Refused(403, "accessDenied", "An inherited permission is taken away where it comes from.");
            SharingStore.Remove(open, id, found);
            return true;
        });
        return Results.NoContent();
    }

    private static (OpenedList Open, long Item) Open(GraphCall call, Session session, string drive, string item)
    {
        var open = DriveAccess.Open(call, session, drive);
        var id = DriveAccess.Find(open, item);
        return open.RightOn(id) >= Right.Full ? (open, id) : throw Refused.Denied();
    }

    private static Permission Find(OpenedList open, long item, string id) =>
        SharingStore.Of(open, item).Find(one => Id(one) == id) ?? throw Refused.NotFound("The permission was not found.");

    private static Person Person(Session session, JsonObject recipient)
    {
        var key = recipient.String("objectId") ?? recipient.String("email") ?? recipient.String("alias") ?? throw Refused.Invalid("A recipient needs an email, an alias or an objectId.");
        return DirectoryStore.Person(session, key) ?? DirectoryStore.People(session).Find(person => key.Equals(person.Mail, StringComparison.OrdinalIgnoreCase))
            ?? throw Refused.Invalid($"The recipient '{key}' is not in the directory; sharing with others is switched off.");
    }

    private static JsonObject Shape(OpenedList open, Permission permission, bool? invited = null)
    {
        var row = new JsonObject { ["id"] = Id(permission), ["roles"] = new JsonArray(permission.Role) };
        var fields = UserRows.Row(open.Session, open.Site, permission.Principal) ?? [];
        var siteUser = new JsonObject
        {
            ["displayName"] = fields.String("Title"), ["id"] = permission.Principal.ToString(CultureInfo.InvariantCulture), ["loginName"] = fields.String("Name"),
        };
        if (fields.String("UserName") is null) row["grantedToV2"] = new JsonObject { ["siteGroup"] = siteUser };
        else
        {
            var user = new JsonObject { ["displayName"] = fields.String("Title"), ["email"] = fields.String("EMail"), ["id"] = fields.String("ObjectId") };
            row["grantedTo"] = new JsonObject { ["user"] = user };
            row["grantedToV2"] = new JsonObject { ["user"] = user.DeepClone(), ["siteUser"] = siteUser };
            if (invited is { } signIn) row["invitation"] = new JsonObject { ["email"] = fields.String("EMail"), ["signInRequired"] = signIn };
        }

        if (permission.From is { } from) row["inheritedFrom"] = Source(open, from);
        return row;
    }

    private static JsonObject Shape(OpenedList open, long item, SharingLink link) => new()
    {
        ["id"] = link.Id,
        ["roles"] = new JsonArray(link.Type == "view" ? "read" : "write"),
        ["link"] = new JsonObject
        {
            ["type"] = link.Type, ["scope"] = link.Scope, ["preventsDownload"] = false, ["webUrl"] = FileShape.Url(open, FileStore.Path(open.Session, open.List, item)) + "?share=" + link.Id,
        },
    };

    private static JsonObject Source(OpenedList open, long item)
    {
        var guid = item == 0 ? open.List.Guid : ItemStore.Open(open.Session, open.List, item.ToString(CultureInfo.InvariantCulture)).Guid;
        var path = FileStore.Path(open.Session, open.List, item);
        return new JsonObject
        {
            ["driveId"] = FileShape.DriveId(open.List), ["id"] = FileShape.Id(guid), ["path"] = $"/drives/{FileShape.DriveId(open.List)}/root:{(path.Length == 0 ? "" : "/" + path)}",
        };
    }

    private static string Id(Permission permission) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"principal:{permission.Principal}")));
}
