using System.Globalization;
using System.Xml;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Package;

/// <summary>Copies a sheet's XML and puts each table's rows in the place of the frame's row that carries their styles.</summary>
/// <remarks>One row at a time, so that a sheet of any length needs the memory of a short one.</remarks>
internal static class RowStream
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const int RowsBetweenReports = 1000;

    /// <param name="written">Told now and then how many rows there are.</param>
    public static void Copy(
        Stream sheet,
        Stream output,
        IReadOnlyList<TableBody> bodies,
        Action<int> written
    )
    {
        using var reader = XmlReader.Create(sheet);
        using var writer = XmlWriter.Create(
            output,
            new XmlWriterSettings
            {
                CloseOutput = false,
                Encoding = new System.Text.UTF8Encoding(false),
            }
        );
        var byRow = bodies.ToDictionary(body => body.FirstRow);
        reader.Read();
        while (!reader.EOF)
        {
            if (
                reader.NodeType == XmlNodeType.Element
                && reader.LocalName == "row"
                && byRow.TryGetValue(RowOf(reader), out var body)
            )
            {
                Rows(writer, body, Styles(reader.ReadSubtree(), body), written);
                reader.Read();
            }
            else
            {
                Node(reader, writer);
                reader.Read();
            }
        }
    }

    private static int RowOf(XmlReader row) =>
        int.Parse(row.GetAttribute("r")!, CultureInfo.InvariantCulture);

    // The style of each column: what the frame's cells of that row have.
    private static Dictionary<string, string> Styles(XmlReader row, TableBody body)
    {
        var styles = new Dictionary<string, string>(StringComparer.Ordinal);
        var digits = body.FirstRow.ToString(CultureInfo.InvariantCulture).Length;
        using (row)
        {
            while (row.Read())
            {
                if (row.NodeType == XmlNodeType.Element && row.LocalName == "c")
                {
                    var address = row.GetAttribute("r")!;
                    styles[address[..^digits]] = row.GetAttribute("s")!;
                }
            }
        }

        return styles;
    }

    private static void Rows(
        XmlWriter writer,
        TableBody body,
        Dictionary<string, string> styles,
        Action<int> written
    )
    {
        var number = body.FirstRow;
        string[] letters =
        [
            .. Enumerable.Range(body.FirstColumn, styles.Count).Select(SheetPen.Letters),
        ];
        string[] styleOf = [.. letters.Select(letter => styles[letter])];
        foreach (var row in body.Rows)
        {
            var at = number.ToString(CultureInfo.InvariantCulture);
            writer.WriteStartElement("row", Main);
            writer.WriteAttributeString("r", at);
            writer.WriteAttributeString(
                "ht",
                RowHeight.Of(row.Lines).ToString(CultureInfo.InvariantCulture)
            );
            writer.WriteAttributeString("customHeight", "1");
            for (var i = 0; i < row.Cells.Count; i++)
            {
                Cell(writer, letters[i] + at, styleOf[i], row.Cells[i]);
            }

            writer.WriteEndElement();
            number++;
            if ((number - body.FirstRow) % RowsBetweenReports == 0)
            {
                written(number - body.FirstRow);
            }
        }

        written(number - body.FirstRow);
    }

    private static void Cell(
        XmlWriter writer,
        string address,
        string style,
        (string? Formula, CellValue Value) cell
    )
    {
        var (formula, value) = cell;
        writer.WriteStartElement("c", Main);
        writer.WriteAttributeString("r", address);
        writer.WriteAttributeString("s", style);
        if (formula is not null)
        {
            if (value.Text is not null)
            {
                writer.WriteAttributeString("t", "str");
            }

            writer.WriteElementString("f", Main, formula);
            var result = value.Text is { } words ? ExcelText.Escaped(words) : value.Digits;
            writer.WriteElementString("v", Main, result);
        }
        else if (value.Text is { Length: > 0 } text)
        {
            writer.WriteAttributeString("t", "inlineStr");
            writer.WriteStartElement("is", Main);
            writer.WriteStartElement("t", Main);
            writer.WriteAttributeString("xml", "space", null, "preserve");
            writer.WriteString(ExcelText.Escaped(text));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        else if (value.Number is not null)
        {
            writer.WriteElementString("v", Main, value.Digits);
        }

        writer.WriteEndElement();
    }

    private static void Node(XmlReader reader, XmlWriter writer)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                writer.WriteAttributes(reader, defattr: false);
                if (reader.IsEmptyElement)
                {
                    writer.WriteEndElement();
                }

                break;
            case XmlNodeType.EndElement:
                writer.WriteFullEndElement();
                break;
            case XmlNodeType.Text:
                writer.WriteString(reader.Value);
                break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                writer.WriteWhitespace(reader.Value);
                break;
            default:
                break;
        }
    }
}
