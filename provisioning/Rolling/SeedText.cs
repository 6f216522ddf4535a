using System.Globalization;
using System.Text;
using EmulationM365.Campaigns;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>Writes a campaign year as the files of its seed: the same year always gives the same bytes, and reading them gives the same year.</summary>
public static class SeedText
{
    /// <summary>The texts by file name.</summary>
    public static IReadOnlyDictionary<string, string> Of(Campaign campaign) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["campaign.json"] = Write(Head(campaign)),
        ["units.json"] = Write(Rows(campaign.Units, unit => new JObject
        {
            ["key"] = unit.Key, ["name"] = unit.Name, ["kind"] = unit.Kind, ["aliases"] = new JArray(unit.Aliases), ["confirmed"] = unit.Confirmed, ["reason"] = unit.Reason,
        })),
        ["roles.json"] = Write(Rows(campaign.Roles, role => new JObject { ["key"] = role.Key, ["name"] = role.Name, ["appointedBy"] = role.AppointedBy, ["source"] = role.Source })),
        ["movements.json"] = Write(Rows(campaign.Movements, Row)),
        ["rounds.json"] = Write(Rows(campaign.Rounds, round => new JObject
        {
            ["key"] = round.Key, ["name"] = round.Name, ["opens"] = Day(round.Opens), ["due"] = Day(round.Due), ["confirmed"] = round.Confirmed, ["reason"] = round.Reason,
        })),
        ["routes.json"] = Write(Rows(campaign.Routes, Row)),
        ["tasks.json"] = Write(Rows(campaign.Tasks, Row)),
        ["settings.json"] = Write(Rows(campaign.Settings, Row)),
    };

    private static JObject Head(Campaign campaign)
    {
        var head = new JObject { ["year"] = campaign.Year, ["organisation"] = campaign.Organisation, ["launch"] = Day(campaign.Launch), ["confirmed"] = Unless(campaign.Confirmed), ["reason"] = campaign.Reason };
        if (campaign.Defects.Count > 0)
            head["defects"] = Rows(campaign.Defects, defect => new JObject { ["where"] = defect.Where, ["quoted"] = defect.Quoted, ["reading"] = defect.Reading, ["note"] = defect.Note });
        return Without(head);
    }

    private static JObject Row(Movement movement) => new()
    {
        ["key"] = movement.Key, ["name"] = movement.Name, ["launchedBy"] = movement.LaunchedBy, ["level"] = movement.Level, ["kind"] = movement.Kind, ["scope"] = movement.Scope,
        ["from"] = Day(movement.From), ["to"] = Day(movement.To), ["inheritedFrom"] = movement.InheritedFrom, ["source"] = movement.Source,
        ["confirmed"] = Unless(movement.Confirmed), ["reason"] = movement.Reason,
    };

    private static JObject Row(Route route) => new()
    {
        ["key"] = route.Key, ["name"] = route.Name, ["policeName"] = route.PoliceName, ["kind"] = route.Kind, ["form"] = route.Form, ["steps"] = new JArray(route.Steps),
        ["authority"] = route.Authority, ["threshold"] = route.Threshold, ["source"] = route.Source,
    };

    private static JObject Row(PlanTask task) => new()
    {
        ["id"] = task.Id, ["title"] = task.Title, ["owner"] = task.Owner, ["due"] = Day(task.Due), ["period"] = task.Period, ["source"] = task.Source, ["keptIn"] = task.KeptIn,
        ["confirmed"] = Unless(task.Confirmed), ["reason"] = task.Reason,
    };

    private static JObject Row(Setting setting) => new()
    {
        ["key"] = setting.Key, ["name"] = setting.Name, ["value"] = setting.Value, ["source"] = setting.Source, ["confirmed"] = setting.Confirmed, ["reason"] = setting.Reason,
        ["from"] = Day(setting.From), ["to"] = Day(setting.To),
    };

    private static JArray Rows<T>(IEnumerable<T> rows, Func<T, JObject> row) => new(rows.Select(each => Without(row(each))));

    /// <summary>What is confirmed unless the file says otherwise.</summary>
    private static bool? Unless(bool confirmed) => confirmed ? null : false;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The row without what it does not say.</summary>
    private static JObject Without(JObject row)
    {
        foreach (var empty in row.Properties().Where(property => property.Value is JValue { Value: null }).ToList()) empty.Remove();
        return row;
    }

    private static string Write(JToken root)
    {
        var text = new StringBuilder();
        Write(text, root, "");
        return text.Append('\n').ToString();
    }

    /// <summary>As the files are kept by hand: two blanks a level, a list of words on one line.</summary>
    private static void Write(StringBuilder text, JToken token, string indent)
    {
        if (token is not JContainer { Count: > 0 } inside || (token is JArray words && words.All(word => word is JValue)))
        {
            text.Append(token is JArray line ? $"[{string.Join(", ", line.Select(word => word.ToString(Formatting.None)))}]" : token.ToString(Formatting.None));
            return;
        }

        text.Append(token is JArray ? "[" : "{");
        foreach (var (part, at) in inside.Select((part, at) => (part, at)))
        {
            text.Append(at == 0 ? "\n" : ",\n").Append(indent).Append("  ");
            if (part is JProperty property) text.Append(JsonConvert.ToString(property.Name)).Append(": ");
            Write(text, part is JProperty named ? named.Value : part, indent + "  ");
        }

        text.Append('\n').Append(indent).Append(token is JArray ? ']' : '}');
    }
}
