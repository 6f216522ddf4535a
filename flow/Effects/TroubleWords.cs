using System.Text.RegularExpressions;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Words a failure for the office: what is stopped, where, why, and what to do. What the machine said stays in the log.</summary>
public static partial class TroubleWords
{
    /// <summary>The trouble that a debt is, for the list of requests.</summary>
    /// <param name="what">What could not be done.</param>
    /// <param name="failure">What came in between.</param>
    /// <param name="year">Campaign year, which is in the names of lists.</param>
    /// <param name="now">When it was last tried.</param>
    public static Trouble Of(Undone what, Exception failure, int year, DateTimeOffset now)
    {
        var (stopped, cause) = (Stopped(what, year), Cause(failure));
        var where = failure is UnknownEventException unknown ? Stopped(Undone.Case(unknown.CaseId), year) : Where(failure, year) ?? stopped;
        return new Trouble(what.Key, what.CaseId, Text.Vi("trouble.title", stopped), Text.Vi("trouble.why", stopped, Text.Vi($"trouble.cause.{cause}", where),
            Text.Vi($"trouble.todo.{cause}"), Requests.Decision.Word(Requests.Retry), Requests.Decision.DisplayName(Requests.List.Name), VietnamTime.Write(now)));
    }

    private static string Stopped(Undone what, int year)
    {
        var (list, item) = what.List.Length > 0 ? (what.List, what.Id) : CaseMap.ListOf(what.Id) is { } of ? (of, AnyCase.ItemIdOf(what.Id)) : ("", what.Id);
        if (SiteSchema.Lists.FirstOrDefault(schema => schema.Name == list) is not { } found) return what.Id;
        return item.Length > 0 ? Text.Vi("trouble.place", found.DisplayName(year), item) : found.DisplayName(year);
    }

    private static string Cause(Exception failure) => failure switch
    {
        UnknownEventException => "unknownEvent",
        M365Exception { Failure: Failure.Forbidden } => "forbidden",
        M365Exception { Failure: Failure.NotFound } => "notFound",
        M365Exception { Failure: Failure.Conflict } => "conflict",
        M365Exception => "refused",
        _ => "broken",
    };

    /// <summary>The list that the failed call names, by the name staff know.</summary>
    private static string? Where(Exception failure, int year) => failure is M365Exception && NamedList().Match(failure.Message) is { Success: true } match
        ? SiteSchema.Lists.FirstOrDefault(list => list.Name == match.Groups[1].Value)?.DisplayName(year) : null;

    [GeneratedRegex(@"\blist (\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex NamedList();
}
