using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>Column and view formats, rendered as SharePoint renders them. Nothing is thrown, whatever a format holds.</summary>
internal static class Formatter
{
    /// <summary>The format of a column for one cell, or of a view for one row.</summary>
    public static FormatResult Render(JsonObject format, FormatScope scope)
    {
        var plan = FormatPlan.Of(format);
        return Render(plan, plan.Root, scope) with { HideSelection = plan.HideSelection, HideColumnHeader = plan.HideColumnHeader };
    }

    /// <summary>The heading of a group by a view's format; without markup when the format has none.</summary>
    public static FormatResult RenderGroup(JsonObject format, FormatScope scope)
    {
        var plan = FormatPlan.Of(format);
        return plan.GroupHeader is null ? new FormatResult(null, []) : Render(plan, plan.GroupHeader, scope);
    }

    /// <summary>All that is wrong with a format, each a sentence after the place in the JSON; none for a good one.</summary>
    public static IReadOnlyList<string> Check(JsonObject format) => FormatPlan.Of(format).Problems;

    private static FormatResult Render(FormatPlan plan, FormatElement? root, FormatScope scope)
    {
        if (plan.Fatal is { } fatal) return Plain(plan, scope, fatal);
        try
        {
            var sight = new FormatSight(scope);
            var writer = new FormatWriter(scope);
            var html = root is null ? null : writer.Write(root, sight);
            var classes = plan.RowClass is { } term ? SafeMarkup.Classes(sight.Text(term.In(sight))) : "";
            return new FormatResult(html, writer.Actions) { RowClass = classes };
        }
        catch (FormatFault fault)
        {
            return Plain(plan, scope, fault.Message);
        }
    }

    /// <summary>A cell shows its value, a row its cells.</summary>
    private static FormatResult Plain(FormatPlan plan, FormatScope scope, string problem)
    {
        if (plan.IsView) return new FormatResult(null, []) { Problem = problem };
        try
        {
            return new FormatResult(Markup.Encode(new FormatSight(scope).Shown(scope.CurrentField)), []) { Problem = problem };
        }
        catch (FormatFault)
        {
            return new FormatResult("", []) { Problem = problem };
        }
    }
}
