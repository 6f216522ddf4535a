using System.Text;

namespace EmulationM365.LocalM365.Batch;

/// <summary>
/// The body of a batch of SharePoint REST (OData 3, multipart/mixed): reads stand by themselves, what may change something stands in change sets. What is not of that form
/// refuses the whole, and nothing has been done then.
/// </summary>
internal static class RestBatchBody
{
    /// <summary>More than these SharePoint refuses.</summary>
    public const int Most = 100;

    /// <summary>The requests in the order in which they stand.</summary>
    /// <param name="contentType">Content type of the batch.</param>
    /// <param name="body">Its body.</param>
    /// <param name="root">Where the batch was sent, without <c>$batch</c>: what stands in it must go to the same site.</param>
    public static List<BatchStep> Read(string contentType, byte[] body, string root)
    {
        if (MultipartBody.Boundary(contentType) is not { } boundary) throw new Refused(415, Code, "A batch must be multipart/mixed with a boundary.") { IsMalformed = true };
        var steps = new List<BatchStep>();
        foreach (var part in MultipartBody.Parts(body, boundary) ?? throw Bad("The batch is not a multipart body of that boundary."))
        {
            if (MultipartBody.Boundary(part.Header("Content-Type")) is { } inner) ReadSet(part, inner, steps, root);
            else steps.Add(ReadOne(part, steps.Count, root, inSet: false));
        }

        if (steps.Count == 0) throw Bad("The batch is empty.");
        return steps.Count <= Most ? steps : throw Bad($"The batch has {steps.Count.ToString(CultureInfo.InvariantCulture)} operations; it may have {Most.ToString(CultureInfo.InvariantCulture)}.");
    }

    private static void ReadSet(BodyPart set, string boundary, List<BatchStep> steps, string root)
    {
        if (MultipartBody.Parts(set.Content, boundary) is not { Count: > 0 } parts) throw Bad("A change set is empty, or not a multipart body of its boundary.");
        foreach (var part in parts)
        {
            if (MultipartBody.Boundary(part.Header("Content-Type")) is not null) throw Bad("A change set cannot hold another.");
            steps.Add(ReadOne(part, steps.Count, root, inSet: true));
        }
    }

    private static BatchStep ReadOne(BodyPart part, int at, string root, bool inSet)
    {
        var number = (at + 1).ToString(CultureInfo.InvariantCulture);
        if (!part.Header("Content-Type").Equals("application/http", StringComparison.OrdinalIgnoreCase)) throw Bad($"Operation {number} is not application/http.");
        if (!part.Header("Content-Transfer-Encoding").Equals("binary", StringComparison.OrdinalIgnoreCase)) throw Bad($"Operation {number} needs Content-Transfer-Encoding: binary.");
        var end = part.Content.AsSpan().IndexOf("\r\n"u8);
        var line = end < 0 ? [] : Encoding.ASCII.GetString(part.Content, 0, end).Split(' ');
        if (line is not [var method, var url, "HTTP/1.1"] || MultipartBody.Part(part.Content[(end + 2)..]) is not { } request) throw Bad($"Operation {number} is not a request of HTTP.");
        if (inSet == (method == "GET")) throw Bad(inSet ? $"Operation {number}: a change set cannot hold a GET." : $"Operation {number}: {method} must stand in a change set.");
        return new BatchStep(number, method, Target(url, root, number), request.Headers, Trimmed(request.Content), []);
    }

    /// <summary>Absolute, or absolute on the host; letter case counts.</summary>
    private static string Target(string url, string root, string number)
    {
        var origin = root[..root.IndexOf("/sites/", StringComparison.Ordinal)];
        var target = url.StartsWith(origin + "/", StringComparison.Ordinal) ? url[origin.Length..] : url;
        return target.StartsWith(root[origin.Length..], StringComparison.Ordinal) && !target.EndsWith("/$batch", StringComparison.OrdinalIgnoreCase) ? target : throw Bad($"Operation {number} does not go to the site of the batch.");
    }

    /// <summary>The line end before the next boundary belongs to the boundary; one more is left behind by those who write a line at a time.</summary>
    private static byte[] Trimmed(byte[] body) => body.AsSpan().Trim("\r\n"u8).ToArray();

    private const string Code = "-1, Microsoft.SharePoint.Client.InvalidClientQueryException";

    private static Refused Bad(string message) => new(400, Code, message) { IsMalformed = true };
}
