using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace EmulationM365.Rules;

/// <summary>Kinds of authority that sign a decision (Law 06/2022/QH15 Art. 74–80).</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum Authority
{
    /// <summary>The words do not tell.</summary>
    Unknown,

    /// <summary>Director of a unit under a Sở: proposes, does not decide.</summary>
    UnitDirector,

    /// <summary>Director of a Sở or equivalent.</summary>
    SoDirector,

    /// <summary>Director of the provincial police.</summary>
    ProvincialPolice,

    /// <summary>Chair of a commune.</summary>
    Commune,

    /// <summary>Chair of a district, until districts ended on 30/06/2025.</summary>
    District,

    /// <summary>Chair of the province.</summary>
    Province,

    /// <summary>Head of a unit with legal personality under a ministry.</summary>
    MinistryUnit,

    /// <summary>A minister.</summary>
    Minister,

    /// <summary>The Prime Minister.</summary>
    PrimeMinister,

    /// <summary>The President.</summary>
    President,
}

/// <summary>Reads an authority from words.</summary>
internal static class Authorities
{
    /// <summary>In this order: the narrower words come first, because the wider ones are part of them.</summary>
    private static readonly (Authority Kind, string[] Words)[] Known =
    [
        (Authority.PrimeMinister, ["thủ tướng"]),
        (Authority.President, ["chủ tịch nước"]),
        (Authority.UnitDirector, ["thuộc sở", "trực thuộc sở", "giám đốc cơ sở", "giám đốc trung tâm", "giám đốc đơn vị", "trưởng cơ sở"]),
        (Authority.MinistryUnit, ["thuộc bộ", "tư cách pháp nhân"]),
        (Authority.Minister, ["bộ trưởng"]),
        (Authority.ProvincialPolice, ["công an tỉnh"]),
        (Authority.SoDirector, ["giám đốc sở", "sở"]),
        (Authority.Commune, ["xã", "phường", "thị trấn", "đặc khu"]),
        (Authority.District, ["huyện", "quận", "thị xã"]),
        (Authority.Province, ["tỉnh", "thành phố"]),
    ];

    /// <summary>The kind of authority that the words name; "đơn vị" and "cơ sở" alone are units of a Sở here.</summary>
    public static Authority Of(string words) => Known.FirstOrDefault(known => WordsOf.Has(words, known.Words)).Kind;
}
