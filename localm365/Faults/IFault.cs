namespace EmulationM365.LocalM365.Faults;

/// <summary>What a rule does: to a request (<see cref="RequestFault"/>), or to a notification on its way out (<see cref="NoticeFault"/>).</summary>
internal interface IFault
{
    /// <summary>The name of the kind in a script and in the request log.</summary>
    string Name { get; }

    /// <summary>Meant to strike all matches unless <c>times</c> says otherwise.</summary>
    bool IsLasting { get; }
}
