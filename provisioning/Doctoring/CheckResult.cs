using EmulationM365.Texts;
using Newtonsoft.Json;

namespace EmulationM365.Provisioning.Doctoring;

/// <summary>What came of one check.</summary>
public static class Verdicts
{
    /// <summary>All is well.</summary>
    public const string Ok = "ok";

    /// <summary>Work goes on, and somebody should look.</summary>
    public const string Warning = "warning";

    /// <summary>It would not work, or not safely.</summary>
    public const string Failed = "failed";

    /// <summary>It was not looked at.</summary>
    public const string Skipped = "skipped";
}

/// <summary>One check of a tenant: what was found, what to do about it and who does it.</summary>
/// <param name="Check">Name of the check.</param>
/// <param name="Verdict">One of <see cref="Verdicts"/>.</param>
/// <param name="Said">What was found.</param>
/// <param name="ToDo">What to do; null when nothing is.</param>
/// <param name="Who">Who does it: <c>global</c>, <c>sharepoint</c>, <c>exchange</c>, <c>teams</c> (administrators), <c>operator</c> (who runs the functions) or <c>office</c>; null when nobody has to.</param>
public sealed record CheckResult(string Check, string Verdict, [property: JsonIgnore] Reason Said, [property: JsonIgnore] Reason? ToDo = null, string? Who = null)
{
    /// <summary>What was found, in Vietnamese.</summary>
    public string Sentence => Said.Vi;

    /// <summary>What was found, in English.</summary>
    public string SentenceEn => Said.En;

    /// <summary>What to do and who, in Vietnamese; null when nothing is to be done.</summary>
    public string? Do => ToDo is null ? null : Text.Vi("doctor.do", Text.Vi($"doctor.who.{Who}"), ToDo.Vi);

    /// <summary>What to do and who, in English.</summary>
    public string? DoEn => ToDo is null ? null : Text.In(Text.English, "doctor.do", Text.In(Text.English, $"doctor.who.{Who}"), ToDo.En);

    /// <summary>All is well.</summary>
    internal static CheckResult Fine(string check, string key, params string[] places) => new(check, Verdicts.Ok, Reason.Of(key, places));

    /// <summary>It was not looked at.</summary>
    internal static CheckResult Left(string check, string key, params string[] places) => new(check, Verdicts.Skipped, Reason.Of(key, places));

    /// <summary>Somebody should look.</summary>
    internal CheckResult Warns(string who, string toDo, params string[] places) => this with { Verdict = Verdicts.Warning, Who = who, ToDo = Reason.Of(toDo, places) };

    /// <summary>It would not work.</summary>
    internal CheckResult Fails(string who, string toDo, params string[] places) => this with { Verdict = Verdicts.Failed, Who = who, ToDo = Reason.Of(toDo, places) };
}

/// <summary>The checks of one site.</summary>
/// <param name="Site">Path of the site.</param>
/// <param name="Year">Campaign year.</param>
/// <param name="Checks">What was found, in the order in which it was looked at.</param>
/// <param name="Requests">HTTP exchanges it took.</param>
/// <param name="Units">SharePoint resource units it took.</param>
public sealed record DoctorReport(string Site, int Year, IReadOnlyList<CheckResult> Checks, long Requests, long Units)
{
    /// <summary>Something would not work.</summary>
    [JsonIgnore]
    public bool Failed => Checks.Any(check => check.Verdict == Verdicts.Failed);
}
