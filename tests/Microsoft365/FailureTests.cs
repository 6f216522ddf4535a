using EmulationM365.Microsoft365;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>What an answer means: above all, whether the effect can have taken place.</summary>
public sealed class FailureTests
{
    [Theory]
    [Trait("Fault", "21")]
    [Trait("Fault", "22")]
    [InlineData(400, "The operation failed. A duplicate value was found in the list.", Failure.Conflict)]
    [InlineData(400, "-2130575169, Microsoft.SharePoint.SPDuplicateValuesFoundException", Failure.Conflict)]
    [InlineData(409, "nameAlreadyExists Name already exists", Failure.Conflict)]
    [InlineData(409, "", Failure.Conflict)]
    [InlineData(500, "generalException Exception from HRESULT: 0x810200bf", Failure.Conflict)]
    [InlineData(500, "Duplicate Value", Failure.Conflict)]
    [InlineData(409, "resourceModified The resource has changed", Failure.Changed)]
    [InlineData(412, "", Failure.Changed)]
    [InlineData(302, "", Failure.Refused)]
    [InlineData(303, "", Failure.Unknown)]
    [InlineData(401, "", Failure.Forbidden)]
    [InlineData(403, "", Failure.Forbidden)]
    [InlineData(404, "itemNotFound", Failure.NotFound)]
    [InlineData(410, "resyncRequired", Failure.Gone)]
    [InlineData(429, "activityLimitReached", Failure.Throttled)]
    [InlineData(400, "invalidRequest", Failure.Refused)]
    [InlineData(413, "", Failure.Refused)]
    [InlineData(408, "", Failure.Unknown)]
    [InlineData(500, "generalException", Failure.Unknown)]
    [InlineData(502, "", Failure.Unknown)]
    [InlineData(503, "", Failure.Unknown)]
    [InlineData(504, "", Failure.Unknown)]
    public void An_Answer_Means_What_It_Means(int status, string text, Failure failure) => Assert.Equal(failure, Failures.Kind(status, text));

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, Failure.Unreachable)]
    [InlineData(HttpRequestError.NameResolutionError, Failure.Unreachable)]
    [InlineData(HttpRequestError.ResponseEnded, Failure.Unknown)]
    public async Task A_Broken_Connection_Leaves_The_Outcome_Open_And_A_Missing_One_Does_Not(HttpRequestError error, Failure failure)
    {
        var thrown = await Assert.ThrowsAsync<M365Exception>(() => Failures.Named<int>("send a mail", () => throw new HttpRequestException(error), TestContext.Current.CancellationToken));
        Assert.Equal(failure, thrown.Failure);
        Assert.StartsWith("send a mail: ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_Leaves_The_Outcome_Open_But_Stopping_Is_Stopping()
    {
        using var stopped = new CancellationTokenSource();
        var silent = await Assert.ThrowsAsync<M365Exception>(() => Failures.Named<int>("read", () => throw new TaskCanceledException(), stopped.Token));
        Assert.Equal(Failure.Unknown, silent.Failure);
        await stopped.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => Failures.Named<int>("read", () => throw new TaskCanceledException(), stopped.Token));
    }

    [Fact]
    public async Task A_Mistake_Of_Ours_Is_Not_Dressed_Up() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Failures.Named<int>("read", () => throw new InvalidOperationException("ours"), TestContext.Current.CancellationToken));
}
