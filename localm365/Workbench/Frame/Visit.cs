using Microsoft.AspNetCore.Http.Features;

namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>Everything a page needs of the request it answers. Bound like a parameter; whoever is not signed in is sent to choose a person first.</summary>
internal sealed class Visit
{
    /// <summary>All that one form may send, its files among it: more than is taken of one file, so that whoever sends too much is told so by the page.</summary>
    public const int MostBytes = 100 * 1024 * 1024;

    private const int MostFields = 200_000;

    private Visit(HttpContext http, Tenant tenant, Visitor visitor) => (Http, Tenant, Visitor, Desk) = (http, tenant, visitor, new Desk(http, tenant, visitor));

    public HttpContext Http { get; }

    public Tenant Tenant { get; }

    public Visitor Visitor { get; }

    public Words Words => Visitor.Words;

    public Desk Desk { get; }

    /// <summary>The path and query of the page.</summary>
    public string Here => Http.Request.Path.ToUriComponent() + Http.Request.QueryString.ToUriComponent();

    /// <summary>Answers a page for the visitor of the request.</summary>
    public static RequestDelegate For(Func<Visit, Task<IResult>> page) => async http =>
    {
        var tenant = http.RequestServices.GetRequiredService<Tenant>();
        var answer = Visitor.Of(http, tenant) switch
        {
            null => SignInPages.SendTo(http),
            _ when !IsOwn(http.Request) => Results.Text("This form was not sent from a page of this machine.", statusCode: 403),
            var visitor => await AnswerAsync(new Visit(http, tenant, visitor), page),
        };
        await answer.ExecuteAsync(http);
    };

    /// <inheritdoc cref="For(Func{Visit, Task{IResult}})"/>
    public static RequestDelegate For(Func<Visit, IResult> page) => For(visit => Task.FromResult(page(visit)));

    public string Route(string name) => Http.GetRouteValue(name) as string ?? "";

    public string? Query(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Where a list that has several pages is to begin.</summary>
    public int From => int.TryParse(Query("from"), NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0;

    /// <summary>A number out of an address; null when there is none, or something else.</summary>
    public static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads from the stores with the rights of the visitor.</summary>
    public T Read<T>(Func<Session, GraphCall, T> ask) => Tenant.Database.Read(session => ask(session, Visitor.Call(Http)));

    /// <summary>What the page's form sent: a long list as a grid sends thousands of fields.</summary>
    public async Task<IFormCollection> FormAsync()
    {
        if (!Http.Request.HasFormContentType) throw new Refused(415, "unsupportedMediaType", "This is no form.");
        Http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MostBytes;
        try
        {
            return await Http.Request.ReadFormAsync(new FormOptions { ValueCountLimit = MostFields }, Http.RequestAborted);
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode == 413)
        {
            throw new Refused(413, "requestEntityTooLarge", Words["form.large"]);
        }
        catch (InvalidDataException broken)
        {
            throw new Refused(400, "invalidRequest", broken.Message);
        }
    }

    public IResult Show(Screen screen) => screen.Show(Http, Visitor);

    /// <summary>A page that says in a sentence why there is nothing to see.</summary>
    public IResult Sorry(int status, string sentence, Area area = Area.Sites) => Show(new Screen(area, sentence, Markup.Of($"""<div class="empty"><h1>{sentence}</h1><p><a href="/">{Words["sorry.home"]}</a></p></div>""")) { Status = status, IsNarrow = true });

    /// <summary>What the stores refuse becomes a page in the visitor's language.</summary>
    private static async Task<IResult> AnswerAsync(Visit visit, Func<Visit, Task<IResult>> page)
    {
        try
        {
            return await page(visit);
        }
        catch (Refused refused)
        {
            var words = visit.Words;
            return visit.Sorry(refused.Status, refused.Status switch { 403 => words["sorry.denied"], 404 => words["sorry.missing"], _ => words.Of("refused.other", refused.Message) });
        }
    }

    /// <summary>A form is taken only from a page of this origin; browsers say where a request comes from.</summary>
    private static bool IsOwn(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return true;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is "same-origin" or "none";
        return request.Headers.Origin.ToString() is not { Length: > 0 } origin || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);
    }
}
