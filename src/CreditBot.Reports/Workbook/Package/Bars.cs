using CreditBot.Reports.Workbook.Cells;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Excel = DocumentFormat.OpenXml.Office.Excel;
using X14 = DocumentFormat.OpenXml.Office2010.Excel;

namespace CreditBot.Reports.Workbook.Package;

/// <summary>Data bars from 0 to 1 as Excel has them since 2010: flat, with fixed ends; older viewers get the plain ones.</summary>
internal static class Bars
{
    private const string RuleExtension = "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}";
    private const string SheetExtension = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}";

    public static void Add(Worksheet sheet, IReadOnlyList<Cells.DataBar> bars)
    {
        if (bars.Count == 0)
        {
            return;
        }

        var newer = new X14.ConditionalFormattings();
        for (var i = 0; i < bars.Count; i++)
        {
            // An id of our own making, since a random one would change the file's bytes.
            var id = $"{{00000000-0000-4000-8000-{i + 1:D12}}}";
            sheet.AddChild(Plain(bars[i].Range, id, i + 1));
            newer.Append(Newer(bars[i].Range, id));
        }

        var extension = new WorksheetExtension(newer) { Uri = SheetExtension };
        extension.AddNamespaceDeclaration(
            "x14",
            "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
        );
        sheet.AddChild(new WorksheetExtensionList(extension));
    }

    private static ConditionalFormatting Plain(string range, string id, int priority)
    {
        var extension = new ConditionalFormattingRuleExtension(new X14.Id(id))
        {
            Uri = RuleExtension,
        };
        extension.AddNamespaceDeclaration(
            "x14",
            "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
        );
        return new ConditionalFormatting(
            new ConditionalFormattingRule(
                new DocumentFormat.OpenXml.Spreadsheet.DataBar(
                    End("0"),
                    End("1"),
                    new Color { Rgb = Look.BarColour }
                ),
                new ConditionalFormattingRuleExtensionList(extension)
            )
            {
                Type = ConditionalFormatValues.DataBar,
                Priority = priority,
            }
        )
        {
            SequenceOfReferences = new([range]),
        };
    }

    private static X14.ConditionalFormatting Newer(string range, string id) =>
        new(
            new X14.ConditionalFormattingRule(
                new X14.DataBar(
                    NewerEnd("0"),
                    NewerEnd("1"),
                    new X14.NegativeFillColor { Rgb = Look.BarColour },
                    new X14.BarAxisColor { Rgb = Look.BarColour }
                )
                {
                    MinLength = 0,
                    MaxLength = 100,
                    Gradient = false,
                }
            )
            {
                Type = ConditionalFormatValues.DataBar,
                Id = id,
            },
            new Excel.ReferenceSequence(range)
        );

    private static ConditionalFormatValueObject End(string value) =>
        new() { Type = ConditionalFormatValueObjectValues.Number, Val = value };

    private static X14.ConditionalFormattingValueObject NewerEnd(string value) =>
        new(new Excel.Formula(value))
        {
            Type = X14.ConditionalFormattingValueObjectTypeValues.Numeric,
        };
}
