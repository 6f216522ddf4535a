using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>How people find an item: by what they read in its list.</summary>
/// <param name="List">List.</param>
/// <param name="Column">Column.</param>
/// <param name="Value">What stands there.</param>
internal sealed record Place(ListSchema List, string Column, string Value)
{
    /// <summary>A unit's return for a round.</summary>
    public static Place Return(string round, string unit) => new(UnitReturns.List, "ReturnKey", $"{round}|{unit}");

    /// <summary>A sudden nomination or a letter of praise, which a clerk opened.</summary>
    public static Place Own(string title) => Own(UnitReturns.List, title);

    /// <summary>An item by the title that people gave it.</summary>
    public static Place Own(ListSchema list, string title) => new(list, "Title", title);

    /// <summary>A council session.</summary>
    public static Place Session(string title) => new(CouncilSessions.List, "Title", title);

    /// <summary>A submission, by its source and addressee as its title has them.</summary>
    public static Place Submission(string source, string addressee) => new(Submissions.List, "Title", Texts.Text.Vi("submission.title", source, addressee));
}

/// <summary>What a clerk knows of somebody who is proposed.</summary>
internal static class LineFacts
{
    /// <summary>A person: rated, in service, without anything against them unless said.</summary>
    public static JObject Person(string? rating = "tot", int? months = 12, string discipline = "none", string? pending = "no", bool recruit = false)
    {
        var facts = new JObject
        {
            ["Achievement"] = "Hoàn thành nhiệm vụ được giao (số liệu mẫu).",
            ["PersonType"] = Nominations.PersonType.Word("vien_chuc"),
            ["Participation"] = Nominations.Participation.Word("yes"),
            ["Discipline"] = Nominations.Discipline.Word(discipline),
            ["NewRecruit"] = Nominations.NewRecruit.Word(recruit ? "yes" : "no"),
        };
        if (rating is not null) facts["Rating"] = Nominations.Rating.Word(rating);
        if (months is not null) facts["MonthsServed"] = months;
        if (pending is not null) facts["PendingCase"] = Nominations.PendingCase.Word(pending);
        return facts;
    }

    /// <summary>A collective of so many people.</summary>
    public static JObject Collective(int members, string rating = "tot") => new()
    {
        ["Subject"] = Nominations.Subject.Word("collective"),
        ["Achievement"] = "Hoàn thành tốt nhiệm vụ của đơn vị (số liệu mẫu).",
        ["MemberCount"] = members,
        ["TaskRating"] = Nominations.TaskRating.Word(rating),
        ["Participation"] = Nominations.Participation.Word("yes"),
        ["United"] = Nominations.United.Word("yes"),
        ["DisciplinedMembers"] = 0,
    };

    /// <summary>An answer in the list of requests.</summary>
    public static JObject Answer(string answer, string? exceptions = null, string? comment = null)
    {
        var fields = new JObject { ["Decision"] = Requests.Decision.Word(answer) };
        if (exceptions is not null) fields["Exceptions"] = exceptions;
        if (comment is not null) fields["Comment"] = comment;
        return fields;
    }

    /// <summary>A paper entered in the list of requests.</summary>
    public static JObject Paper(string number, string day, string file, string signedBy = "Người ký mẫu")
    {
        var fields = Answer("recorded");
        (fields["DecisionNumber"], fields["DecisionDate"], fields["SignedBy"], fields["SignedFile"]) = (number, $"{day}T00:00:00Z", signedBy, file);
        return fields;
    }
}
