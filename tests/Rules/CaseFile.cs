using EmulationM365.Rules;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Rules;

/// <summary>The eligibility cases of <c>cases.json</c>: facts and the verdict that the law gives. A fact that is absent or null is unknown.</summary>
internal static class CaseFile
{
    private static readonly JArray Cases = Load();

    /// <summary>Ids of the cases whose source was read, or of those whose source was not.</summary>
    public static IEnumerable<string> Ids(bool recalled) => Cases.Where(one => (string?)one["sourceTier"] == "recalled" == recalled).Select(one => (string)one["id"]!);

    /// <summary>Facts of a case.</summary>
    public static Facts FactsOf(string id)
    {
        var found = Cases.Single(one => (string?)one["id"] == id);
        var facts = (JObject)found["facts"]!;
        return new Facts
        {
            Award = "ldtt",
            RulePack = (string?)found["rulePack"],
            Year = (int?)facts["year"],
            Regime = (string?)facts["regime"],
            PersonType = (string?)facts["personType"],
            Rating = (string?)facts["rating"],
            EmulationParticipation = (bool?)facts["emulationParticipation"],
            PendingCase = (bool?)facts["pendingCase"],
            NewRecruit = (bool?)facts["newRecruit"],
            MonthsServed = (int?)facts["monthsServed"],
            MaternityLeaveMonths = (int?)facts["maternityLeaveMonths"],
            TrainingMonths = (int?)facts["trainingMonths"],
            TrainingConduct = (string?)facts["trainingConduct"],
            TrainingResult = (string?)facts["trainingResult"],
            InjuryTreatmentMonths = (int?)facts["injuryTreatmentMonths"],
            MedicalConclusion = (bool?)facts["medicalConclusion"],
            Transfer = facts["transfer"] is JObject move ? new Transfer((int?)move["oldUnitMonths"], (int?)move["newUnitMonths"], (string?)move["oldUnitOpinion"]) : null,
            Discipline = (string?)facts["discipline"],
            AlreadyDeniedIn = (int?)facts["alreadyDeniedIn"],
            ReceivedByAppraiserAt = (string?)facts["receivedByAppraiserAt"] is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", null) : null,
        };
    }

    /// <summary>The verdict that the law gives.</summary>
    public static Standing Expected(string id) => (string?)Cases.Single(one => (string?)one["id"] == id)["expected"] switch
    {
        "eligible" => Standing.Eligible,
        "ineligible" => Standing.Ineligible,
        "needs-evidence" => Standing.NeedsEvidence,
        var other => throw new InvalidOperationException($"{id} expects '{other}'"),
    };

    private static JArray Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Rules", "cases.json");
        using var reader = new JsonTextReader(new StringReader(File.ReadAllText(path))) { DateParseHandling = DateParseHandling.None };
        return JArray.Load(reader);
    }
}
