#if MUTANTS
namespace EmulationM365;

/// <summary>Which safety device is left out. Only a build that shows that each is missed has this type.</summary>
internal static class Mutant
{
    /// <summary>Name of the mutant; empty = the product as it is.</summary>
    public static string Chosen { get; set; } = "";

    /// <summary>This device is left out.</summary>
    public static bool Is(string name) => Chosen == name;
}
#endif
