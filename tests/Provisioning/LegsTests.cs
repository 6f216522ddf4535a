using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Tests.Provisioning;

/// <summary>What of a round goes out together: REST steps of all lists in few batches, what stands on one list in its order, groups before the rights that name them.</summary>
public sealed class LegsTests
{
    private static readonly ListSchema[] Three = [Units.List, Staff.List, Rounds.List];

    [Fact]
    public void Steps_Of_Graph_Go_Alone_And_Those_Of_Rest_Together()
    {
        var legs = Legs.Of([.. Three.SelectMany(list => new SiteStep[] { new RenameList(list, list.Name, "x"), new CloseList(list, list.Name), Give(list) })], 1250);
        Assert.Equal([1, 1, 1, 6], legs.Select(leg => leg.Steps.Count));
        Assert.Equal((1, 6, 30), (legs[3].Price.Requests, legs[3].Price.RestCalls, legs[3].Price.RestUnits));
        Assert.Equal(1, legs[0].Price.GraphRequests);
    }

    [Fact]
    public void What_Stands_On_One_List_Keeps_Its_Order()
    {
        SiteStep[] round = [new CloseList(Units.List, "u"), Give(Units.List), new NarrowList(Units.List, "u", true), new RenameList(Units.List, "u", "x"), new CloseList(Staff.List, "s"), new NarrowList(Units.List, "u", false)];
        var taken = Legs.Of(round, 1250).SelectMany(leg => leg.Steps).ToList();
        Assert.Equal(round.Where(step => step is not CloseList { List.Name: "Staff" }), taken.Where(step => step is not CloseList { List.Name: "Staff" }));
        Assert.Equal(round.Length, taken.Count);
    }

    [Fact]
    public void Groups_Come_First_And_By_Themselves()
    {
        var legs = Legs.Of([new CloseList(Units.List, "u"), new MakeGroup("A", ""), Give(Units.List), new MakeGroup("B", "")], 1250);
        Assert.All(legs[0].Steps, step => Assert.IsType<MakeGroup>(step));
        Assert.Equal([2, 2], legs.Select(leg => leg.Steps.Count));
    }

    [Theory]
    [InlineData(1_000_000, 100, 100, 50)]
    [InlineData(100, 20, 20, 20)]
    [InlineData(4, 1, 1, 1)]
    public void A_Batch_Holds_A_Hundred_And_Costs_No_More_Than_A_Minute_Grants(int unitsPerMinute, params int[] first)
    {
        var legs = Legs.Of([.. Enumerable.Range(0, 250).Select(number => (SiteStep)new CloseList(Units.List, $"{number}"))], unitsPerMinute);
        Assert.Equal(first, legs.Select(leg => leg.Steps.Count).Take(first.Length));
        Assert.Equal(250, legs.Sum(leg => leg.Steps.Count));
        Assert.All(legs, leg => Assert.True(leg.Steps.Count == 1 || leg.Price.Units <= unitsPerMinute));
    }

    private static GiveRight Give(ListSchema list) => new(RightsPlace.Of(list, list.Name), "A", SiteLevel.Read);
}
