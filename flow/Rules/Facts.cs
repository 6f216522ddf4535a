namespace EmulationM365.Rules;

/// <summary>A move from one unit to another within the year.</summary>
/// <param name="OldUnitMonths">Months at the former unit.</param>
/// <param name="NewUnitMonths">Months at the present unit.</param>
/// <param name="OldUnitOpinion">Written opinion of the former unit; null = not there.</param>
public sealed record Transfer(int? OldUnitMonths, int? NewUnitMonths, string? OldUnitOpinion);

/// <summary>Everything a rule may ask about, loaded beforehand. A fact that is null is unknown, never "no".</summary>
public sealed record Facts
{
    /// <summary>Award asked about: <c>ldtt</c>, <c>ttldtt</c>.</summary>
    public required string Award { get; init; }

    /// <summary>Year of merit.</summary>
    public int? Year { get; init; }

    /// <summary><c>civil</c> or <c>cand</c> (police).</summary>
    public string? Regime { get; init; }

    /// <summary><c>vien_chuc</c>, <c>cong_chuc</c>, <c>can_bo</c>, <c>nguoi_lao_dong</c>, …</summary>
    public string? PersonType { get; init; }

    /// <summary><c>khong_hoan_thanh</c>, <c>hoan_thanh</c>, <c>tot</c>, <c>xuat_sac</c>.</summary>
    public string? Rating { get; init; }

    /// <summary>Took part in emulation movements.</summary>
    public bool? EmulationParticipation { get; init; }

    /// <summary>A discipline, inspection, investigation or denunciation is open.</summary>
    public bool? PendingCase { get; init; }

    /// <summary>Recruited within the year.</summary>
    public bool? NewRecruit { get; init; }

    /// <summary>Whole months served in the year.</summary>
    public int? MonthsServed { get; init; }

    /// <summary>Months of maternity leave among them.</summary>
    public int? MaternityLeaveMonths { get; init; }

    /// <summary>Months of training among them.</summary>
    public int? TrainingMonths { get; init; }

    /// <summary>Evidence of conduct at the training; null = not there.</summary>
    public string? TrainingConduct { get; init; }

    /// <summary>Result of the training; null = not there.</summary>
    public string? TrainingResult { get; init; }

    /// <summary>Months of treatment for an injury from combat or rescue.</summary>
    public int? InjuryTreatmentMonths { get; init; }

    /// <summary>The medical conclusion on that injury is there.</summary>
    public bool? MedicalConclusion { get; init; }

    /// <summary>A move within the year.</summary>
    public Transfer? Transfer { get; init; }

    /// <summary><c>none</c>, <c>khien_trach</c>, <c>canh_cao</c>, …</summary>
    public string? Discipline { get; init; }

    /// <summary>Year in which the violation already cost a title.</summary>
    public int? AlreadyDeniedIn { get; init; }

    /// <summary>Of a collective: how its tasks were done, <c>hoan_thanh</c>, <c>tot</c>, <c>xuat_sac</c>, <c>vuot_chi_tieu</c>.</summary>
    public string? TaskRating { get; init; }

    /// <summary>Of a collective: united within.</summary>
    public bool? United { get; init; }

    /// <summary>Of a collective: number of members.</summary>
    public int? Members { get; init; }

    /// <summary>Of a collective: members who are Lao động tiên tiến in the year.</summary>
    public int? Ldtt { get; init; }

    /// <summary>Of a collective: members disciplined at cảnh cáo or above.</summary>
    public int? DisciplinedCanhCaoOrAbove { get; init; }

    /// <summary>Day on which the appraising body received the dossier: it chooses the pack.</summary>
    public DateOnly? ReceivedByAppraiserAt { get; init; }

    /// <summary>Pack named by the case; counts only where the day above is unknown.</summary>
    public string? RulePack { get; init; }
}
