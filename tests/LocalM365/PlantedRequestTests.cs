using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>
/// graph-wire §2 and §4, and the contract named at the head of graph-wire: what Graph would refuse is refused here, by status, in Graph's words, without a change in the tenant, and kept out of the recording of good traffic.
/// </summary>
public sealed class PlantedRequestTests(PlantedTenant planted) : IClassFixture<PlantedTenant>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(PlantedRequests.Malformed), MemberType = typeof(PlantedRequests))]
    public async Task A_Planted_Wrong_Request_Is_Refused_And_Changes_Nothing(string name, string method, string path, string? body, int status, string? type)
    {
        var before = await planted.FingerprintAsync(Cancel);
        var recorded = planted.Malformed();
        var answer = await planted.SendAsync(method, path, body, type, Cancel);
        Assert.True(status == answer.Status, $"{name}: {answer.Status} {answer.Text}");
        var error = answer.Json["error"]!.AsObject();
        Assert.Equal(["code", "message", "innerError"], error.Select(member => member.Key));
        Assert.NotEmpty(error["code"]!.GetValue<string>());
        Assert.NotEmpty(error["message"]!.GetValue<string>());
        Assert.Equal(["date", "request-id", "client-request-id"], error["innerError"]!.AsObject().Select(member => member.Key));
        Assert.Equal(before, await planted.FingerprintAsync(Cancel));
        Assert.Equal(recorded + 1, planted.Malformed());
    }

    /// <summary>The same requests without the fault in them: were they refused too, the test above would show nothing.</summary>
    [Theory]
    [InlineData("POST", "{site}/lists", """{"@odata.type":"#microsoft.graph.list","displayName":"T1","description":null,"list":{"template":"genericList","hidden":true},"columns":[{"name":"A","number":{"minimum":0,"decimalPlaces":"none"}}]}""", 201)]
    [InlineData("POST", "{list}/columns", """{"name":"T2","choice":{"choices":["x"],"displayAs":"dropDownMenu"},"indexed":true}""", 201)]
    [InlineData("POST", "{list}/items", """{"fields":{"@odata.type":"#microsoft.graph.fieldValueSet","Title":"x","Title@odata.type":"#String"}}""", 201)]
    [InlineData("GET", "{list}/items?$expand=fields($select=Title,Status)&$filter=fields/Status eq 'Open' and not startswith(fields/Status,'x''y(')&$top=1&$orderby=fields/Status desc", null, 200)]
    [InlineData("GET", "{list}?$select=id,displayName,list/template&$expand=columns($select=name;$top=1)", null, 200)]
    [InlineData("GET", "/v1.0/users?$count=true&$top=5&$filter=userPrincipalName eq 'an@mau.example'&$select=id,department", null, 200)]
    [InlineData("POST", "{page}/microsoft.graph.sitePage/publish", "{}", 204)]
    [InlineData("POST", "{drive}/items/root/children", """{"name":"T3","folder":{},"@microsoft.graph.conflictBehavior":"rename"}""", 201)]
    [InlineData("POST", "/v1.0/users/tdkt@mau.example/sendMail", """{"Message":{"subject":"X","body":{"contentType":"html","content":"x"},"toRecipients":[{"emailAddress":{"address":"an@mau.example"}}],"attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt","contentBytes":"eA=="}]},"SaveToSentItems":false}""", 202)]
    [InlineData("POST", "/v1.0/$batch", """{"requests":[{"id":"1","method":"GET","url":"/users"}]}""", 200)]
    public async Task What_Keeps_The_Contract_Is_Taken(string method, string path, string? body, int status)
    {
        var recorded = planted.Malformed();
        var answer = await planted.SendAsync(method, path, body, "application/json", Cancel);
        Assert.True(status == answer.Status, answer.Text);
        Assert.Equal(recorded, planted.Malformed());
    }

    /// <summary>Well formed, and refused for what the tenant holds: these are good traffic.</summary>
    [Theory]
    [InlineData("POST", "{list}/items", """{"fields":{"Titel":"x"}}""")]
    [InlineData("POST", "{list}/items", """{"fields":{"Title":7}}""")]
    [InlineData("POST", "{list}/items", """{"fields":{"Status":"Nowhere"}}""")]
    [InlineData("POST", "{list}/columns", """{"name":"Có dấu","text":{}}""")]
    [InlineData("POST", "{list}/columns", """{"name":"A"}""")]
    [InlineData("POST", "{drive}/items/root/children", """{"name":"a*b","folder":{}}""")]
    [InlineData("POST", "{site}/pages", """{"@odata.type":"#microsoft.graph.sitePage","name":"x.html","title":"X"}""")]
    [InlineData("PATCH", "{page}", """{"@odata.type":"#microsoft.graph.sitePage","title":"Y"}""")]
    public async Task What_The_Tenant_Cannot_Take_Is_Refused_And_Recorded_As_Good_Traffic(string method, string path, string body)
    {
        var before = await planted.FingerprintAsync(Cancel);
        var recorded = planted.Malformed();
        Assert.Equal(400, (await planted.SendAsync(method, path, body, "application/json", Cancel)).Status);
        Assert.Equal((before, recorded), (await planted.FingerprintAsync(Cancel), planted.Malformed()));
    }

    /// <summary>Who sends it does not matter: it is malformed also where it is refused for something else first.</summary>
    [Fact]
    public async Task A_Wrong_Request_Without_A_Token_Is_401_And_Recorded_As_Malformed()
    {
        var recorded = planted.Malformed();
        using var request = planted.Request("POST", "{site}/lists", """{"colour":"red"}""", "application/json");
        request.Headers.Authorization = null;
        using var answer = await planted.Tenant.Http.SendAsync(request, Cancel);
        Assert.Equal((401, recorded + 1), ((int)answer.StatusCode, planted.Malformed()));
    }

    [Fact]
    public async Task A_Batch_With_A_Wrong_Request_In_It_Is_Recorded_Apart_As_A_Whole_And_The_Good_One_In_It_With_The_Good()
    {
        var recorded = planted.Malformed();
        var (good, answer) = (planted.Good("/users/an@mau.example"), await planted.SendAsync("POST", "/v1.0/$batch",
            """{"requests":[{"id":"1","method":"GET","url":"/users/an@mau.example"},{"id":"2","method":"GET","url":"/users?$colour=red"}]}""", "application/json", Cancel));
        Assert.Equal([(1, 200), (2, 400)], answer.Json["responses"]!.AsArray().Select(one => (int.Parse(one!["id"]!.GetValue<string>(), null), one["status"]!.GetValue<int>())).Order());
        Assert.Equal((recorded + 2, good + 1), (planted.Malformed(), planted.Good("/users/an@mau.example")));
    }
}

/// <summary>One tenant for all planted requests, with something of everything in it, and recorded.</summary>
public sealed class PlantedTenant : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localm365-");
    private readonly Dictionary<string, string> _places = [];
    private LocalTenant.Client _product = null!;

    public LocalTenant Tenant { get; private set; } = null!;

    private string File => Path.Combine(_folder.FullName, "traffic.har");

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        Tenant = await LocalTenant.StartAsync(cancel, _folder.FullName, File);
        _product = await Tenant.AsAppAsync(cancel);
        var site = "/v1.0/sites/" + (await _product.GetAsync("/v1.0/sites/localhost:/sites/tdkt", cancel)).Id;
        _places["{site}"] = site;
        async Task<string> MakeAsync(string path, string body) => (await _product.PostAsync(site + path, JsonNode.Parse(body), cancel)).Id;
        _places["{list}"] = $"{site}/lists/{await MakeAsync("/lists", """{"displayName":"Rows","columns":[{"name":"Status","choice":{"choices":["Open"]},"indexed":true}]}""")}";
        await _product.PostAsync(_places["{list}"] + "/items", JsonNode.Parse("""{"fields":{"Title":"One"}}"""), cancel);
        var library = await MakeAsync("/lists", """{"displayName":"Files","list":{"template":"documentLibrary"}}""");
        _places["{drive}"] = "/v1.0/drives/" + (await _product.GetAsync($"{site}/lists/{library}/drive", cancel)).Id;
        _places["{page}"] = $"{site}/pages/{await MakeAsync("/pages", """{"@odata.type":"#microsoft.graph.sitePage","name":"a.aspx","title":"A"}""")}";
    }

    public async ValueTask DisposeAsync()
    {
        await Tenant.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public HttpRequestMessage Request(string method, string path, string? body, string? type)
    {
        foreach (var (name, place) in _places) path = path.Replace(name, place, StringComparison.Ordinal);
        var request = new HttpRequestMessage(new HttpMethod(method), Tenant.Origin + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _product.Token);
        if (body is null) return request;
        foreach (var (name, place) in _places) body = body.Replace(name, place.Split('/')[^1], StringComparison.Ordinal);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null) request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return request;
    }

    public async Task<Answer> SendAsync(string method, string path, string? body, string? type, CancellationToken cancellationToken)
    {
        using var request = Request(method, path, body, type);
        using var answer = await Tenant.Http.SendAsync(request, cancellationToken);
        return await Answer.ReadAsync(answer, cancellationToken);
    }

    /// <summary>All that is in the tenant, as text.</summary>
    public async Task<string> FingerprintAsync(CancellationToken cancellationToken)
    {
        var all = new StringBuilder();
        foreach (var place in new[]
        {
            "{site}/lists?$select=id,displayName,description,list,system&$expand=columns", "{site}/contentTypes", "{list}/contentTypes?$expand=columns", "{list}/items?$expand=fields",
            "{list}/items/1/versions", "{drive}/root/children", "{site}/pages", "{page}/microsoft.graph.sitePage?$expand=canvasLayout", "/v1.0/subscriptions", "/_local/people", "/_local/mails",
        }) all.AppendLine((await SendAsync("GET", place, null, null, cancellationToken)).Text);
        return all.ToString();
    }

    /// <summary>How many malformed requests were recorded so far.</summary>
    public int Malformed() => Entries(Path.ChangeExtension(File, null) + ".faults.har").Count(entry => entry!["_why"]?.GetValue<string>() == "malformed");

    /// <summary>How often good traffic went to an address.</summary>
    public int Good(string end) => Entries(File).Count(entry => entry!["request"]!["url"]!.GetValue<string>().EndsWith(end, StringComparison.Ordinal));

    private static JsonArray Entries(string file)
    {
        if (!System.IO.File.Exists(file)) return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return JsonNode.Parse(stream)!["log"]!["entries"]!.AsArray();
    }
}
