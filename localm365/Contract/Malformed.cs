namespace EmulationM365.LocalM365.Contract;

/// <summary>The refusals of requests that do not keep the contract, whoever sends them and whatever is in the tenant.</summary>
internal static class Malformed
{
    private const string Invalid = "invalidRequest";

    public static Refused Request(string message, int status = 400, string code = "BadRequest") => new(status, code, message) { IsMalformed = true };

    public static Refused Body(string message) => Request(message, code: Invalid);

    public static Refused NotOf(GraphType type, string name) => Body(
        $"The property '{name}' does not exist on type '{type.FullName}'. Make sure to only use property names that are defined by the type.");

    public static Refused Kind(string name, string wanted) => Body($"The value of '{name}' is not {wanted}.");

    /// <summary>
    /// A refusal in the spelling of the service behind the path. A URL that cannot be read is a BadRequest everywhere; for a body that cannot be taken
    /// the services have words of their own.
    /// </summary>
    public static Refused Spelt(Refused refused, IReadOnlyList<string> segments) => refused.Code != Invalid ? refused : Request(refused.Message, refused.Status, segments switch
    {
        ["users", _, "sendMail" or "messages" or "mailFolders", ..] => "ErrorInvalidRequest",
        ["subscriptions", ..] => "InvalidRequest",
        _ => Invalid,
    });
}
