using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EmulationM365.Tests.Contract;

/// <summary>What kind of call a request is: its method, its path without ids and names, the options it gives and the form of its filter.</summary>
internal static partial class CallTemplate
{
    /// <summary>The template of a request; for a batch also those of the requests inside.</summary>
    public static IEnumerable<string> Of(HttpRequestMessage request, JsonNode? body)
    {
        yield return Of(request.Method.Method, request.RequestUri!);
        if (!request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal)) yield break;
        foreach (var inner in body!["requests"]!.AsArray())
            yield return "in a batch " + Of(inner!["method"]!.GetValue<string>(), new Uri(new Uri("http://x"), "/v1.0" + inner["url"]!.GetValue<string>()));
    }

    private static string Of(string method, Uri url)
    {
        var path = Uri.UnescapeDataString(url.AbsolutePath).Replace("microsoft.graph.", "graph.", StringComparison.Ordinal).Replace("delta()", "delta", StringComparison.Ordinal);
        path = Within().Replace(path, "root:/*:/");
        var options = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).Select(Option).Where(option => option.Length > 0).Order(StringComparer.Ordinal);
        return $"{method} {Name().Replace(path, "$1/*")} {string.Join(' ', options)}".TrimEnd();
    }

    private static string Option(string option) => option.Split('=', 2) switch
    {
        ["$filter", var filter] => "filter " + Repeated().Replace(Literal().Replace(filter.Replace('+', ' '), "*"), "$1"),
        ["$expand", var expand] => "expand " + expand.Split('(')[0],
        // How many a page holds, and which members come with it, is asked on either side as the case needs it.
        ["$top" or "$select", _] => "",
        [var name, ..] => name,
        _ => "",
    };

    // sites/{id}, lists/{id}, items/{id}, …: the name that follows a collection, and what REST has in brackets
    [GeneratedRegex(@"(/(?:sites|lists|items|users|drives|pages|subscriptions|root:)|\b(?:sitegroups|removebyid)(?=\())(?:/(?!graph\.sitePage$|delta$|removebyid)[^/]+|\([^)]*\))")]
    private static partial Regex Name();

    // A folder by its path, and what is asked of it.
    [GeneratedRegex(@"root:/[^:]+:/")]
    private static partial Regex Within();

    [GeneratedRegex(@"(?<=\bfields/)\w+|'(?:[^']|'')*'|\b\d+\b")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(fields/\* \w+ \*)(?: or \1)+")]
    private static partial Regex Repeated();
}
