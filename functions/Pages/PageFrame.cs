using System.Security.Cryptography;
using System.Text;
using EmulationM365.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace EmulationM365.Functions.Pages;

/// <summary>
/// The frame of every page: heading, footer, headers that forbid scripts. A mail scanner that runs scripts finds nothing to run, and a browser that blocks them
/// loses nothing.
/// </summary>
public static class PageFrame
{
    private static readonly string Css = ReadCss();
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Nobody is signed in who can be believed.</summary>
    public static IActionResult SignIn(HttpContext context) => Answer(context, 401, Text.Say("page.signIn.title"), Note("warn", Text.Say("page.signIn")), null);

    /// <summary>The form came from another site.</summary>
    public static IActionResult CrossSite(HttpContext context) => Answer(context, 403, Text.Say("page.signIn.title"), Note("bad", Text.Say("page.crossSite")), null);

    /// <summary>The form cannot be read.</summary>
    public static IActionResult BadForm(HttpContext context, string field) => Answer(context, 400, Text.Say("page.answer"), Note("bad", Text.Say("page.badForm", field)), null);

    /// <summary>There is nothing at this address.</summary>
    public static IActionResult NotFound(HttpContext context, string person) => Answer(context, 404, Text.Say("page.notFound.title"), Note("warn", Text.Say("page.notFound")), person);

    /// <summary>The case is stopped until a fault is mended: nothing was recorded.</summary>
    public static IActionResult Stopped(HttpContext context, string person) => Answer(context, 503, Text.Say("page.parked.title"), Note("warn", Text.Say("refuse.caseParked")), person);

    /// <summary>A sentence that stands out: <c>ok</c>, <c>info</c>, <c>warn</c> or <c>bad</c>.</summary>
    public static Html Note(string kind, string text) => Html.Of($"""<p class="note {kind}" role="status">{text}</p>""");

    /// <summary>A page.</summary>
    public static ContentResult Answer(HttpContext context, int status, string title, Html body, string? person)
    {
        var headers = context.Response.Headers;
        (headers.ContentSecurityPolicy, headers.CacheControl, headers.XContentTypeOptions, headers["Referrer-Policy"]) = (Policy, "no-store", "nosniff", "no-referrer");
        var page = Html.Of($"""
            <!doctype html><html lang="{Text.Spoken ?? Text.Vietnamese}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
            <style>CSS</style></head><body><header class="app">{Text.Say("page.app")}</header>
            <main><h1>{title}</h1>{body}</main>
            <footer>{(person is null ? "" : Text.Say("page.signedInAs", person) + " · ")}{PageLanguage.Link()}</footer></body></html>
            """);
        return new ContentResult
        {
            StatusCode = status, ContentType = "text/html; charset=utf-8", Content = page.ToString().Replace("<style>CSS</style>", $"<style>{Css}</style>", StringComparison.Ordinal),
        };
    }

    private static string ReadCss()
    {
        using var reader = new StreamReader(typeof(PageFrame).Assembly.GetManifestResourceStream("request.css")!);
        return reader.ReadToEnd();
    }
}
