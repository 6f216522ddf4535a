namespace EmulationM365.Tests.LocalM365;

/// <content>Subscriptions, pages, files, people and mail, batches.</content>
public static partial class PlantedRequests
{
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
