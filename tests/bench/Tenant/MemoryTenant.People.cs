using System.Text.Json.Nodes;
using EmulationM365.Schema;

namespace EmulationM365.Bench.Tenant;

/// <summary>What people and owners do without the product: they edit items in their browser, delete and restore, change columns, let tokens expire.</summary>
public sealed partial class MemoryTenant
{
    /// <summary>Makes a list by its schema.</summary>
    public MemoryList Make(ListSchema schema, int year)
    {
        var list = new MemoryList(schema, $"30000000-0000-4000-8000-{_byId.Count + 1:D12}", schema.SiteName(year));
        return _byId[list.Id] = list;
    }

    /// <summary>Enters a person whom the site knows.</summary>
    public MemoryPerson Enter(string id, string name, string mail)
    {
        var person = new MemoryPerson(id, name, mail, _people.Count + 10);
        return _people[id] = person;
    }

    /// <summary>An account is disabled, or enabled again.</summary>
    public void Enable(string id, bool enabled) => _people[id] = _people[id] with { Enabled = enabled };

    /// <summary>Somebody adds an item.</summary>
    /// <returns>Its id.</returns>
    public string Add(string list, string person, JsonObject fields) => Number(Put(List(list), null, Values(List(list), fields, null), By(person)).Id);

    /// <summary>Somebody edits an item as it stands; a deleted one stays so.</summary>
    /// <returns>False when it is not there, or a value is taken.</returns>
    public bool Edit(string list, string id, string person, JsonObject fields)
    {
        if (List(list).Find(id) is not { Now.Deleted: false } item) return false;
        var values = Values(List(list), fields, item.Now.Values);
        if (List(list).TakenColumn(values, item.Id) is not null) return false;
        Put(List(list), item, values, By(person));
        return true;
    }

    /// <summary>Somebody deletes an item.</summary>
    public void Delete(string list, string id, string person)
    {
        if (List(list).Find(id) is { Now.Deleted: false } item) Removed(List(list), item, By(person));
    }

    /// <summary>Somebody takes an item out of the recycle bin: it comes back as it was, unless a value is taken by now.</summary>
    public bool Restore(string list, string id, string person)
    {
        if (List(list).Find(id) is not { Now.Deleted: true } item || List(list).TakenColumn(item.Now.Values, item.Id) is not null) return false;
        Put(List(list), item, item.Now.Values, By(person));
        return true;
    }

    /// <summary>A file is put into the library of documents.</summary>
    public void Upload(string name) => _files.Add(name);

    /// <summary>A folder is made in a library, as it is when the year is provisioned.</summary>
    public void MakeFolder(string library, string path) => _folders.Add($"b!{List(library).Id}|{path}");

    /// <summary>What lies in a folder, or another one in it. Files lie in the root alone here.</summary>
    private HttpResponseMessage Folder(Call call, string folder)
    {
        if (!_folders.Contains(folder)) return Error(404, "itemNotFound", "The resource could not be found.");
        var below = folder + "/";
        if (call.Method != "POST") return Json(200, new JsonObject { ["value"] = new JsonArray([.. _folders.Where(path => path.StartsWith(below, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).Select(path => Shape(path[below.Length..]))]) });
        var name = call.Body!["name"]!.GetValue<string>();
        return _folders.Add(below + name) ? Json(201, Shape(name)) : Error(409, "nameAlreadyExists", "An item with the same name already exists under the parent.");

        static JsonObject Shape(string name) => new() { ["id"] = $"F{name}", ["name"] = name, ["folder"] = new JsonObject { ["childCount"] = 0 } };
    }

    /// <summary>Every delta token of a list given out so far is dead.</summary>
    public void Expire(string list) => List(list).Epoch++;

    /// <summary>Subscriptions vanish without a word.</summary>
    public void DropSubscriptions() => _subscriptions.Clear();

    /// <summary>The live items of a list, each as its fields with its id.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object>> Rows(string list) =>
        [.. List(list).Items.Where(item => !item.Now.Deleted).OrderBy(item => item.Id).Select(item => new Dictionary<string, object>(item.Now.Values) { ["id"] = Number(item.Id) })];

    private Writer By(string person) => _people.TryGetValue(person, out var known) ? new Writer(known.Id, known.Name, false) : App;

    private static Dictionary<string, object> Values(MemoryList list, JsonObject fields, IReadOnlyDictionary<string, object>? over) => ItemJson.Read(list, fields, over);
}
