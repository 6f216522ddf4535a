namespace EmulationM365.LocalM365.Contract;

/// <summary>One method on one path of Microsoft Graph: which options it has, and what it takes.</summary>
/// <param name="Template">The path, a key written as <c>{}</c>.</param>
/// <param name="Options">The query options it has.</param>
/// <param name="Answer">The type of what it answers, or of the rows of it; null for none.</param>
/// <param name="Body">The type of the body; null where none is taken, and for an action.</param>
/// <param name="Parameters">The parameters of an action, as the contract writes them; null where it is not one.</param>
/// <param name="Needed">Members without which nothing goes.</param>
/// <param name="As">The types a body may say it is; empty for any that fits.</param>
/// <param name="IsContent">Whether bytes go over the wire instead of JSON.</param>
internal sealed record Operation(
    string Template,
    IReadOnlySet<string> Options,
    GraphType? Answer,
    string? Body,
    IReadOnlyDictionary<string, MemberType>? Parameters,
    IReadOnlyList<string> Needed,
    IReadOnlyList<string> As,
    bool IsContent)
{
    /// <summary>What the documentation has here beyond the metadata; null for nothing.</summary>
    public Documented? Beyond { get; init; }

    /// <summary>A reference to another resource, which is no type: <c>{"@odata.id": …}</c>.</summary>
    public const string Reference = "Ref";

    public bool TakesBody => Body is not null || Parameters is not null;
}
