namespace EmulationM365.Tests.LocalM365;

/// <summary>
/// Wrong requests and what Graph answers: what is wrong, method, path, body, status, the type under which the body comes. In a path <c>{site}</c>,
/// <c>{list}</c>, <c>{drive}</c> and <c>{page}</c> stand for what is in the tenant.
/// </summary>
public static class PlantedRequests
{
    private const string Json = "application/json";

    /// <summary>Requests that do not keep the contract, whatever the tenant holds.</summary>
    public static TheoryData<string, string, string, string?, int, string?> Malformed =>
    [
        .. Lists(), .. Columns(), .. Items(), .. Options(), .. Paths(), .. Wire(), .. Subscriptions(), .. Pages(), .. Files(), .. Directory(), .. Batches(),
    ];

    private static TheoryDataRow<string, string, string, string?, int, string?> Row(string name, string method, string path, string? body = null, int status = 400, string? type = Json) =>
        new(name, method, path, body, status, type) { TestDisplayName = name };

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Lists() =>
    [
        Row("a list with a property nobody knows", "POST", "{site}/lists", """{"displayName":"X","colour":"red"}"""),
        Row("a list with a property in capitals", "POST", "{site}/lists", """{"displayName":"X","Description":"x"}"""),
        Row("a list without a name", "POST", "{site}/lists", """{"description":"x"}"""),
        Row("a list whose name is null", "POST", "{site}/lists", """{"displayName":null}"""),
        Row("a list whose name is a number", "POST", "{site}/lists", """{"displayName":7}"""),
        Row("a list whose facet is a text", "POST", "{site}/lists", """{"displayName":"X","list":"genericList"}"""),
        Row("a list with an unknown member in its facet", "POST", "{site}/lists", """{"displayName":"X","list":{"template":"genericList","colour":1}}"""),
        Row("a list of a template nobody knows", "POST", "{site}/lists", """{"displayName":"X","list":{"template":"wishes"}}"""),
        Row("a list that is hidden in words", "POST", "{site}/lists", """{"displayName":"X","list":{"hidden":"true"}}"""),
        Row("a list with columns that are no array", "POST", "{site}/lists", """{"displayName":"X","columns":{"name":"A","text":{}}}"""),
        Row("a list that says it is an item", "POST", "{site}/lists", """{"@odata.type":"#microsoft.graph.listItem","displayName":"X"}"""),
        Row("a list of a type nobody knows", "POST", "{site}/lists", """{"@odata.type":"#microsoft.graph.wishList","displayName":"X"}"""),
        Row("a list with an annotation nobody knows", "POST", "{site}/lists", """{"displayName":"X","@odata.wish":"x"}"""),
        Row("a list with an annotation on what it does not have", "POST", "{site}/lists", """{"displayName":"X","colour@odata.type":"Edm.String"}"""),
        Row("a binding on a plain property", "POST", "{site}/lists", """{"displayName":"X","description@odata.bind":"https://graph.microsoft.com/v1.0/sites/x"}"""),
        Row("a changed list with an unknown property", "PATCH", "{list}", """{"title":"X"}"""),
        Row("a content type without an object for its base", "POST", "{site}/contentTypes", """{"name":"X","base":"0x01"}"""),
        Row("a content type with an unknown property", "POST", "{site}/contentTypes", """{"name":"X","base":{"id":"0x01"},"color":"red"}"""),
        Row("a copied content type without its address", "POST", "{list}/contentTypes/addCopy", "{}"),
        Row("a copied content type with a parameter nobody knows", "POST", "{list}/contentTypes/addCopy", """{"contentType":"https://x/y","deep":true}"""),
    ];

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Columns() =>
    [
        Row("a column without a name", "POST", "{list}/columns", """{"text":{}}"""),
        Row("a column of two types", "POST", "{list}/columns", """{"name":"A","text":{},"number":{}}"""),
        Row("a column with an unknown member deep inside", "POST", "{list}/columns", """{"name":"A","choice":{"choices":["x"],"colours":["red"]}}"""),
        Row("a column with a choice that is a number", "POST", "{list}/columns", """{"name":"A","choice":{"choices":[1]}}"""),
        Row("a column with a choice that is null", "POST", "{list}/columns", """{"name":"A","choice":{"choices":[null]}}"""),
        Row("a column indexed in words", "POST", "{list}/columns", """{"name":"A","text":{},"indexed":"yes"}"""),
        Row("a column with a length that is no whole number", "POST", "{list}/columns", """{"name":"A","text":{"maxLength":1.5}}"""),
        Row("a column with a length beyond a byte or two", "POST", "{list}/columns", """{"name":"A","text":{"linesForEditing":99999999999}}"""),
        Row("a column with a least number in words", "POST", "{list}/columns", """{"name":"A","number":{"minimum":"nought"}}"""),
        Row("a column of a kind of type nobody knows", "POST", "{list}/columns", """{"name":"A","type":"richtext","text":{}}"""),
        Row("a column of the enum member that stands for the future", "POST", "{list}/columns", """{"name":"A","type":"unknownFutureValue","text":{}}"""),
        Row("a column inside a list with an unknown property", "POST", "{site}/lists", """{"displayName":"X","columns":[{"name":"A","text":{"max":1}}]}"""),
        Row("a column of two types inside a list", "POST", "{site}/lists", """{"displayName":"X","columns":[{"name":"A","text":{},"boolean":{}}]}"""),
        Row("a changed column with an unknown property", "PATCH", "{list}/columns/Status", """{"colour":"red"}"""),
        Row("a default value of a column that is a text", "PATCH", "{list}/columns/Status", """{"defaultValue":"Open"}"""),
    ];

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Items() =>
    [
        Row("an item without its fields", "POST", "{list}/items", """{"contentType":{"id":"0x01"}}"""),
        Row("an item whose fields are an array", "POST", "{list}/items", """{"fields":[]}"""),
        Row("an item with its fields outside of fields", "POST", "{list}/items", """{"Title":"x"}"""),
        Row("an item with an unknown member", "POST", "{list}/items", """{"fields":{"Title":"x"},"colour":"red"}"""),
        Row("an item of another type", "POST", "{list}/items", """{"@odata.type":"#microsoft.graph.driveItem","fields":{"Title":"x"}}"""),
        Row("a field with an annotation nobody knows", "POST", "{list}/items", """{"fields":{"Title":"x","Title@odata.wish":"y"}}"""),
        Row("a field with a binding", "PATCH", "{list}/items/1/fields", """{"Unit@odata.bind":"https://graph.microsoft.com/v1.0/x/1"}"""),
        Row("an item by a key that no item has", "GET", "{list}/items/one"),
        Row("a changed item by a key that no item has", "PATCH", "{list}/items/1.0", """{"fields":{"Title":"x"}}"""),
        Row("fields with a body that is an array", "PATCH", "{list}/items/1/fields", """[{"Title":"x"}]"""),
        Row("fields with a body that is a text", "PATCH", "{list}/items/1/fields", "\"Title\""),
        Row("fields without a body", "PATCH", "{list}/items/1/fields"),
        Row("a body that says delete", "DELETE", "{list}/items/1", """{"reason":"x"}"""),
        Row("a body that asks", "GET", "{list}/items", """{"filter":"x"}"""),
    ];

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Options() =>
    [
        Row("an option nobody knows", "GET", "{list}/items?$page=2"),
        Row("an option of the caller's own", "GET", "{list}/items?verbose=1"),
        Row("an option on what takes none", "DELETE", "{list}/items/1?$select=id"),
        Row("an option on a new item", "POST", "{list}/items?$expand=fields", """{"fields":{"Title":"x"}}"""),
        Row("the same option twice", "GET", "{list}/items?$top=1&$top=2"),
        Row("the same option with and without its sign", "GET", "{list}/items?$top=1&top=2"),
        Row("a count of items, which cannot be counted", "GET", "{list}/items?$count=true"),
        Row("a page of words", "GET", "{list}/items?$top=ten"),
        Row("a page below nothing", "GET", "{list}/items?$top=-1"),
        Row("a page that is no whole number", "GET", "{list}/items?$top=1.5"),
        Row("a selected member nobody knows", "GET", "{list}?$select=id,colour"),
        Row("a selected member in capitals", "GET", "{site}/lists?$select=DisplayName"),
        Row("a selected member below a plain one", "GET", "{list}?$select=list/colour"),
        Row("an expanded member nobody knows", "GET", "{list}/items?$expand=fieldz"),
        Row("an option nobody knows inside of expand", "GET", "{list}/items?$expand=fields($page=1)"),
        Row("an expand that is not closed", "GET", "{list}/items?$expand=fields($select=Title"),
        Row("a member nobody knows inside of expand", "GET", "{list}?$expand=columns($select=colour)"),
        Row("a filter on a field that is not below fields", "GET", "{list}/items?$filter=Status eq 'Open'"),
        Row("a filter on a member nobody knows", "GET", "{site}/lists?$filter=colour eq 'red'"),
        Row("a filter that does not end", "GET", "{list}/items?$filter=fields/Status eq"),
        Row("a filter with a word that is no operator", "GET", "{list}/items?$filter=fields/Status is 'Open'"),
        Row("an order by a member nobody knows", "GET", "{list}/items?$orderby=colour"),
        Row("an order in a direction nobody knows", "GET", "{list}/items?$orderby=fields/Status up"),
        Row("people filtered by what they do not have", "GET", "/v1.0/users?$filter=shoeSize eq 41"),
        Row("people selected by what they do not have", "GET", "/v1.0/users?$select=id,shoeSize"),
        Row("a true that is neither", "GET", "/v1.0/users?$count=yes"),
    ];

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Paths() =>
    [
        Row("a collection that is not there", "GET", "{site}/lizts"),
        Row("a collection in capitals", "GET", "{site}/Lists"),
        Row("a resource in capitals below a list", "GET", "{list}/Items"),
        Row("sites in capitals", "GET", "/v1.0/Sites/localhost:/sites/tdkt"),
        Row("people in capitals", "GET", "/v1.0/Users"),
        Row("an action that is not there", "POST", "{list}/items/1/copyNow", "{}"),
        Row("a put where there is none", "PUT", "{list}/items/1/fields", """{"Title":"x"}""", 405),
        Row("a new thing where things are read", "POST", "{list}/drive", "{}", 405),
        Row("a deletion of all", "DELETE", "{list}/items", null, 405),
        Row("a deletion of what only happens", "DELETE", "{page}/microsoft.graph.sitePage/publish", null, 405),
    ];

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Wire() =>
    [
        Row("a body that is not JSON", "POST", "{site}/lists", "displayName=X"),
        Row("a body that is cut off", "POST", "{site}/lists", """{"displayName":"X" """),
        Row("a body with something behind it", "POST", "{site}/lists", """{"displayName":"X"}{}"""),
        Row("a body with a comma too many", "POST", "{site}/lists", """{"displayName":"X",}"""),
        Row("a member given twice", "POST", "{site}/lists", """{"displayName":"X","displayName":"Y"}"""),
        Row("a member given twice deep inside", "POST", "{list}/items", """{"fields":{"Title":"x","Title":"y"}}"""),
        Row("JSON under the type of a text", "POST", "{site}/lists", """{"displayName":"X"}""", 415, "text/plain"),
        Row("JSON under the type of a form", "POST", "{site}/lists", """{"displayName":"X"}""", 415, "application/x-www-form-urlencoded"),
        Row("JSON under no type", "POST", "{site}/lists", """{"displayName":"X"}""", 400, null),
        Row("a new list without a body", "POST", "{site}/lists"),
    ];

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Subscriptions()
    {
        static string Body(string change, string url, string resource, string expires, string more = "") =>
            $$"""{"changeType":"{{change}}","notificationUrl":"{{url}}","resource":"{{resource}}","expirationDateTime":"{{expires}}"{{more}}}""";
        const string url = "https://functions.test/api/x", list = "sites/{site}/lists/{list}", soon = "2025-05-20T00:00:00Z";
        return
        [
            Row("a subscription to what is created in a list", "POST", "/v1.0/subscriptions", Body("created", url, list, soon)),
            Row("a subscription to a change nobody knows", "POST", "/v1.0/subscriptions", Body("moved", url, list, soon)),
            Row("a subscription to an absolute address", "POST", "/v1.0/subscriptions", Body("updated", url, "https://graph.microsoft.com/v1.0/" + list, soon)),
            Row("a subscription heard over plain HTTP", "POST", "/v1.0/subscriptions", Body("updated", "http://functions.test/x", list, soon)),
            Row("a subscription until a day without an hour", "POST", "/v1.0/subscriptions", Body("updated", url, list, "2025-05-20")),
            Row("a subscription with a state that is too long", "POST", "/v1.0/subscriptions", Body("updated", url, list, soon, $$""","clientState":"{{new string('x', 129)}}" """)),
            Row("a subscription with a TLS nobody knows", "POST", "/v1.0/subscriptions", Body("updated", url, list, soon, ""","latestSupportedTlsVersion":"v2" """)),
            Row("a subscription with an unknown property", "POST", "/v1.0/subscriptions", Body("updated", url, list, soon, ""","secret":"x" """)),
            Row("a subscription without a receiver", "POST", "/v1.0/subscriptions", """{"changeType":"updated","resource":"x","expirationDateTime":"2025-05-20T00:00:00Z"}"""),
            Row("a subscription renewed by a number", "PATCH", "/v1.0/subscriptions/1", """{"expirationDateTime":30}"""),
            Row("a reauthorization with a body", "POST", "/v1.0/subscriptions/1/reauthorize", """{"now":true}"""),
        ];
    }

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Pages()
    {
        static string Page(string more) => $$"""{"@odata.type":"#microsoft.graph.sitePage","name":"x.aspx","title":"X"{{more}}}""";
        static string Canvas(string part) => Page($$""","canvasLayout":{"horizontalSections":[{"layout":"oneColumn","columns":[{"width":12,"webparts":[{{part}}]}]}]}""");
        return
        [
            // graph.md §5: the type is mandatory, and the SDK sends that of the base
            Row("a page without its type", "POST", "{site}/pages", """{"name":"x.aspx","title":"X"}"""),
            Row("a page of the base type", "POST", "{site}/pages", """{"@odata.type":"#microsoft.graph.baseSitePage","name":"x.aspx","title":"X"}"""),
            Row("a page with a layout nobody knows", "POST", "{site}/pages", Page(""","pageLayout":"magazine" """)),
            Row("a page with the layout that stands for the future", "POST", "{site}/pages", Page(""","pageLayout":"unknownFutureValue" """)),
            Row("a page with an unknown property", "POST", "{site}/pages", Page(""","colour":"red" """)),
            Row("a page with an unknown member in its title area", "POST", "{site}/pages", Page(""","titleArea":{"layout":"plain","colour":"red"}""")),
            Row("a web part without its type", "POST", "{site}/pages", Canvas("""{"innerHtml":"<p>x</p>"}""")),
            Row("a web part of another type", "POST", "{site}/pages", Canvas("""{"@odata.type":"#microsoft.graph.message","subject":"x"}""")),
            Row("a text part with the member of another part", "POST", "{site}/pages", Canvas("""{"@odata.type":"#microsoft.graph.textWebPart","webPartType":"x"}""")),
            Row("a section with a layout nobody knows", "POST", "{site}/pages", Page(""","canvasLayout":{"horizontalSections":[{"layout":"fourColumns"}]}""")),
            Row("a changed page without its type", "PATCH", "{page}/microsoft.graph.sitePage", """{"title":"Y"}"""),
            Row("a publication with a body", "POST", "{page}/microsoft.graph.sitePage/publish", """{"when":"now"}"""),
        ];
    }

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Files() =>
    [
        Row("a folder with an unknown property", "POST", "{drive}/items/root/children", """{"name":"X","folder":{},"colour":"red"}"""),
        Row("a folder without a name", "POST", "{drive}/items/root/children", """{"folder":{}}"""),
        Row("a folder that is a text", "POST", "{drive}/items/root/children", """{"name":"X","folder":"yes"}"""),
        Row("a folder with a conflict behaviour nobody knows", "POST", "{drive}/items/root/children", """{"name":"X","folder":{},"@microsoft.graph.conflictBehavior":"ask"}"""),
        Row("a folder with an annotation nobody knows", "POST", "{drive}/items/root/children", """{"name":"X","folder":{},"@microsoft.graph.colour":"red"}"""),
        Row("an upload with a conflict behaviour nobody knows", "PUT", "{drive}/root:/x.txt:/content?@microsoft.graph.conflictBehavior=ask", "x", 400, "text/plain"),
        Row("an upload session deferred in words", "POST", "{drive}/root:/x.txt:/createUploadSession", """{"deferCommit":"yes"}"""),
        Row("an upload session with a parameter nobody knows", "POST", "{drive}/root:/x.txt:/createUploadSession", """{"item":{},"deferUpload":true}"""),
        Row("the fields of a file as a list", "PATCH", "{drive}/items/x/listItem/fields", """[{"Title":"x"}]"""),
        Row("the fields of a file with an option", "PATCH", "{drive}/items/x/listItem/fields?$select=Title", """{"Title":"x"}"""),
        Row("an upload with an option", "PUT", "{drive}/root:/x.txt:/content?overwrite=true", "x", 400, "text/plain"),
    ];

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Directory()
    {
        static string Mail(string message, string more = "") =>
            """{"message":{"subject":"X","toRecipients":[{"emailAddress":{"address":"an@mau.example"}}]""" + message + "}" + more + "}";
        const string send = "/v1.0/users/tdkt@mau.example/sendMail";
        return
        [
            Row("a mail without a message", "POST", send, """{"saveToSentItems":false}"""),
            Row("a mail with a parameter nobody knows", "POST", send, Mail("", ""","urgent":true""")),
            Row("a mail with its parameter in small letters only", "POST", send, Mail("", ""","savetosentitems":false""")),
            Row("a mail kept in words", "POST", send, Mail("", ""","saveToSentItems":"false" """)),
            Row("a mail with an unknown property", "POST", send, Mail(""","colour":"red" """)),
            Row("a mail with a body of a type nobody knows", "POST", send, Mail(""","body":{"contentType":"rtf","content":"x"}""")),
            // graph-wire §4: the enum is in small letters, whatever some samples show
            Row("a mail with a body type in capitals", "POST", send, Mail(""","body":{"contentType":"HTML","content":"x"}""")),
            Row("a mail with members of its message in capitals", "POST", send, Mail(""","Importance":"high" """)),
            Row("a mail with an attachment of no type", "POST", send, Mail(""","attachments":[{"name":"a.txt","contentBytes":"eA=="}]""")),
            Row("a mail with an attachment that is not base64", "POST", send, Mail(""","attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt","contentBytes":"x x"}]""")),
            Row("a mail to an address with an unknown member", "POST", send, """{"message":{"toRecipients":[{"emailAddress":{"mail":"an@mau.example"}}]}}"""),
            Row("a mail to one address instead of several", "POST", send, """{"message":{"toRecipients":{"emailAddress":{"address":"an@mau.example"}}}}"""),
            Row("messages selected by what they do not have", "GET", "/v1.0/users/an@mau.example/messages?$select=colour"),
            Row("messages with an option nobody knows", "GET", "/v1.0/users/an@mau.example/mailFolders/inbox/messages?$page=2"),
            Row("a message read in words", "PATCH", "/v1.0/users/an@mau.example/messages/x", """{"isRead":"yes"}"""),
            Row("a message with an unknown property", "PATCH", "/v1.0/users/an@mau.example/messages/x", """{"colour":"red"}"""),
            Row("a manager asked with an option nobody knows", "GET", "/v1.0/users/an@mau.example/manager?$levels=2"),
        ];
    }

    private static IEnumerable<TheoryDataRow<string, string, string, string?, int, string?>> Batches()
    {
        const string one = """{"id":"1","method":"GET","url":"/users"}""";
        return
        [
            Row("a batch of twenty-one", "POST", "/v1.0/$batch", $$"""{"requests":[{{string.Join(',', Enumerable.Range(1, 21).Select(id => one.Replace("\"1\"", $"\"{id}\"", StringComparison.Ordinal)))}}]}"""),
            Row("a batch of nothing", "POST", "/v1.0/$batch", """{"requests":[]}"""),
            Row("a batch with an unknown member", "POST", "/v1.0/$batch", $$"""{"requests":[{{one}}],"parallel":true}"""),
            Row("a batch with an unknown member in a request", "POST", "/v1.0/$batch", """{"requests":[{"id":"1","method":"GET","url":"/users","retry":3}]}"""),
            Row("a batch with one id twice", "POST", "/v1.0/$batch", $$"""{"requests":[{{one}},{{one}}]}"""),
            Row("a batch with a number for an id", "POST", "/v1.0/$batch", """{"requests":[{"id":1,"method":"GET","url":"/users"}]}"""),
            Row("a batch read instead of sent", "GET", "/v1.0/$batch", null, 405),
            Row("a batch with an option", "POST", "/v1.0/$batch?$top=1", $$"""{"requests":[{{one}}]}"""),
        ];
    }
}
