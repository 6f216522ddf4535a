using System.Globalization;
using System.Text.RegularExpressions;

namespace EmulationM365.Bench.Provisioning;

/// <summary>The process of an apply has ended, as if the power were cut.</summary>
internal sealed class ProcessEndedException(int request) : Exception($"ended at request {request.ToString(CultureInfo.InvariantCulture)}");

/// <summary>
/// The wire of one apply: counts its exchanges, ends its process at one of them, and sees whether any goes out before the time that was told. Tokens come another way.
/// </summary>
/// <param name="time">The clock of the apply.</param>
/// <param name="killAt">The process ends at this exchange, counted from 1; 0 = never.</param>
/// <param name="afterEffect">The exchange has its effect and only its answer is lost; otherwise it never leaves.</param>
internal sealed partial class ApplyWire(TimeProvider time, int killAt = 0, bool afterEffect = false) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private DateTimeOffset _peaceUntil = DateTimeOffset.MinValue;

    /// <summary>Exchanges begun.</summary>
    public int Exchanges { get; private set; }

    /// <summary>Exchanges that went out earlier than they were told.</summary>
    public int TooEarly { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Exchanges++;
        if (time.GetUtcNow() < _peaceUntil) TooEarly++;
        var dies = killAt > 0 && Exchanges >= killAt;
        if (dies && !(afterEffect && Exchanges == killAt)) throw new ProcessEndedException(Exchanges);
        var answer = await base.SendAsync(request, cancellationToken);
        if (dies)
        {
            answer.Dispose();
            throw new ProcessEndedException(Exchanges);
        }

        await HeedAsync(answer, cancellationToken);
        return answer;
    }

    private async Task HeedAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var told = answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0;
        if (answer.Content.Headers.ContentType?.MediaType == "multipart/mixed")
            foreach (Match inner in InnerWait().Matches(await answer.Content.ReadAsStringAsync(cancellationToken))) told = Math.Max(told, double.Parse(inner.Groups[1].Value, CultureInfo.InvariantCulture));
        if (told > 0) _peaceUntil = time.GetUtcNow() + TimeSpan.FromSeconds(told);
    }

    [GeneratedRegex(@"^RETRY-AFTER: (\d+)", RegexOptions.Multiline)]
    private static partial Regex InnerWait();
}
