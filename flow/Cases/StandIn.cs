namespace EmulationM365.Cases;

/// <summary>Somebody for whom an actor stands in today, with what that person is asked for.</summary>
/// <param name="StaffKey">Staff number.</param>
/// <param name="ObjectId">Entra object id: the identity.</param>
/// <param name="Name">Name, for people to read.</param>
/// <param name="UnitKey">Unit.</param>
/// <param name="Role">Role in the emulation work.</param>
public sealed record StandIn(string StaffKey, string ObjectId, string Name, string UnitKey, string Role);

/// <summary>Somebody who stands in for an actor today.</summary>
/// <param name="StaffKey">Staff number.</param>
/// <param name="ObjectId">Entra object id: the identity.</param>
/// <param name="Name">Name, for people to read.</param>
/// <param name="StandsIn">Everybody for whom this person stands in: an interest of any of them bars.</param>
public sealed record Deputy(string StaffKey, string ObjectId, string Name, IReadOnlyList<StandIn> StandsIn);

/// <summary>Somebody who is asked, as the event that moved a request names them.</summary>
/// <param name="ObjectId">Entra object id: the identity.</param>
/// <param name="Name">Name as of then.</param>
/// <param name="For">Name of the person for whom they stand in; null when they are asked in their own right.</param>
public sealed record Addressee(string ObjectId, string Name, string? For = null);
