using System.Xml.Linq;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Package;

/// <summary>A bar or column chart in DrawingML, with its figures cached in it (ECMA-376 part 1, §21.2).</summary>
internal static class ChartXml
{
    private const string Ink = "4B5563";
    private const string GridLine = "E5E7EB";

    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";

    public static XElement Of(ChartPlan chart)
    {
        var several = chart.AllSeries.Count > 1;
        return new XElement(
            C + "chartSpace",
            new XAttribute(XNamespace.Xmlns + "c", C),
            new XAttribute(XNamespace.Xmlns + "a", A),
            Val("roundedCorners", 0),
            new XElement(
                C + "chart",
                Title(chart.Title),
                Val("autoTitleDeleted", 0),
                new XElement(
                    C + "plotArea",
                    new XElement(C + "layout"),
                    Bars(chart),
                    CategoryAxis(chart),
                    ValueAxis(chart)
                ),
                several
                    ? new XElement(
                        C + "legend",
                        Val("legendPos", "b"),
                        Val("overlay", 0),
                        Text(900, bold: false)
                    )
                    : null,
                Val("plotVisOnly", 1),
                Val("dispBlanksAs", "gap")
            ),
            new XElement(
                C + "spPr",
                new XElement(A + "solidFill", Colour("FFFFFF")),
                new XElement(A + "ln", new XElement(A + "solidFill", Colour(GridLine)))
            )
        );
    }

    private static XElement Bars(ChartPlan chart) =>
        new(
            C + "barChart",
            Val("barDir", chart.IsHorizontal ? "bar" : "col"),
            Val("grouping", "clustered"),
            Val("varyColors", 0),
            chart.AllSeries.Select((series, i) => Series(chart, series, i)),
            Val("gapWidth", 60),
            Val("axId", 1001),
            Val("axId", 1002)
        );

    private static XElement Series(ChartPlan chart, ChartPlan.Series series, int index) =>
        new(
            C + "ser",
            Val("idx", index),
            Val("order", index),
            new XElement(C + "tx", new XElement(C + "v", series.Name)),
            new XElement(C + "spPr", new XElement(A + "solidFill", Colour(series.Colour))),
            Val("invertIfNegative", 0),
            new XElement(C + "cat", Categories(chart.Categories)),
            new XElement(
                C + "val",
                new XElement(
                    C + "numRef",
                    new XElement(C + "f", series.Reference),
                    Cache("numCache", chart.NumberFormat, series.Values)
                )
            )
        );

    private static XElement Categories(ChartPlan.Labels labels)
    {
        var areMonths = labels.Values.Any(value => value.Number is not null);
        return new XElement(
            C + (areMonths ? "numRef" : "strRef"),
            new XElement(C + "f", labels.Reference),
            areMonths
                ? Cache("numCache", labels.Format, labels.Values)
                : Cache("strCache", null, labels.Values)
        );
    }

    private static XElement Cache(string name, string? format, IReadOnlyList<CellValue> values)
    {
        var points = values
            .Select(
                (value, i) =>
                    new XElement(
                        C + "pt",
                        new XAttribute("idx", i),
                        new XElement(
                            C + "v",
                            value.Text is { } text ? ExcelText.Escaped(text) : value.Digits
                        )
                    )
            )
            .ToList();
        return new XElement(
            C + name,
            format is null ? null : new XElement(C + "formatCode", format),
            Val("ptCount", points.Count),
            points
        );
    }

    private static XElement CategoryAxis(ChartPlan chart) =>
        new(
            C + "catAx",
            Val("axId", 1001),
            // Bars are read from the top, columns from the left.
            new XElement(
                C + "scaling",
                Val("orientation", chart.IsHorizontal ? "maxMin" : "minMax")
            ),
            Val("delete", 0),
            Val("axPos", chart.IsHorizontal ? "l" : "b"),
            Val(
                "numFmt",
                null,
                new XAttribute("formatCode", chart.Categories.Format),
                new XAttribute("sourceLinked", 1)
            ),
            Val("majorTickMark", "none"),
            Val("minorTickMark", "none"),
            Val("tickLblPos", "low"),
            Line(GridLine),
            Text(900, bold: false),
            Val("crossAx", 1002),
            Val("crosses", "autoZero"),
            Val("auto", 0),
            Val("lblAlgn", "ctr"),
            Val("lblOffset", 100),
            Val("noMultiLvlLbl", 1)
        );

    private static XElement ValueAxis(ChartPlan chart) =>
        new(
            C + "valAx",
            Val("axId", 1002),
            new XElement(C + "scaling", Val("orientation", "minMax")),
            Val("delete", 0),
            Val("axPos", chart.IsHorizontal ? "b" : "l"),
            new XElement(C + "majorGridlines", Line(GridLine)),
            Val(
                "numFmt",
                null,
                new XAttribute("formatCode", chart.NumberFormat),
                new XAttribute("sourceLinked", 0)
            ),
            Val("majorTickMark", "none"),
            Val("minorTickMark", "none"),
            Val("tickLblPos", "nextTo"),
            new XElement(C + "spPr", new XElement(A + "ln", new XElement(A + "noFill"))),
            Text(900, bold: false),
            Val("crossAx", 1001),
            // The categories run from the top, so the values' axis is at the bottom by crossing at their end.
            Val("crosses", chart.IsHorizontal ? "max" : "autoZero"),
            Val("crossBetween", "between")
        );

    private static XElement Title(string title) =>
        new(
            C + "title",
            new XElement(
                C + "tx",
                new XElement(
                    C + "rich",
                    new XElement(A + "bodyPr"),
                    new XElement(
                        A + "p",
                        new XElement(A + "pPr", Font("defRPr", 1100, bold: true)),
                        new XElement(
                            A + "r",
                            Font("rPr", 1100, bold: true),
                            new XElement(A + "t", title)
                        )
                    )
                )
            ),
            Val("overlay", 0)
        );

    private static XElement Text(int size, bool bold) =>
        new(
            C + "txPr",
            new XElement(A + "bodyPr"),
            new XElement(
                A + "p",
                new XElement(A + "pPr", Font("defRPr", size, bold)),
                new XElement(A + "endParaRPr", new XAttribute("lang", "en-US"))
            )
        );

    private static XElement Font(string name, int size, bool bold) =>
        new(
            A + name,
            name == "rPr" ? new XAttribute("lang", "en-US") : null,
            new XAttribute("sz", size),
            new XAttribute("b", bold ? 1 : 0),
            new XElement(A + "solidFill", Colour(Ink))
        );

    private static XElement Line(string colour) =>
        new(
            C + "spPr",
            new XElement(
                A + "ln",
                new XAttribute("w", 6350),
                new XElement(A + "solidFill", Colour(colour))
            )
        );

    private static XElement Colour(string rgb) => new(A + "srgbClr", new XAttribute("val", rgb));

    private static XElement Val(string name, object? value, params XAttribute[] others) =>
        new(C + name, value is null ? null : new XAttribute("val", value), others);
}
