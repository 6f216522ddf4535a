using System.Net.Http.Headers;
using System.Text;

namespace EmulationM365.Bench.Tenant;

/// <summary>Several calls of SharePoint REST in one exchange, done in order, each answered and charged by itself.</summary>
public sealed partial class MemoryTenant
{
    private const string Line = "\r\n";
    private const string AnswerBoundary = "batchresponse_1";

    private HttpResponseMessage RestBatch(HttpRequestMessage request, int? asOf)
    {
        using var reader = new StreamReader(request.Content!.ReadAsStream());
        var text = new StringBuilder();
        foreach (var part in reader.ReadToEnd().Split($"{Line}--").Select(part => part.IndexOf("Content-Transfer-Encoding", StringComparison.Ordinal) is >= 0 and var at ? part[at..] : "").Where(part => part.Length > 0))
        {
            // Behind the lines about the part comes the call: its line, its headers, its body.
            var call = part.Split($"{Line}{Line}", 3);
            var head = call[1].Split(Line);
            var words = head[0].Split(' ');
            using var inner = new HttpRequestMessage(new HttpMethod(words[0]), words[1]);
            foreach (var header in head[1..].Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)) inner.Headers.TryAddWithoutValidation(header[0], header[1].Trim());
            if (call.Length > 2 && call[2].Trim() is { Length: > 0 } body) inner.Content = new StringContent(body, Encoding.UTF8, "application/json");
            Exchanges--;
            using var answer = Judge(inner, asOf);
            using var said = new StreamReader(answer.Content.ReadAsStream());
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"--{AnswerBoundary}{Line}Content-Type: application/http{Line}Content-Transfer-Encoding: binary{Line}{Line}HTTP/1.1 {Number((int)answer.StatusCode)} {answer.StatusCode}{Line}CONTENT-TYPE: application/json{Line}{Line}{said.ReadToEnd()}{Line}");
        }

        var whole = new StringContent(text.Append(System.Globalization.CultureInfo.InvariantCulture, $"--{AnswerBoundary}--{Line}").ToString(), Encoding.UTF8);
        whole.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/mixed; boundary={AnswerBoundary}");
        return new HttpResponseMessage(System.Net.HttpStatusCode.OK) { Content = whole };
    }
}
