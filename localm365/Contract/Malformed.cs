namespace EmulationM365.LocalM365.Contract;

/// <summary>The refusals of requests that do not keep the contract, whoever sends them and whatever is in the tenant.</summary>
internal static class Malformed
{
    public static Refused Request(string message, int status = 400, string code = "BadRequest") => new(status, code, message) { IsMalformed = true };

    public static Refused Body(string message) => Request(message, code: "invalidRequest");

    public static Refused NotOf(GraphType type, string name) => Body(
        $"The property '{name}' does not exist on type '{type.FullName}'. Make sure to only use property names that are defined by the type.");

    public static Refused Kind(string name, string wanted) => Request($"The value of '{name}' is not {wanted}.");
}
