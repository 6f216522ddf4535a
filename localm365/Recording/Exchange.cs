namespace EmulationM365.LocalM365.Recording;

/// <summary>One request and its answer, on the way into a HAR entry. <c>Why</c> says what is wrong with it, null for nothing.</summary>
internal sealed record Exchange(HttpContext Http, string Url, string Identity, string Api, string RequestBody, string ResponseBody, int Status, string? Why)
{
    /// <summary>Writes the entry as it goes: no tree of it is built, as there are many.</summary>
    public void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("startedDateTime", TenantClock.Stamp(now));
        json.WriteNumber("time", 0);
        json.WriteString("_identity", Identity);
        json.WriteString("_api", Api);
        if (Why is not null) json.WriteString("_why", Why);
        Request(json);
        Response(json);
        json.WriteStartObject("cache");
        json.WriteEndObject();
        json.WriteStartObject("timings");
        foreach (var part in new[] { "send", "wait", "receive" }) json.WriteNumber(part, 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Request(Utf8JsonWriter json)
    {
        json.WriteStartObject("request");
        json.WriteString("method", Http.Request.Method);
        json.WriteString("url", Redaction.Text(Url));
        Head(json, Http.Request.Headers);
        json.WriteStartArray("queryString");
        foreach (var (name, value) in Http.Request.Query) Pair(json, name, name == "code" ? Redaction.Mark : Redaction.Text(value.ToString()));
        json.WriteEndArray();
        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", RequestBody.Length);
        if (RequestBody.Length > 0)
        {
            json.WriteStartObject("postData");
            json.WriteString("mimeType", Http.Request.ContentType ?? "");
            json.WriteString("text", Redaction.Text(RequestBody));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void Response(Utf8JsonWriter json)
    {
        json.WriteStartObject("response");
        json.WriteNumber("status", Status);
        json.WriteString("statusText", "");
        Head(json, Http.Response.Headers);
        json.WriteStartObject("content");
        json.WriteNumber("size", ResponseBody.Length);
        json.WriteString("mimeType", Http.Response.ContentType ?? "");
        json.WriteString("text", Redaction.Text(ResponseBody));
        json.WriteEndObject();
        json.WriteString("redirectURL", Redaction.Text(Http.Response.Headers.Location.ToString()));
        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", ResponseBody.Length);
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        json.WriteString("httpVersion", "HTTP/1.1");
        json.WriteStartArray("cookies");
        json.WriteEndArray();
        json.WriteStartArray("headers");
        foreach (var (name, value) in headers)
            Pair(json, name, name is "Authorization" or "Cookie" or "Set-Cookie" ? Redaction.Mark : Redaction.Text(value.ToString()));
        json.WriteEndArray();
    }

    private static void Pair(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("value", value);
        json.WriteEndObject();
    }
}
