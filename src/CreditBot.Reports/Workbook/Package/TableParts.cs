using System.Globalization;
using CreditBot.Reports.Workbook.Cells;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CreditBot.Reports.Workbook.Package;

/// <summary>Excel tables, with their columns' formulas, over cells that are in the sheet already or will be streamed into it.</summary>
internal static class TableParts
{
    /// <returns>The last id given; ids count through the whole workbook.</returns>
    public static uint Add(WorksheetPart sheet, IReadOnlyList<TableDefinition> tables, uint lastId)
    {
        sheet.Worksheet.RemoveAllChildren<DocumentFormat.OpenXml.Spreadsheet.TableParts>();
        if (tables.Count == 0)
        {
            return lastId;
        }

        var references = new DocumentFormat.OpenXml.Spreadsheet.TableParts
        {
            Count = (uint)tables.Count,
        };
        foreach (var table in tables)
        {
            lastId++;
            var id = string.Create(CultureInfo.InvariantCulture, $"rIdTable{lastId}");
            sheet.AddNewPart<TableDefinitionPart>(id).Table = Table(table, lastId);
            references.Append(new TablePart { Id = id });
        }

        sheet.Worksheet.AddChild(references);
        return lastId;
    }

    private static Table Table(TableDefinition definition, uint id)
    {
        var columns = new TableColumns { Count = (uint)definition.Columns.Count };
        uint columnId = 0;
        foreach (var column in definition.Columns)
        {
            columns.Append(Column(column, ++columnId));
        }

        var table = new Table(
            new AutoFilter { Reference = definition.FilterRange },
            columns,
            new TableStyleInfo
            {
                ShowFirstColumn = false,
                ShowLastColumn = false,
                ShowRowStripes = false,
                ShowColumnStripes = false,
            }
        )
        {
            Id = id,
            Name = definition.Name,
            DisplayName = definition.Name,
            Reference = definition.Range,
        };
        if (definition.HasTotals)
        {
            table.TotalsRowCount = 1;
        }
        else
        {
            table.TotalsRowShown = false;
        }

        return table;
    }

    private static TableColumn Column(TableDefinition.Column column, uint id)
    {
        var made = new TableColumn { Id = id, Name = column.Name };
        if (column.TotalLabel is { } label)
        {
            made.TotalsRowLabel = label;
        }

        if (column.Formula is { } formula)
        {
            made.Append(new CalculatedColumnFormula(formula));
        }

        if (column.Total is { } total)
        {
            var isSum = total.StartsWith("SUBTOTAL(109,", StringComparison.Ordinal);
            made.TotalsRowFunction = isSum
                ? TotalsRowFunctionValues.Sum
                : TotalsRowFunctionValues.Custom;
            if (!isSum)
            {
                made.Append(new TotalsRowFormula(total));
            }
        }

        return made;
    }
}
