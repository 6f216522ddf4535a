namespace EmulationM365.Tests.Provisioning;

/// <summary>An invented plan with the defects that plans are known to carry: years left over from last year, a number twice, two words for one thing, no dates.</summary>
internal static class LintSamples
{
    /// <summary>As it comes out of a PDF: lines broken by hand, a page number between them, signs broken at their hyphens.</summary>
    public const string Wrapped = """
        KẾ HOẠCH
        Thi đua, khen thưởng của đơn vị mẫu năm 2025
        Theo Chỉ thị số 05/CT-UBND ngày 02/01/2025 của UBND tỉnh mẫu về thi đua
        năm 2025, đơn vị mẫu lập kế hoạch này.
        I. MỤC ĐÍCH
        Động viên viên chức, người lao động của các phòng chuyên môn và cơ sở vệ tinh
        hoàn thành nhiệm vụ năm 2025.
        II. NỘI DUNG
        1. Phổ biến văn bản
        Phổ biến Chỉ thị số 12/CT-TTg ngày 01/7/2021 về thi đua 05 năm (2021-
        2025); Nghị quyết số 08/NQ-
        HĐND ngày 10/12/2020 cho giai đoạn 2021-2025; Luật Thi đua, khen thưởng năm
        2022 tới từng người trong tháng 3.
        2. Phong trào
        Các phòng chuyên môn hưởng ứng phong trào do đơn vị phát động, chú ý người
        2
        lao động trực tiếp. Tổ chức tổng kết năm 2025 và nêu nhiệm vụ năm 2026.
        III. PHÂN CÔNG
        1. Hội đồng
        Họp xét vào cuối mỗi quý, hướng dẫn các phòng chuyên môn.
        2. Phòng Tổ chức - Hành chính - Kế toán
        Đôn đốc các phòng; định kỳ báo cáo.
        2. Các phòng chuyên môn
        Mỗi quý gửi danh sách đề nghị, lập bảng điểm thi đua của phòng cho năm
        2024 và gửi về Phòng Tổ chức – Hành chính – Kế toán. Giới thiệu gương tốt
        năm 2024 bằng văn bản.
        Kế hoạch này dùng cho công tác thi đua năm 2024. Các phòng, điểm vệ tinh
        nghiêm túc thực hiện./.
        Nơi nhận:
        - Các phòng nghiệp vụ năm 2024;
        - Lưu: VT.
        """;

    /// <summary>What is to be found in it, line by line.</summary>
    public static (int Line, string Kind)[] Expected =>
    [
        (14, "noDate"), (21, "noDate"), (23, "repeatedNumber"), (25, "wrongYear"), (26, "wrongYear"), (27, "wrongYear"), (27, "twoNames"),
    ];

    /// <summary>The same as paragraphs, each one whole, as a Word document holds it; with the numbers of the findings there.</summary>
    public static (string[] Paragraphs, (int Line, string Kind)[] Expected) Whole =>
    (
        [
            "KẾ HOẠCH", "Thi đua, khen thưởng của đơn vị mẫu năm 2025", "", "I. MỤC ĐÍCH", "Động viên người lao động của cơ sở vệ tinh hoàn thành nhiệm vụ năm 2025.",
            "II. PHÂN CÔNG", "1. Hội đồng", "Hướng dẫn thực hiện Chỉ thị số 12/CT-TTg ngày 01/7/2021 trong tháng 3.", "2. Phòng Tổ chức - Hành chính - Kế toán",
            "Đôn đốc các phòng.", "2. Các phòng chuyên môn", "Hằng quý gửi danh sách đề nghị năm 2024 về Phòng Tổ chức – Hành chính – Kế toán. Giới thiệu gương tốt năm 2024.",
            "Kế hoạch này dùng cho năm 2024. Các phòng, điểm vệ tinh nghiêm túc thực hiện./.", "Nơi nhận:", "- Lưu: VT.",
        ],
        [(9, "noDate"), (11, "repeatedNumber"), (12, "wrongYear"), (12, "wrongYear"), (13, "wrongYear"), (13, "twoNames")]
    );
}
