using EmulationM365.Rules;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Rules;

/// <summary>Eligibility cases in the vocabulary of facts: <c>cases.json</c> with the verdict that the law gives, <c>own-cases.json</c> with combinations of our own.</summary>
internal static class CaseFile
{
    private static readonly JArray Cases = Load("cases.json");
    private static readonly JArray Own = Load("own-cases.json");

    /// <summary>Ids of the cases that must be met: the text or a trustworthy summary was read, and it can be read in one way only.</summary>
    public static IEnumerable<string> Ids(bool gate) => Cases.Where(one => Gate(one) == gate).Select(one => (string)one["id"]!);

    /// <summary>Ids of the cases for one award, situation left out.</summary>
    public static IEnumerable<string> IdsOf(string award) => Cases.Where(one => ((string)one["award"]!).Split('(')[0].Trim() == award).Select(one => (string)one["id"]!);

    /// <summary>Ids of our own cases.</summary>
    public static IEnumerable<string> OwnIds => Own.Select(one => (string)one["id"]!);

    /// <summary>The case as JSON, to be changed by a test.</summary>
    public static JObject JsonOf(string id) => (JObject)Cases.Concat(Own).Single(one => (string?)one["id"] == id).DeepClone();

    /// <summary>Facts of a case.</summary>
    public static Facts FactsOf(string id) => FactsOf(JsonOf(id));

    /// <summary>Facts of a case.</summary>
    public static Facts FactsOf(JObject item) => Vocabulary.Read(new JArray(item)).Single().Facts;

    /// <summary>The verdict that the law gives.</summary>
    public static Standing Expected(string id) => (string?)JsonOf(id)["expected"] switch
    {
        "eligible" => Standing.Eligible,
        "ineligible" => Standing.Ineligible,
        "needs-evidence" => Standing.NeedsEvidence,
        var other => throw new InvalidOperationException($"{id} expects '{other}'"),
    };

    /// <summary>Articles of the law that the case rests on, as <c>24(1)(a)</c>; none where its source was not read.</summary>
    public static IReadOnlyList<string> Articles(string id) => ((string)JsonOf(id)["source"]!).Split(", ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads JSON as the console does: days stay text.</summary>
    public static JArray Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        return JArray.Load(reader);
    }

    private static bool Gate(JToken one) => (string?)one["sourceTier"] != "recalled" && !(bool)one["interpretive"]!;

    private static JArray Load(string file) => Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rules", file)));
}
