using System.Text;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>The scope as one element sees it: with the members of the loops around it.</summary>
internal sealed record FormatSight(FormatScope Scope, FormatLoop? Loop = null)
{
    private const string Display = "displayValue";

    public FormatValue Field(string name, IReadOnlyList<string> path)
    {
        for (var loop = Loop; loop is not null; loop = loop.Outer)
            if (loop.Name == name) return Part(loop.Value, path, null);
        return Part(Local(Scope.Fields.GetValueOrDefault(name) ?? FormatValue.Blank), path, Scope.Displays.GetValueOrDefault(name));
    }

    public FormatValue Special(string name, IReadOnlyList<string> path) => name switch
    {
        "currentField" => Field(Scope.CurrentField, path),
        "me" => FormatValue.Of(Scope.Me),
        "now" => FormatValue.Of(Scope.Now),
        "rowIndex" => FormatValue.Of(Scope.RowIndex),
        "isSelected" => FormatValue.Of(Scope.IsSelected),
        "currentWeb" => FormatValue.Of(Scope.CurrentWeb),
        "lcid" => FormatValue.Of(Scope.Lcid),
        "group" => Part(Scope.Group, path, null),
        // the page's own size is not known where it is made
        "window" => FormatValue.Of(path is ["innerHeight"] ? 768 : 1024),
        _ => FormatValue.Blank,
    };

    public FormatValue LoopIndex(string name)
    {
        for (var loop = Loop; loop is not null; loop = loop.Outer)
            if (loop.Name == name) return FormatValue.Of(loop.Index);
        throw new FormatFault($"loopIndex names '{name}', but there is no such iterator around it.");
    }

    /// <summary>A value as text.</summary>
    public string Text(FormatValue value) => value switch
    {
        FormatValue.Text text => text.Value,
        FormatValue.Number number => FormatMoments.Number(number.Value),
        FormatValue.Truth truth => truth.Value ? "true" : "false",
        FormatValue.Moment moment => FormatMoments.DateAndTime(moment.Value, Scope.Lcid),
        FormatValue.Several several => Joined(several.Members, ", "),
        FormatValue.Thing thing when thing.Simple() is not FormatValue.Thing => Text(thing.Simple()),
        _ => "",
    };

    public string Joined(IEnumerable<FormatValue> members, string between)
    {
        var text = new StringBuilder();
        foreach (var member in members)
        {
            text.Append(Text(member)).Append(between);
            if (text.Length > FormatValue.Longest + between.Length) throw new FormatFault("An expression makes a text that is too long.");
        }
        return text.ToString(0, Math.Max(0, text.Length - between.Length));
    }

    /// <summary>A field as it is shown without a format.</summary>
    public string Shown(string field) => Scope.Displays.GetValueOrDefault(field) ?? Text(Field(field, []));

    public FormatSight With(string name, FormatValue value, int index) => this with { Loop = new FormatLoop(name, value, index, Loop) };

    private FormatValue Part(FormatValue value, IReadOnlyList<string> path, string? display)
    {
        for (var at = 0; at < path.Count; at++)
        {
            if (path[at] == Display) return FormatValue.Of(at == 0 && display is not null ? display : Text(value));
            value = Part(value, path[at]);
        }
        return value;
    }

    private static FormatValue Part(FormatValue value, string name) => value switch
    {
        FormatValue.Thing thing => thing.Parts.GetValueOrDefault(name) ?? FormatValue.Blank,
        FormatValue.Several several => FormatValue.Of(several.Members.Select(member => Part(member, name))),
        _ => FormatValue.Blank,
    };

    private FormatValue Local(FormatValue value) => value is FormatValue.Moment moment ? FormatValue.Of(moment.Value.ToOffset(Scope.Now.Offset)) : value;
}

/// <summary>One turn of a <c>forEach</c>.</summary>
internal sealed record FormatLoop(string Name, FormatValue Value, int Index, FormatLoop? Outer);
