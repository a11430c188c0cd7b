using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CreditBot.Reports.Workbook.Cells;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CreditBot.Reports.Workbook.Package;

/// <summary>Puts native charts on a sheet: one drawing with a frame per chart, and a part per chart.</summary>
internal static class ChartParts
{
    private static readonly XNamespace Place =
        "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";

    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    private static readonly XNamespace R =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static void Add(WorksheetPart sheet, IReadOnlyList<ChartPlan> charts)
    {
        if (charts.Count == 0)
        {
            return;
        }

        var drawing = sheet.AddNewPart<DrawingsPart>("rIdDrawing");
        var places = new XElement(
            Place + "wsDr",
            new XAttribute(XNamespace.Xmlns + "xdr", Place),
            new XAttribute(XNamespace.Xmlns + "a", A)
        );
        for (var i = 0; i < charts.Count; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"rIdChart{i + 1}");
            Feed(drawing.AddNewPart<ChartPart>(id), ChartXml.Of(charts[i]));
            places.Add(Frame(charts[i], id, i + 2));
        }

        Feed(drawing, places);
        sheet.Worksheet.AddChild(new Drawing { Id = "rIdDrawing" });
    }

    private static XElement Frame(ChartPlan chart, string relation, int id) =>
        new(
            Place + "twoCellAnchor",
            new XAttribute("editAs", "oneCell"),
            Corner("from", chart.At.Column, chart.At.Row),
            Corner("to", chart.At.ToColumn, chart.At.ToRow),
            new XElement(
                Place + "graphicFrame",
                new XAttribute("macro", ""),
                new XElement(
                    Place + "nvGraphicFramePr",
                    new XElement(
                        Place + "cNvPr",
                        new XAttribute("id", id),
                        new XAttribute("name", ExcelText.Escaped(chart.Title)),
                        new XAttribute("descr", ExcelText.Escaped(chart.AltText))
                    ),
                    new XElement(Place + "cNvGraphicFramePr")
                ),
                new XElement(
                    Place + "xfrm",
                    new XElement(A + "off", new XAttribute("x", 0), new XAttribute("y", 0)),
                    new XElement(A + "ext", new XAttribute("cx", 0), new XAttribute("cy", 0))
                ),
                new XElement(
                    A + "graphic",
                    new XElement(
                        A + "graphicData",
                        new XAttribute("uri", C.NamespaceName),
                        new XElement(
                            C + "chart",
                            new XAttribute(XNamespace.Xmlns + "c", C),
                            new XAttribute(XNamespace.Xmlns + "r", R),
                            new XAttribute(R + "id", relation)
                        )
                    )
                )
            ),
            new XElement(Place + "clientData")
        );

    private static XElement Corner(string name, int column, int row) =>
        new(
            Place + name,
            new XElement(Place + "col", column),
            new XElement(Place + "colOff", 0),
            new XElement(Place + "row", row),
            new XElement(Place + "rowOff", 0)
        );

    private static void Feed(OpenXmlPart part, XElement root)
    {
        var text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
            + root.ToString(SaveOptions.DisableFormatting);
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
        part.FeedData(bytes);
    }
}
