"""Works months out again from the raw entries and compares them with the workbooks: python3 recompute.py FOLDER

FOLDER holds agency.json (zone, grace, prices, each client's raw entries) and a workbook yyyy-MM.xlsx for each month. Written from
the rules alone (design.md 3.7 to 3.10), in decimals, with nothing of the product in it. Says as JSON what it compared and each
figure that is not the same.
"""

import collections
import datetime
import json
import pathlib
import sys
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import openpyxl

folder = pathlib.Path(sys.argv[1])
agency = json.loads((folder / "agency.json").read_text(), parse_float=Decimal)
zone = ZoneInfo(agency["zone"])
faults = []
compared = 0


def local(micros):
    moment = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(microseconds=micros)
    return moment.astimezone(zone)


def number_of(month):
    return int(month[:4]) * 12 + int(month[5:]) - 1


def name_of(number):
    return f"{number // 12:04}-{number % 12 + 1:02}"


def month_of(micros):
    day = local(micros)
    return day.year * 12 + day.month - 1


def closes(month):
    """The start of the day on which its grace is over, in microseconds."""
    after = month + 1
    day = datetime.datetime(after // 12, after % 12 + 1, 1 + agency["graceDays"], tzinfo=zone)
    return int(day.timestamp()) * 1_000_000


def counts_in(own, written):
    """The month itself while it is open, else the earliest one that is."""
    if written < closes(own):
        return own
    running = month_of(written)
    earlier = [running - back for back in (3, 2, 1) if written < closes(running - back)]
    return min(earlier, default=running)


def cents(amount):
    sign = -1 if amount < 0 else 1
    return sign * abs(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)


def price_on(micros):
    day = local(micros).date().isoformat()
    dated = [price for price in agency["costs"] if price["from"] <= day]
    return Decimal((dated[-1] if dated else agency["costs"][0])["price"])


def thousandths(value):
    return Decimal(value) / 1000


class Figures:
    def __init__(self):
        self.used = Decimal(0)
        self.overage = Decimal(0)
        self.charged = collections.Counter()
        self.cost = Decimal(0)
        self.late_cost = collections.defaultdict(Decimal)
        self.late_charged = Decimal(0)
        self.days = collections.defaultdict(Decimal)
        self.lines = []

    @property
    def adjustments(self):
        return self.late_charged - sum(cents(cost) for cost in self.late_cost.values())

    @property
    def revenue(self):
        return sum(self.charged.values(), Decimal(0))


def months_of(client):
    """A client's figures by the month in which they count."""
    months = collections.defaultdict(Figures)
    created = client["createdAt"]
    # Usage before the period that holds the creation is history: it costs and owes nothing.
    starts = [entry["at"] for entry in client["entries"] if entry["kind"] == "reset" and entry["at"] <= created]
    begins = max(starts, default=None)
    for entry in client["entries"]:
        by_itself = entry["kind"] in ("reset", "expired", "ended")
        written = max(entry["at"], created) if by_itself else entry["recordedAt"]
        if entry["used"] and (begins is None or entry["at"] >= begins):
            own = month_of(entry["at"])
            month = months[counts_in(own, entry["recordedAt"])]
            used = thousandths(entry["used"])
            if counts_in(own, entry["recordedAt"]) == own:
                month.used += used
                month.overage += thousandths(entry["overage"])
                month.cost += used * price_on(entry["at"])
                month.days[local(entry["at"]).date().isoformat()] += used
            else:
                month.late_cost[own] += used * price_on(entry["at"])
        for part, charge in enumerate(entry["charges"], start=1):
            own = number_of(charge["month"])
            counts = counts_in(own, written)
            net = Decimal(charge["net"])
            months[counts].lines.append((f"{entry['seq']}.{part}", net))
            if counts == own:
                months[counts].charged[charge["kind"]] += net
            else:
                months[counts].late_charged += net
    return months


def table(sheet):
    """Rows below the header by its names, without the totals row."""
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    names = rows[0]
    found = []
    for row in rows[1:]:
        if row[0] == "Total" or all(value is None for value in row):
            break
        found.append(dict(zip(names, row)))
    return [row for row in found if row.get("Client id")]


def same(where, found, expected):
    global compared
    compared += 1
    value = Decimal(repr(found or 0)).quantize(Decimal("0.000001")) if not isinstance(found, str) else found
    if value != expected.quantize(Decimal("0.000001")):
        faults.append(f"{where}: {found} in the workbook, {expected} by the entries")


everything = {client["id"]: months_of(client) for client in agency["clients"]}
workbooks = sorted(folder.glob("????-??.xlsx"))
last_closing = {}
for file in workbooks:
    month = number_of(file.stem)
    book = openpyxl.load_workbook(file, data_only=True)
    clients = {row["Client id"]: row for row in table(book["Clients"])}
    balances = {row["Client id"]: row for row in table(book["Balances"])}
    ledger = table(book["Ledger"])
    totals = collections.Counter()
    for client, months in everything.items():
        figures = months.get(month, Figures())
        row = clients.get(client)
        if row is None:
            # Not in this month's book: then nothing of it counts there.
            if figures.lines or figures.used or figures.adjustments:
                faults.append(f"{file.stem} {client} is missing")
            continue
        expected = {
            "Used": figures.used,
            "Overage": figures.overage,
            "Fee": figures.charged["fee"],
            "One-time": figures.charged["one_time"],
            "Overage billed": figures.charged["overage"],
            "Billed": figures.revenue + figures.late_charged,
            "Revenue": figures.revenue,
            "Cost": cents(figures.cost),
            "Adjustments": figures.adjustments,
            "Margin": figures.revenue - cents(figures.cost) + figures.adjustments,
        }
        for name, value in expected.items():
            same(f"{file.stem} {client} {name}", row[name], Decimal(value))
            totals[name] += Decimal(value)
        days = {
            day["Day"].date().isoformat(): day["Used"]
            for day in table(book["Daily usage"])
            if day["Client id"] == client
        }
        for day in set(days) | {day for day, used in figures.days.items() if used}:
            same(f"{file.stem} {client} on {day}", days.get(day, 0), figures.days[day])
        billed = sorted(
            (line["Ledger entry"], Decimal(repr(line["Net"])).quantize(Decimal("0.01")))
            for line in table(book["Billing"])
            if line["Client id"] == client
        )
        compared += 1
        if billed != sorted((key, net.quantize(Decimal("0.01"))) for key, net in figures.lines):
            faults.append(f"{file.stem} {client}: lines {billed} in the workbook, {sorted(figures.lines)} by the entries")

        # The sheet itself: its Ledger adds up to its Balances, and one month's closing is the next one's opening.
        balance = balances[client]
        moved = sum(Decimal(repr(line["Balance"])) for line in ledger if line["Client id"] == client)
        same(f"{file.stem} {client} closing", balance["Closing"], Decimal(repr(balance["Opening"])) + moved)
        if client in last_closing:
            same(f"{file.stem} {client} opening", balance["Opening"], last_closing[client])
        last_closing[client] = Decimal(repr(balance["Closing"]))
    for name, value in totals.items():
        cell = {
            "One-time": "Summary_OneTime",
            "Overage": "Summary_Overage",
            "Overage billed": "Summary_OverageBilled",
        }.get(name, f"Summary_{name}")
        if name == "Billed":
            continue
        sheet, address = book.defined_names[cell].attr_text.split("!")
        same(f"{file.stem} {cell}", book[sheet.strip("'")][address.replace("$", "")].value, value)

json.dump({"months": len(workbooks), "compared": compared, "faults": faults}, sys.stdout)
