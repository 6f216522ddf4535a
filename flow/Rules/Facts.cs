namespace EmulationM365.Rules;

/// <summary>Everything a rule may ask about, loaded beforehand. A fact that is null is unknown, never "no".</summary>
public sealed record Facts
{
    /// <summary>Award asked about: <c>ldtt</c>, <c>ttldtt</c>, …</summary>
    public required string Award { get; init; }

    /// <summary>It is for a sudden act, outside any round (Law 06/2022/QH15 Art. 85).</summary>
    public bool Sudden { get; init; }

    /// <summary>The question is only whether the named authority may decide it.</summary>
    public bool AuthorityAsked { get; init; }

    /// <summary>The award was already given: the question is whether it stands (Art. 93).</summary>
    public bool AlreadyGranted { get; init; }

    /// <summary><c>tap_the</c> = a collective; null = an individual, or a collective where the award is for collectives only.</summary>
    public string? Kind { get; init; }

    /// <summary>Year of merit.</summary>
    public int? Year { get; init; }

    /// <summary><c>civil</c> or <c>cand</c> (police).</summary>
    public string? Regime { get; init; }

    /// <summary><c>vien_chuc</c>, <c>cong_chuc</c>, <c>can_bo</c>, <c>nguoi_lao_dong</c>, <c>si_quan_cand</c>, <c>cong_nhan_cand</c>.</summary>
    public string? PersonType { get; init; }

    /// <summary><c>khong_hoan_thanh</c>, <c>hoan_thanh</c>, <c>tot</c>, <c>xuat_sac</c>.</summary>
    public string? Rating { get; init; }

    /// <summary>Took part in emulation movements.</summary>
    public bool? EmulationParticipation { get; init; }

    /// <summary>A discipline, inspection, investigation or denunciation is open.</summary>
    public bool? PendingCase { get; init; }

    /// <summary>What is open.</summary>
    public string? PendingKind { get; init; }

    /// <summary>A denunciation that came in.</summary>
    public string? Denunciation { get; init; }

    /// <summary>What was found afterwards.</summary>
    public string? Finding { get; init; }

    /// <summary>Who found it.</summary>
    public string? FindingBy { get; init; }

    /// <summary>Recruited within the year.</summary>
    public bool? NewRecruit { get; init; }

    /// <summary>Whole months served in the year.</summary>
    public int? MonthsServed { get; init; }

    /// <summary>Months of maternity leave among them.</summary>
    public int? MaternityLeaveMonths { get; init; }

    /// <summary>Months of training among them.</summary>
    public int? TrainingMonths { get; init; }

    /// <summary>Evidence of conduct at the training.</summary>
    public Evidence? TrainingConduct { get; init; }

    /// <summary>Result of the training.</summary>
    public Evidence? TrainingResult { get; init; }

    /// <summary>Months of treatment for an injury.</summary>
    public int? InjuryTreatmentMonths { get; init; }

    /// <summary>What the injury came from; it counts when it came from combat or rescue.</summary>
    public Evidence? InjuryCause { get; init; }

    /// <summary>The medical conclusion on that injury.</summary>
    public Evidence? MedicalConclusion { get; init; }

    /// <summary>A move within the year.</summary>
    public Transfer? Transfer { get; init; }

    /// <summary><c>none</c>, <c>khien_trach</c>, <c>canh_cao</c>, …</summary>
    public string? Discipline { get; init; }

    /// <summary>The discipline is for a breach of duty.</summary>
    public bool? DisciplineRelatesToDuty { get; init; }

    /// <summary>Year of the disciplinary decision.</summary>
    public int? DisciplineDecisionYear { get; init; }

    /// <summary>Year of the violation.</summary>
    public int? ViolationYear { get; init; }

    /// <summary>Year in which the violation already cost a title.</summary>
    public int? AlreadyDeniedIn { get; init; }

    /// <summary>The initiative put forward; null = none is put forward and none is denied.</summary>
    public Initiative? Initiative { get; init; }

    /// <summary>The scientific work put forward; null = none is put forward and none is denied.</summary>
    public ScientificWork? ScientificWork { get; init; }

    /// <summary>Initiatives recognised in the years that are counted.</summary>
    public int? InitiativesRecognised { get; init; }

    /// <summary>Many achievements in work.</summary>
    public bool? ManyAchievements { get; init; }

    /// <summary>How far the achievement reaches, in words: <c>đơn vị</c>, <c>lĩnh vực thuộc tỉnh</c>, …</summary>
    public string? Influence { get; init; }

    /// <summary>The sudden act.</summary>
    public string? Act { get; init; }

    /// <summary>Proof of the achievement.</summary>
    public Evidence? Proof { get; init; }

    /// <summary>Procedure used; <c>đơn giản</c> = the simplified one.</summary>
    public string? Procedure { get; init; }

    /// <summary>Former years.</summary>
    public History? History { get; init; }

    /// <summary>For a year: the decision on its title Chiến sĩ thi đua cơ sở is signed, or is not yet.</summary>
    public IReadOnlyDictionary<int, bool> CstdCsSigned { get; init; } = new Dictionary<int, bool>();

    /// <summary>The achievement that is to be rewarded.</summary>
    public string? AchievementId { get; init; }

    /// <summary>Awards that achievements of the same person or collective have already earned.</summary>
    public IReadOnlyList<Reward>? AlreadyRewarded { get; init; }

    /// <summary>Cap, in percent of those who are Lao động tiên tiến; the law knows none.</summary>
    public decimal? LocalCapPercent { get; init; }

    /// <summary>Place among the candidates of the unit.</summary>
    public int? RankInUnit { get; init; }

    /// <summary>People of the unit who are Lao động tiên tiến.</summary>
    public int? LdttInUnit { get; init; }

    /// <summary>Who would sign the decision, in words.</summary>
    public string? DecidingAuthority { get; init; }

    /// <summary>The paper by which that authority was delegated.</summary>
    public Evidence? DelegationDocument { get; init; }

    /// <summary>The province's own criteria are loaded.</summary>
    public bool? ProvincialCriteriaLoaded { get; init; }

    /// <summary>Of a collective: how its tasks were done, <c>hoan_thanh</c>, <c>tot</c>, <c>xuat_sac</c>, <c>vuot_chi_tieu</c>.</summary>
    public string? TaskRating { get; init; }

    /// <summary>Of a collective: united within.</summary>
    public bool? United { get; init; }

    /// <summary>Of a collective: its Party and mass organisations are clean and strong.</summary>
    public bool? PartyClean { get; init; }

    /// <summary>Of a collective: grassroots democracy is practised well.</summary>
    public bool? GrassrootsDemocracyGood { get; init; }

    /// <summary>Of a collective: thrift is practised.</summary>
    public bool? Thrift { get; init; }

    /// <summary>Of a collective: number of members.</summary>
    public int? Members { get; init; }

    /// <summary>Of a collective: members who are Lao động tiên tiến, in police units Chiến sĩ tiên tiến, in the year.</summary>
    public int? Ldtt { get; init; }

    /// <summary>Of a collective: members who are Chiến sĩ thi đua cơ sở in the year.</summary>
    public int? CstdCs { get; init; }

    /// <summary>Of a collective: members who did not complete their tasks.</summary>
    public int? NotCompleted { get; init; }

    /// <summary>Of a collective: members disciplined at khiển trách.</summary>
    public int? DisciplinedKhienTrach { get; init; }

    /// <summary>Of a collective: members disciplined at cảnh cáo or above.</summary>
    public int? DisciplinedCanhCaoOrAbove { get; init; }

    /// <summary>Of a collective: who organises its cluster, in words.</summary>
    public string? ClusterOrganisedBy { get; init; }

    /// <summary>Of a collective: place in its cluster.</summary>
    public int? ClusterRank { get; init; }

    /// <summary>The thematic movement in which it stood out.</summary>
    public Movement? Movement { get; init; }

    /// <summary>Votes of the council, once it has met.</summary>
    public CouncilCount? Council { get; init; }

    /// <summary>Day on which the appraising body received the dossier: it chooses the pack.</summary>
    public DateOnly? ReceivedByAppraiserAt { get; init; }

    /// <summary>Pack named by the case; counts only where the day above is unknown.</summary>
    public string? RulePack { get; init; }

    /// <summary>It is a collective that is spoken of.</summary>
    public bool IsCollective => Kind == "tap_the";
}
