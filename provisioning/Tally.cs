using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning;

/// <summary>
/// What has become of the steps of a run. A call whose outcome is not known, or that was overtaken, ends its round: the site is read again and says what is still to do. So nothing is done twice, and
/// nothing is taken for done that is not.
/// </summary>
/// <param name="words">Says what a step mends.</param>
public sealed class Tally(StepWords words)
{
    /// <summary>Rounds without a stumble: lists, what is on them, content types, what is in those, each needs the one before. One more round to see that all is done, one to spare.</summary>
    internal const int MostRounds = 6;

    /// <summary>Rounds that stumble one after the other without one step less to do.</summary>
    internal const int MostStumbles = 8;

    private readonly Dictionary<string, SiteStep> _doubtful = [];
    private IReadOnlyList<string> _before = [];
    private M365Exception? _stumble;
    private int _rounds;
    private int _inVain;

    /// <summary>Steps that took effect.</summary>
    public List<SiteStep> Done { get; } = [];

    /// <summary>What the service refused for what people did on the site, by what it mends.</summary>
    public Dictionary<string, M365Exception> Refused { get; } = [];

    /// <summary>The last round ended in a call whose outcome is not known: everything must be read again.</summary>
    public bool Stumbled => _stumble is not null;

    /// <summary>Whether a call that failed so is looked after by reading the site again.</summary>
    public static bool IsStumble(M365Exception failure) => failure.Failure is Failure.Unknown or Failure.Throttled or Failure.Changed;

    /// <summary>The steps that are open and can be taken, once the site has been read again.</summary>
    /// <param name="steps">What differs.</param>
    /// <exception cref="NotAppliedException">The service took the changes and still shows something else.</exception>
    /// <exception cref="M365Exception">The tenant keeps failing.</exception>
    public IReadOnlyList<SiteStep> Open(IReadOnlyList<SiteStep> steps)
    {
        var said = steps.Select(words.Of).ToHashSet();
        Done.AddRange(_doubtful.Where(doubt => !said.Contains(doubt.Key)).Select(doubt => doubt.Value));
        _doubtful.Clear();
        IReadOnlyList<SiteStep> open = [.. steps.Where(step => step is not ColumnOfOtherKind && !Refused.ContainsKey(words.Of(step)))];
        List<string> left = [.. open.Select(words.Of)];
        var same = left.SequenceEqual(_before);
        if (open.Count > 0) Judge(left, same);
        (_before, _stumble) = (left, null);
        return open;
    }

    /// <summary>Notes what became of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="failure">Why it failed; null when it was done.</param>
    /// <param name="doubtful">It may have failed for what happened to others alone.</param>
    /// <exception cref="M365Exception">It failed in a way that reading again does not help.</exception>
    public void Note(SiteStep step, M365Exception? failure, bool doubtful)
    {
        if (failure is null) Done.Add(step);
        else if (doubtful || IsStumble(failure) || (step is not (ColumnStep or NarrowList) && failure.Failure == Failure.Conflict))
        {
            _doubtful[words.Of(step)] = step;
            _stumble = failure;
        }
        else if (step is ColumnStep or NarrowList && failure.Failure is Failure.Refused or Failure.Conflict) Refused[words.Of(step)] = failure;
        else throw failure;
    }

    private void Judge(List<string> left, bool same)
    {
        if (_stumble is { } stumble)
        {
            _inVain = same ? _inVain + 1 : 0;
            if (_inVain == MostStumbles) throw stumble;
            return;
        }

        _inVain = 0;
        if (_rounds++ == MostRounds || same) throw new NotAppliedException(left);
    }
}
