using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Several writes in one request: each judged alone, whatever the order, and only what was refused for sure is sent again.</summary>
public sealed class BatchTests
{
    private static readonly DateTimeOffset Start = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Fault", "18")]
    public async Task Each_Is_Judged_By_Its_Own_Answer_And_None_By_Its_Place()
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (_, body) => Answers(body, reversed: true, id => id switch
        {
            "1" => (200, """{"@odata.etag":"\"m,2\""}""", null),
            "2" => (412, """{"error":{"code":"notAllowed","message":"changed"}}""", null),
            "3" => (503, "\"PGh0bWw+\"", null),
            "4" => (504, "{}", null),
            "5" => (500, """{"error":{"code":"generalException","message":"x","innerError":{"code":"0x810200BF"}}}""", null),
            "6" => (500, """{"error":{"code":"generalException","message":"x"}}""", null),
            "7" => (404, """{"error":{"code":"itemNotFound","message":"x"}}""", null),
            _ => null,
        }));
        using var tenancy = ScriptedWire.Tenancy(wire, time);
        var written = await ScriptedWire.Lines(tenancy).UpdateManyAsync(Writes(8), Cancel);
        Assert.Equal(
            [null, Failure.Changed, Failure.Unknown, Failure.Unknown, Failure.Conflict, Failure.Unknown, Failure.NotFound, Failure.Unknown], written.Select(write => write.Failure?.Failure));
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], written.Select(write => write.Item.Id));
        Assert.Equal(("\"m,2\"", "\"m,1\""), (written[0].Item.ETag, written[1].Item.ETag));
        Assert.Equal("write item 2 of list Nominations", written[1].Failure!.What);
        Assert.Single(wire.Sent);
    }

    [Theory]
    [Trait("Fault", "14")]
    [Trait("Fault", "18")]
    [InlineData("7", null, 7)]
    [InlineData("2.5", null, 2.5)]
    [InlineData("0", null, 1)]
    [InlineData("Thu, 20 Nov 2025 08:00:42 GMT", null, 42)]
    [InlineData("7", "20", 20)]
    [InlineData(null, null, 1)]
    public async Task Only_What_Was_Throttled_Is_Sent_Again_And_Nobody_Goes_Out_Before_The_Time(string? told, string? reset, double seconds)
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (request, body) => request.Method == HttpMethod.Get
            ? ScriptedWire.Json(200, """{"value":[]}""")
            : Answers(body, reversed: false, id => ScriptedWire.Inside(body).Count == 3 && id is "2" or "3" ? (429, "{}", Headers(told, id == "3" ? reset : null)) : (200, "{}", null)));
        using var tenancy = ScriptedWire.Tenancy(wire, time);
        var lines = ScriptedWire.Lines(tenancy);

        var batch = lines.UpdateManyAsync(Writes(3), Cancel);
        var wait = await time.WaitBegunAsync(Cancel);
        var other = lines.QueryAsync(null, Cancel);
        time.Advance(wait - TimeSpan.FromMilliseconds(1));
        Assert.Single(wire.Sent);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.All(await batch, write => Assert.Null(write.Failure));
        await other;

        Assert.Equal(TimeSpan.FromSeconds(seconds), wait);
        Assert.Equal(["2", "3"], ScriptedWire.Inside(wire.Sent.Last(sent => sent.Body.Length > 0).Body).Select(inside => ((string)inside["url"]!).Split('/')[^2]));
        Assert.All(wire.Sent.Skip(1), sent => Assert.True(sent.At >= Start + wait));
    }

    [Fact]
    [Trait("Fault", "14")]
    [Trait("Fault", "15")]
    public async Task A_Long_Wait_Inside_Ends_As_Throttled_And_Closes_The_Way_For_All()
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (_, body) => Answers(body, reversed: false, id => id == "1" ? (200, "{}", null) : (429, "{}", Headers("900", null))));
        using var tenancy = ScriptedWire.Tenancy(wire, time);
        var lines = ScriptedWire.Lines(tenancy);
        var written = await lines.UpdateManyAsync(Writes(2), Cancel);
        Assert.Equal([null, Failure.Throttled], written.Select(write => write.Failure?.Failure));
        Assert.Equal(TimeSpan.FromSeconds(900), written[1].Failure!.RetryAfter);
        await Assert.ThrowsAsync<M365Exception>(() => lines.QueryAsync(null, Cancel));
        Assert.Single(wire.Sent);
    }

    [Theory]
    [Trait("Fault", "16")]
    [Trait("Fault", "18")]
    [InlineData(503, Failure.Unknown)]
    [InlineData(504, Failure.Unknown)]
    [InlineData(500, Failure.Unknown)]
    [InlineData(400, Failure.Refused)]
    [InlineData(403, Failure.Forbidden)]
    [InlineData(0, Failure.Unknown)]
    [InlineData(-1, Failure.Unknown)]
    public async Task Where_The_Batch_As_A_Whole_Fails_Each_Write_Is_What_It_Is(int status, Failure failure)
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (_, _) => status switch
        {
            0 => throw new HttpRequestException(HttpRequestError.ResponseEnded),
            -1 => ScriptedWire.Json(200, """{"responses":[{"id":"1","sta"""),
            _ => ScriptedWire.Json(status),
        });
        using var tenancy = ScriptedWire.Tenancy(wire, time);
        var written = await ScriptedWire.Lines(tenancy).UpdateManyAsync(Writes(3), Cancel);
        Assert.All(written, write => Assert.Equal((failure, failure != Failure.Unknown), (write.Failure!.Failure, write.Failure.OutcomeKnown)));
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Twenty_Go_In_One_And_Cost_What_They_Cost_Alone()
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (_, body) => Answers(body, reversed: false, _ => (200, "{}", null)));
        using var tenancy = ScriptedWire.Tenancy(wire, time);
        var written = await ScriptedWire.Lines(tenancy).UpdateManyAsync(Writes(45), Cancel);
        Assert.Equal((45, 3), (written.Count(write => write.Failure is null), wire.Sent.Count));
        Assert.Equal(new Cost(3, 45, 90), tenancy.Meter.Total);
        var inside = ScriptedWire.Inside(wire.Sent[0].Body);
        Assert.Equal(20, inside.Count);
        Assert.Equal("/sites/contoso.sharepoint.com,00000000-0000-0000-0000-000000000001,00000000-0000-0000-0000-000000000002/lists/00000000-0000-0000-0000-000000000003/items/1/fields", (string)inside[0]["url"]!);
        Assert.Equal(("PATCH", "\"m,1\"", "application/json", "2025-01-02"), ((string)inside[0]["method"]!, (string)inside[0]["headers"]!["If-Match"]!, (string)inside[0]["headers"]!["Content-Type"]!, (string)inside[0]["body"]![Nominations.CaseId.WireName]!));
    }

    private static List<(Item, Fields)> Writes(int count) => [.. Enumerable.Range(1, count).Select(number => (
        new Item(number.ToString(System.Globalization.CultureInfo.InvariantCulture), "\"m,1\"", "", new Dictionary<EmulationM365.Schema.ColumnSchema, object>(), new Editor(null, "", null), Start, false),
        new Fields { [Nominations.CaseId] = "2025-01-02" }))];

    private static JObject Headers(string? told, string? reset)
    {
        var headers = new JObject();
        // Whatever the spelling: the names of headers inside a batch are members of an object.
        if (told is not null) headers["retry-after"] = told;
        if (reset is not null) headers["RateLimit-Reset"] = reset;
        return headers;
    }

    /// <summary>Answers to the requests of a batch; the ids are those of the lines. A null leaves one out.</summary>
    private static HttpResponseMessage Answers(string batch, bool reversed, Func<string, (int Status, string Body, JObject? Headers)?> answer)
    {
        var answers = new List<JObject>();
        foreach (var inside in ScriptedWire.Inside(batch))
        {
            if (answer(((string)inside["url"]!).Split('/')[^2]) is not { } told) continue;
            answers.Add(new JObject { ["id"] = inside["id"], ["status"] = told.Status, ["headers"] = told.Headers ?? [], ["body"] = JToken.Parse(told.Body) });
        }

        if (reversed) answers.Reverse();
        return ScriptedWire.Json(200, new JObject { ["responses"] = new JArray(answers) }.ToString());
    }
}
