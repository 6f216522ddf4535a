using System.Text;
using Microsoft.AspNetCore.Http;

namespace EmulationM365.Functions.Pages;

/// <summary>
/// Reads the body of a request that anybody may send: no more of it than is allowed, no longer than is decent, and only in plain letters. What is too large is
/// refused before it is read to the end, so a hundred of them cost no more memory than one.
/// </summary>
public static class BoundedBody
{
    /// <summary>Most bytes that are taken: a hundred times a full notification.</summary>
    public const int Most = 256 * 1024;

    /// <summary>A body that has not arrived by then is given up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>The body; or null with the status that says what is wrong, and a sentence.</summary>
    public static async Task<(string? Body, int Status, string Fault)> ReadAsync(HttpRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Headers.ContentEncoding.Count > 0) return (null, 415, "The body must not be compressed.");
        if (request.ContentLength > Most) return TooLarge;
        using var patience = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var whole = new MemoryStream();
            var piece = new byte[16 * 1024];
            for (int read; (read = await request.Body.ReadAsync(piece, either.Token)) > 0;)
            {
                if (whole.Length + read > Most) return TooLarge;
                whole.Write(piece, 0, read);
            }

            return (Strict.GetString(whole.GetBuffer(), 0, (int)whole.Length), 200, "");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, 408, "The body did not arrive in time.");
        }
        catch (DecoderFallbackException)
        {
            return (null, 400, "The body is not UTF-8.");
        }
        catch (BadHttpRequestException broken)
        {
            return (null, broken.StatusCode, "The body could not be read.");
        }
        catch (IOException)
        {
            return (null, 400, "The body broke off.");
        }
    }

    private static (string?, int, string) TooLarge => (null, 413, "The body is too large.");
}
