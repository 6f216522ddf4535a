using EmulationM365.Campaigns;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Lint;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The lint on sentences of our own that carry the defects plans are known to carry, and on the sentences that only look like them.</summary>
public sealed class LintTests
{
    private static readonly IReadOnlyList<Unit> Units = CampaignFiles.Load(2025).Units;

    [Fact]
    public void A_Plan_With_Known_Defects_Shows_Each_Of_Them_And_No_Other()
    {
        // Act
        var findings = Lint(LintSamples.Wrapped);

        // Assert
        Assert.Equal(LintSamples.Expected, findings.Select(finding => (finding.Line, finding.Kind)));
        Assert.Contains("năm 2024", findings.First(finding => finding.Kind == "wrongYear").Quoted, StringComparison.Ordinal);
        Assert.Equal("cơ sở vệ tinh / điểm vệ tinh", findings.Single(finding => finding.Kind == "twoNames").Quoted);
        Assert.Contains("III.2 (lần 2)", findings.Single(finding => finding.Kind == "repeatedNumber").Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Các phòng đăng ký thi đua năm 2024 trước khi phát động.")]
    [InlineData("Gửi báo cáo về Thường trực trước ngày 15/12/2024.")]
    [InlineData("Gửi báo cáo chậm nhất ngày 15 tháng 12 năm 2026.")]
    [InlineData("Hoàn thành việc chấm điểm trong quý IV/2024.")]
    [InlineData("Hoàn thành việc chấm điểm trong tháng 12/2024.")]
    [InlineData("Trên đây là Kế hoạch triển khai công tác thi đua năm 2024.")]
    [InlineData("Căn cứ kế hoạch này, các phòng chủ động triển khai thi đua năm 2024.")]
    [InlineData("Thực hiện Chỉ thị số 01/CT-UBND ngày 01/01/2025 của UBND tỉnh, các phòng đăng ký thi đua năm 2024.")]
    [InlineData("Thực hiện Chỉ thị số 01/CT-UBND ngày 01/01/2025 của UBND tỉnh các phòng đăng ký thi đua năm 2023.")]
    [InlineData("Theo Nghị định số 98/2023/NĐ-CP; các phòng nộp hồ sơ năm 2023.")]
    [InlineData("Theo Kế hoạch số 5/KH-UBND ngày 02/01/2025 của tỉnh gửi báo cáo trước ngày 15/12/2024.")]
    [InlineData("Nơi nhận:\n- Lưu: VT, năm 2023.\nPhụ lục\nGửi danh sách năm 2024.")]
    [InlineData("Nơi nhận hồ sơ là Thường trực Hội đồng năm 2024.")]
    [InlineData("Gửi báo cáo tổng kết ngày 15/12/2024.")]
    [InlineData("Rà soát việc xử lý kỷ luật ngày 15/12/2024.")]
    [InlineData("Phát động phong trào năm 2026.")]
    [InlineData("Tổ chức tổng kết năm 2024.")]
    [InlineData("Gửi tờ trình trước ngày 30/4/2026.")]
    [InlineData("CÔNG TÁC THI ĐUA NĂM 2024")]
    public void A_Wrong_Year_That_Orders_Something_Is_Named(string sentence) => Assert.Equal("wrongYear", Assert.Single(Lint(sentence)).Kind);

    [Theory]
    [InlineData("Các phòng đăng ký thi đua năm 2025.")]
    [InlineData("Thực hiện Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng về kế hoạch 5 năm (2021-2025), năm 2021.")]
    [InlineData("Kế hoạch số 07/KH-UBND ngày 20/12/2024 của UBND tỉnh về thi đua năm 2025.")]
    [InlineData("Nghị quyết Đại hội nhiệm kỳ 2020 – 2025 và phong trào giai đoạn 2021 đến 2026.")]
    [InlineData("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")]
    [InlineData("Căn cứ Luật Thi đua, khen thưởng năm 2022;")]
    [InlineData("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ;")]
    [InlineData("Căn cứ các Nghị định 98/2023/NĐ-CP, 152/2025/NĐ-CP và 36/2017/QĐ-UBND;")]
    [InlineData("Tổ chức sơ kết, tổng kết phong trào năm 2025, triển khai nhiệm vụ trọng tâm năm 2026.")]
    [InlineData("Gửi tờ trình trước ngày 31/01/2026.")]
    [InlineData("Theo Kế hoạch số 3/KH-UBND ngày 02/01/2024 của UBND TP. Mẫu về thi đua năm 2024.")]
    [InlineData("Căn cứ Quyết định ngày 02/01/2024 của Giám đốc về Hội đồng;")]
    [InlineData("Phấn đấu vượt chỉ tiêu so với năm 2024.")]
    [InlineData("Phát huy kết quả đã đạt được trong năm 2024.")]
    [InlineData("Sơn La, ngày 04 tháng 02 năm 2024")]
    [InlineData("Ngày ký: 04/02/2024 15:23")]
    [InlineData("Trồng 2024 cây xanh trong khuôn viên.")]
    [InlineData("Nơi nhận: các phòng, năm 2024.")]
    public void A_Year_That_Orders_Nothing_Is_Left_Alone(string sentence) => Assert.Empty(Lint(sentence));

    [Theory]
    [InlineData("công tác\nnăm\n2024 của phòng", 3)]
    [InlineData("trong chỉ đạo các phòng\n3\nđăng ký năm 2024", 3)]
    [InlineData("Chỉ thị số 11/CT-\nUBND ngày 13/10/2020 của UBND tỉnh, giai đoạn 2020-\n2025, các phòng đăng ký năm 2024", 3)]
    public void A_Sentence_Is_Joined_Before_It_Is_Judged_And_The_Line_Is_That_Of_The_Year(string text, int line) => Assert.Equal(line, Assert.Single(Lint(text)).Line);

    [Fact]
    public void A_Syllable_That_A_Hyphen_Broke_Is_Made_Whole_And_A_Sign_Keeps_Its_Hyphen()
    {
        var text = Assert.Single(Unwrap("công tác khen thưở-\nng theo Chỉ thị 01/CT-\nUBND về kinh tế -\nxã hội")).Text;
        Assert.Equal("công tác khen thưởng theo Chỉ thị 01/CT-UBND về kinh tế - xã hội", text);
    }

    [Theory]
    [InlineData("I. A\n1. B\n2. C\nII. D\n1. E\n2. F", "")]
    [InlineData("I. A\n1. B\n1. C", "3")]
    [InlineData("I. A\nII. B\nII. C\nII. D", "3,4")]
    [InlineData("1. A\na) B\nb) C\n2. D\na) E\na) F", "6")]
    [InlineData("1. A\n1.1. B\n1.2. C\n2. D\n2.1. E\n2.1. F", "6")]
    [InlineData("I. A\n1) B\n1. C", "")]
    [InlineData("Ban hành năm\n2. Của UBND", "")]
    [InlineData("Chương I\nQUY ĐỊNH CHUNG\nChương II\nTỔ CHỨC\nCHƯƠNG II\nTHI HÀNH", "5")]
    [InlineData("Chương I. Quy định chung\nĐiều 1. A\nĐiều 2. B\nChương II. Tổ chức\nĐiều 3. C\nĐiều 2: D", "6")]
    [InlineData("Điều 1. A\nĐiều 2. B\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. C\nĐiều 2. D", "")]
    [InlineData("Chương I. Chung\nMục 1. A\nMục 2. B\nChương II. Riêng\nMục 1. C\nMục 1. D", "6")]
    [InlineData("Phần thứ nhất\nĐẶC ĐIỂM\nPhần thứ hai\nNỘI DUNG\nPHẦN THỨ HAI\nTHỰC HIỆN", "5")]
    [InlineData("PHẦN I\n1. A\n2. B\nPHẦN II\n1. C\n1. D", "6")]
    [InlineData("Phần I KẾT QUẢ\nPhần I PHƯƠNG HƯỚNG", "2")]
    [InlineData("Điều 1. A\n1. B\n2. C\nĐiều 2. D\n1. E\n1. F", "6")]
    [InlineData("I. A\nĐiều 1. B\nII. C\nĐiều 2. D\nII. E", "5")]
    [InlineData("Điều 5. A\nThực hiện theo quy định tại\nĐiều 5. Việc khác do Hội đồng xét.", "")]
    [InlineData("Điều 5. A\nĐiều 5 Luật Thi đua, khen thưởng\nChương trình công tác\nPhần thưởng\nMục tiêu chung\nChương II của Luật", "")]
    public void A_Number_Is_Repeated_Only_Beside_Its_Like(string text, string lines) =>
        Assert.Equal(lines, string.Join(',', Lint(text).Where(finding => finding.Kind == "repeatedNumber").Select(finding => finding.Line)));

    [Fact]
    public void A_Repeated_Article_Is_Called_As_People_Call_It_And_Told_From_The_First()
    {
        var finding = Assert.Single(Lint("Chương II\nTỔ CHỨC THỰC HIỆN\nĐiều 4. Hội đồng\nĐiều 4. Các phòng\nChương II\nTHI HÀNH"), finding => finding.Line == 4);
        Assert.Equal("Điều 4. Các phòng", finding.Quoted);
        Assert.Contains("\"Hội đồng\" ở dòng 3", finding.Advice, StringComparison.Ordinal);
        Assert.Contains("Chương II, Điều 4 (lần 2)", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Long_Title_Without_A_Blank_Is_Cut_And_Brings_Nothing_To_A_Fall() =>
        Assert.Equal(84, Assert.Single(Lint($"1. {new string('a', 200)}\n1. {new string('b', 200)}")).Quoted.Length);

    [Theory]
    [InlineData("Phòng Y tế và phục hồi sức khỏe gửi báo cáo.", "Phòng Y tế")]
    [InlineData("Giao Phòng Quản lý - Giáo dục chủ trì.", "Phòng Quản lý - Giáo dục")]
    [InlineData("Giao Phòng Y tế, các phòng chuyên môn và Phòng Y tế lập danh sách.", "Phòng Y tế")]
    [InlineData("Các phòng nghiệp vụ nộp hồ sơ.", "phòng nghiệp vụ")]
    [InlineData("Trạm vệ tinh nộp hồ sơ.", "Trạm vệ tinh")]
    [InlineData("Phòng chuyên môn 9 nộp hồ sơ.", "")]
    [InlineData("PHÒNG TỔ CHỨC - HÀNH CHÍNH - KẾ TOÁN, P.TC-HC-KT, Phòng Tổ chức–Hành chính–Kế toán.", "")]
    [InlineData("Công tác phòng, chống ma túy; nghiên cứu khoa học; phòng mình và đội ngũ viên chức.", "")]
    public void A_Unit_That_The_Campaign_Does_Not_Know_Is_Named(string sentence, string named) =>
        Assert.Equal(named, string.Join(',', Lint(sentence).Where(finding => finding.Kind == "unknownUnit").Select(finding => finding.Quoted)));

    [Theory]
    [InlineData("Cơ sở vệ tinh nộp hồ sơ. Các điểm vệ tinh họp.", true)]
    [InlineData("Cơ sở vệ tinh 1 nộp hồ sơ. Điểm vệ tinh 1 họp.", true)]
    [InlineData("Các điểm vệ tinh nộp hồ sơ. Điểm vệ tinh họp.", false)]
    [InlineData("Phòng Tổ chức – Hành chính – Kế toán (P.TC-HC-KT); Phòng Tổ chức - Hành chính - Kế toán.", false)]
    public void Two_Words_For_One_Thing_Are_Named_Once(string text, bool named) => Assert.Equal(named ? 1 : 0, Lint(text).Count(finding => finding.Kind == "twoNames"));

    [Theory]
    [InlineData("1. Tổng hợp\nCác phòng gửi báo cáo.", "nêu ngày hoặc kỳ")]
    [InlineData("1. Tổng hợp\nCác phòng định kỳ gửi báo cáo.", "chỉ ghi định kỳ")]
    [InlineData("1. Tổng hợp\nCác phòng gửi báo cáo theo Kế hoạch số 1/KH-UBND ngày 02/01/2025 của tỉnh.", "nêu ngày hoặc kỳ")]
    [InlineData("1. Phổ biến\nPhổ biến Chỉ thị số 19/CT-TTg ngày 16/7/2021 về nhiệm vụ hằng năm và kế hoạch 05 năm (2021-2025).", "nêu ngày hoặc kỳ")]
    [InlineData("1. Tổng hợp\nTheo Kế hoạch số 5/KH-UBND ngày 02/01/2025 của tỉnh gửi báo cáo trước ngày 15/6.", "")]
    [InlineData("1. Tổng hợp\nCác phòng gửi báo cáo trước ngày 15/6.", "")]
    [InlineData("1. Tổng hợp\nCác phòng gửi báo cáo hằng quý.", "")]
    [InlineData("1. Tổng hợp (trước 15/6/2025)\nCác phòng gửi báo cáo.", "")]
    [InlineData("1. Mục đích\nNâng cao chất lượng tổ chức phong trào.", "")]
    [InlineData("1. Tổng hợp", "")]
    public void A_Section_That_Orders_Without_A_Day_Is_Named(string text, string says)
    {
        var findings = Lint(text);
        if (says.Length == 0) Assert.Empty(findings);
        else Assert.Contains(says, Assert.Single(findings).Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KẾ HOẠCH\nCông tác thi đua năm 2026\nThực hiện Chỉ thị số 1/CT-UBND ngày 01/01/2025 của tỉnh.", 2026)]
    [InlineData("Sơn La, ngày 30 tháng 12 năm 2024\nKẾ HOẠCH\nCÔNG TÁC THI ĐUA NĂM 2025", 2025)]
    [InlineData("KẾ HOẠCH\nCông tác thi đua", null)]
    public void The_Year_Is_Taken_From_The_Title(string text, int? year) => Assert.Equal(year, PlanLint.YearOf(Unwrap(text)));

    [Fact]
    public void No_Text_Brings_It_To_A_Fall()
    {
        string[] pieces = ["năm 2024", "\n", " ", "-", "1. ", "II. ", "a) ", "Phòng Y tế", "ngày 15/12/2024", "Chỉ thị số 1/CT-", ";", ".", "Nơi nhận", "\u00AD", "(", "3\n", "Kế hoạch", "đ", "2025", "điểm vệ tinh", "Điều 5. ", "Chương I", "PHẦN THỨ HAI"];
        var texts = Gen.Elements(pieces).ListOf().Select(parts => $"đ{string.Concat(parts)}");
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var paragraphs = Unwrap(text);
            return PlanLint.YearOf(paragraphs) is null or >= 2000 && PlanLint.Find(paragraphs, 2025, Units).All(finding => finding.Line >= 1 && finding.Quoted.Length > 0);
        }).QuickCheckThrowOnFailure();
    }

    private static IReadOnlyList<Finding> Lint(string text) => PlanLint.Find(Unwrap(text), 2025, Units);

    private static IReadOnlyList<Paragraph> Unwrap(string text)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.txt");
        try
        {
            File.WriteAllText(file, text);
            return PlanFile.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
