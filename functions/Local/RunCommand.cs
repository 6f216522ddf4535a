using EmulationM365.Functions.Local.Sample;

namespace EmulationM365.Functions.Local;

/// <summary>The one command: everything on this machine, with a year that has begun.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(CommandLine.Choice choice, CancellationToken cancellationToken)
    {
        var data = Folders.Make(choice.Data ?? ".data", choice.Reset);
        var clock = LocalClock.Open(data, Script.Begin, runs: true);
        await using var machine = await OneMachine.StartAsync(new OneMachineSettings(data, choice.TenantPort ?? 5365, choice.Port ?? 7071, clock, choice.Record) { Teams = true, Outlook = true }, cancellationToken);
        Console.WriteLine("Đang tạo danh sách và nạp dữ liệu mẫu… (making the lists, loading the sample)");
        await new Rehearsal(machine, new Journal(data)).PlayAsync(demo: true, _ => Task.CompletedTask, cancellationToken);
        Say(machine, data);
        while (!cancellationToken.IsCancellationRequested)
        {
            await machine.SettleAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
        }

        return 0;
    }

    private static void Say(OneMachine machine, string data)
    {
        Console.WriteLine($"""

            EmulationM365 đang chạy trên máy này. Mọi người đều là người mẫu. (Everybody here is invented.)

              {machine.TenantAddress,-28} SharePoint, thư, tin tức  (lists, mail, news)
              {machine.Host.BaseAddress,-28} trang trả lời yêu cầu      (request pages; open them from a mail)

            Đồng hồ: {Campaigns.VietnamTime.Write(machine.Clock.GetUtcNow())}. Dữ liệu: {data} (--reset để làm lại từ đầu).
            Phòng Tổ chức – Hành chính – Kế toán đã qua niêm yết, Hội đồng, tờ trình, quyết định và tin đăng. Phòng chuyên môn 1 đang chờ trưởng phòng xác nhận;
            mở hộp thư của Trưởng phòng (Cán bộ mẫu 04), trả lời ngay trên thẻ của thư đề nghị xác nhận hoặc theo đường dẫn trong thư nhắc mới nhất (the head's mailbox; answer on the card of the mail that asks, or follow the link of the newest reminder):
              {new Uri(machine.TenantAddress, $"signin?as={SamplePeople.Number(4).UserPrincipalName}&back=/outlook")}
            Hoặc bấm trên thẻ trong Teams của người đó (or press the card in that person's Teams):
              {new Uri(machine.TenantAddress, $"signin?as={SamplePeople.Number(4).UserPrincipalName}&back=/teams")}
            Ctrl+C để dừng.
            """);
    }
}
