using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>The buttons that column formatting puts into rows: a press writes columns as the person who presses.</summary>
internal static class RowActions
{
    /// <summary>Why the press before was refused.</summary>
    public static string? Refusal(Visit visit) => visit.Query("refused") is { } key && visit.Words.Has("refused." + key) ? visit.Words["refused." + key] : null;

    public static async Task<IResult> PressAsync(Visit visit)
    {
        await visit.FormAsync();
        return Results.Redirect(visit.Here);
    }
}
