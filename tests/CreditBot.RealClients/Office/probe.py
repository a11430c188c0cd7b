"""Tells as JSON what openpyxl sees in a workbook: python3 probe.py FILE.xlsx"""

import datetime
import json
import sys

import openpyxl


def plain(value):
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    return value


def title_of(chart):
    try:
        return "".join(run.t for paragraph in chart.title.tx.rich.p for run in paragraph.r or [])
    except AttributeError:
        return None


def cells_of(sheet, cached):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            formula = cell.value if cell.data_type == "f" else None
            if formula is not None and not isinstance(formula, str):
                formula = formula.text  # an array formula
            yield cell.coordinate, {
                "value": plain(cached[cell.coordinate].value),
                "formula": formula,
                "format": cell.number_format,
                "bold": bool(cell.font and cell.font.b),
            }


def sheet_of(sheet, cached):
    return {
        "name": sheet.title,
        "hidden": sheet.sheet_state != "visible",
        "dimensions": sheet.dimensions,
        "frozenAt": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "landscape": sheet.page_setup.orientation == "landscape",
        "tables": [{"name": table.name, "range": table.ref} for table in sheet.tables.values()],
        "charts": [{"kind": type(chart).__name__, "title": title_of(chart)} for chart in sheet._charts],
        "widths": {letter: column.width for letter, column in sheet.column_dimensions.items()},
        "cells": dict(cells_of(sheet, cached)),
    }


formulas = openpyxl.load_workbook(sys.argv[1])
values = openpyxl.load_workbook(sys.argv[1], data_only=True)
json.dump(
    {
        "sheets": [sheet_of(sheet, values[sheet.title]) for sheet in formulas.worksheets],
        "names": {name.name: name.attr_text for name in formulas.defined_names.definedName},
    },
    sys.stdout,
)
