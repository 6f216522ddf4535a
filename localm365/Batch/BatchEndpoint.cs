using EmulationM365.LocalM365.Recording;

namespace EmulationM365.LocalM365.Batch;

/// <summary>
/// <c>POST /$batch</c>: up to twenty requests in one. Each goes its own way from the door on, with its own rights, cost, faults and place in the recording;
/// the batch itself costs nothing and succeeds whenever it can be read.
/// </summary>
internal static class BatchEndpoint
{
    // any number does: the order only has to be another than the one asked, and the same each time
    private const int Seed = 20;

    /// <summary>Whether a path, in the one spelling of the route table, is the batch itself.</summary>
    public static bool IsAt(string path) => string.Equals(path, "/v1.0/$batch", StringComparison.OrdinalIgnoreCase);

    public static async Task<IResult> PostAsync(GraphCall call, HttpContext http)
    {
        if (http.Items.ContainsKey(typeof(BatchStep))) throw new Refused(400, "BadRequest", "A batch cannot hold another batch.") { IsMalformed = true };
        var order = Shuffled((List<BatchStep>)http.Items[typeof(List<BatchStep>)]!);
        var answers = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        while (order.Find(step => !answers.ContainsKey(step.Id) && step.DependsOn.All(answers.ContainsKey)) is { } next)
        {
            var failed = next.DependsOn.FirstOrDefault(id => answers[id]["status"]!.GetValue<int>() >= 400);
            answers[next.Id] = failed is null
                ? await InnerCall.RunAsync(http, call.Tenant, next)
                : InnerCall.Failed(http, call.Tenant, next, 424, "FailedDependency", $"Request '{failed}', which this one depends on, failed.");
        }

        if (order.Select(step => step.Wrong).FirstOrDefault(why => why is not null) is { } wrong) http.Items[typeof(Wrong)] = wrong;
        return Wire.Plain(new JsonObject { ["responses"] = new JsonArray([.. order.Select(step => answers[step.Id])]) });
    }

    /// <summary>Both the work and the answers keep this order, so that nobody comes to rely on the one asked.</summary>
    private static List<BatchStep> Shuffled(List<BatchStep> asked)
    {
        var order = asked.ToArray();
        new Random(Seed).Shuffle(order);
        if (order.SequenceEqual(asked)) Array.Reverse(order);
        return [.. order];
    }
}
