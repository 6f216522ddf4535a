using EmulationM365.Texts;

namespace EmulationM365.Rules;

/// <summary>The table of contents of the rules. A new rule is its file, its line here, its heading in RULES.md, its test.</summary>
public static class RuleBook
{
    /// <summary>Every rule. Questions that are the same for every award come first, because they ask less than the award's own standard.</summary>
    public static IReadOnlyList<IRule> Rules { get; } =
    [
        new DaTang(), new ThamQuyen(),
        new LaoDongTienTien(), new ChienSiTienTien(), new ChienSiThiDuaCoSo(), new ChienSiThiDuaCapTinh(), new ChienSiThiDuaToanQuoc(),
        new TapTheLaoDongTienTien(), new DonViTienTien(), new TapTheLaoDongXuatSac(), new DonViQuyetThang(), new CoThiDuaCapTinh(),
        new GiayKhen(), new ThuKhen(), new BangKhenCapTinh(), new BangKhenCapTinhTapThe(), new BangKhenCapTinhDotXuat(),
        new BangKhenThuTuong(), new BangKhenThuTuongTapThe(), new HuanChuongLaoDongHangBa(), new HuanChuongLaoDongHangBaTapThe(),
    ];

    /// <summary>
    /// The verdict on one case, under the pack of the day on which the appraising body received it; under a later pack where that one's transition rule says so and it is
    /// better for the nominee. An award without a rule, or a case without a pack, needs evidence and says so.
    /// </summary>
    public static Verdict Assess(Facts facts)
    {
        if (RulePacks.For(facts.ReceivedByAppraiserAt, facts.RulePack) is not { } pack) return NoPack(facts);
        return WithLater(Under(facts, pack), facts, facts.ReceivedByAppraiserAt is { } day ? RulePacks.BetterFor(day) : []);
    }

    /// <summary>The verdict under a pack.</summary>
    public static Verdict Under(Facts facts, RulePack pack) => RuleOf(facts)?.Judge(facts, pack) ?? Unknown(pack.Name, Reason.Of("rule.noRule"));

    /// <summary>The better of the verdict and those under later packs; a later text that is not loaded gives nothing, and where it could have helped that is said.</summary>
    /// <param name="verdict">Verdict under the pack of the day.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="later">Packs whose transition rule lets the better hold.</param>
    public static Verdict WithLater(Verdict verdict, Facts facts, IEnumerable<RulePack> later)
    {
        foreach (var pack in later.Where(_ => verdict.Standing != Standing.Eligible).ToList())
        {
            if (!pack.TextLoaded) verdict = verdict with { Reasons = [.. verdict.Reasons, new Reason("rule.laterMayBeBetter", [pack.Name], pack.Transition!.Source)] };
            else if (Under(facts, pack) is var other && Better(other.Standing, verdict.Standing)) verdict = other;
        }

        return verdict;
    }

    private static bool Better(Standing one, Standing other) => Worth(one) > Worth(other);

    private static int Worth(Standing standing) => standing switch { Standing.Eligible => 2, Standing.NeedsEvidence => 1, _ => 0 };

    private static IRule? RuleOf(Facts facts)
    {
        var known = Rules.Any(rule => rule.Award == facts.Award);
        return known ? Rules.FirstOrDefault(rule => rule.Judges(facts)) : null;
    }

    private static Verdict NoPack(Facts facts) => RuleOf(facts) is { } rule
        ? new Verdict(Standing.NeedsEvidence, rule.Name, Citation.OfLaw(rule.Article), "-", false, [Reason.Of("rule.noPack")])
        : Unknown("-", Reason.Of("rule.noPack"));

    private static Verdict Unknown(string pack, Reason reason) => new(Standing.NeedsEvidence, "-", "-", pack, false, [reason]);
}
