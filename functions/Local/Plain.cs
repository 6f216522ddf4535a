using Microsoft.AspNetCore.Http;

namespace EmulationM365.Functions.Local;

/// <summary>Answers of one plain sentence.</summary>
internal static class Plain
{
    /// <summary>Answers with a status and a sentence that no cache keeps.</summary>
    public static Task AnswerAsync(HttpContext http, int status, string sentence)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(sentence, http.RequestAborted);
    }
}
