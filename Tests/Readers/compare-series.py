#!/usr/bin/env python3
"""Compares what the time-series commands say with what Python computes from the same rows.

Usage: compare-series.py SHELL HOST PORT [UNITS_PER_SECOND]

The rows are written to root.live_series and to the database live_series, and read back, by the official Python client
(pip install apache-iotdb); the commands of SHELL are run against the same server. Prints one line for each comparison
and ends with 1 if one fails.
"""
import csv
import io
import json
import math
import re
import statistics
import subprocess
import sys

from iotdb.Session import Session
from iotdb.table_session import TableSession, TableSessionConfig

SHELL, HOST, PORT = sys.argv[1:4]
UNIT = int(sys.argv[4]) if len(sys.argv) > 4 else 1000
START = 1_704_067_200 * UNIT  # 2024-01-01T00:00:00Z
compared, failures = 0, 0


def check(name, shell, own):
    global compared, failures
    compared += 1
    if same(shell, own):
        print("ok   " + name)
    else:
        failures += 1
        print("FAIL %s\n  shell:  %s\n  python: %s" % (name, shell, own))


def same(a, b):
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
    return a == b


# --- The shell ----------------------------------------------------------------------------------------------------


def run(dialect, *commands, form="csv"):
    arguments = [SHELL, "-h", HOST, "-p", PORT, "--timezone", "UTC", "--dialect", dialect, "--time-format", "epoch"]
    arguments += ["--format", form]
    for command in commands:
        arguments += ["-e", command]
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode:
        print("%s: %s" % (commands, done.stderr))
    return done


def rows(dialect, *commands):
    """The rows of a command: numbers where a text is one, None where a cell is empty."""
    return [[cell(text) for text in row] for row in list(csv.reader(io.StringIO(run(dialect, *commands).stdout)))[1:]]


def cell(text):
    if text == "":
        return None
    if text in ("true", "false"):
        return text == "true"
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return text


# --- What Python computes -----------------------------------------------------------------------------------------


def span(length):
    """A length as the shell writes it."""
    if length is None:
        return None
    parts = []
    for name, size in (("d", 86400 * UNIT), ("h", 3600 * UNIT), ("m", 60 * UNIT), ("s", UNIT)):
        count, length = divmod(length, size)
        if count:
            parts.append("%d%s" % (count, name))
    for name, size in (("ms", UNIT // 1000), ("us", UNIT // 1_000_000)):
        if size:
            count, length = divmod(length, size)
            if count:
                parts.append("%d%s" % (count, name))
    return "".join(parts) or "0s"


def steps(points):
    return sorted(b - a for (a, _), (b, _) in zip(points, points[1:]) if b > a)


def median(values):
    return values[(len(values) - 1) // 2] if values else None


def gaps(points, interval=None):
    interval = interval or median(steps(points))
    if interval is None:
        return []
    found = [(a, b) for (a, _), (b, _) in zip(points, points[1:]) if b - a > interval + interval // 2]
    return [[a, b, span(b - a), max(1, (b - a) // interval + ((b - a) % interval * 2 >= interval)) - 1] for a, b in found]


def figures(points, row_count):
    numbers = [v for _, v in points if isinstance(v, (int, float)) and not isinstance(v, bool) and math.isfinite(v)]
    times = [t for t, _ in points]
    length = (times[-1] - times[0]) / UNIT if times else 0
    return [
        len(points), row_count - len(points), min(numbers, default=None), max(numbers, default=None),
        statistics.fmean(numbers) if numbers else None,
        statistics.stdev(numbers) if len(numbers) > 1 else None,
        times[0] if times else None, times[-1] if times else None, same_since(points), span(median(steps(points))),
        (len(points) - 1) / length if length else None,
    ]


def same_since(points):
    start = None
    for i, (time, value) in enumerate(points):
        if i == 0 or value != points[i - 1][1]:
            start = time
    return start


def shortest(value):
    """A FLOAT as its shortest text reads."""
    import struct
    for digits in range(6, 10):
        text = "%.*g" % (digits, value)
        if struct.pack("f", float(text)) == struct.pack("f", value):
            return float(text)
    return value


def bins(points, interval, function):
    groups = {}
    for time, value in points:
        groups.setdefault(time // interval * interval, []).append(value)
    return {start: function(values) for start, values in groups.items()}


def column(table, index):
    return [(row[0], row[1 + index]) for row in table if row[1 + index] is not None]


# --- Data ---------------------------------------------------------------------------------------------------------


def literal(value):
    return "null" if value is None else "'%s'" % value if isinstance(value, str) else str(value).lower()


def sample():
    """Rows of time, DOUBLE, FLOAT, INT64, TEXT, BOOLEAN: a hole, nulls, an irregular end."""
    found = []
    for i in range(900):
        if 300 <= i < 345:
            continue
        time = START + i * 10 * UNIT + (i * i % 7 * (UNIT // 1000) if i > 700 else 0)
        found.append([
            time, round(20 + 5 * math.sin(i / 50) + i % 13 / 10, 3), i % 17 / 3 if i % 5 else None, i * i - 7 * i,
            ["run", "idle", "stop"][i // 120 % 3], i // 60 % 2 == 1,
        ])
    return found


NAMES = ["d", "f", "n", "s", "b"]
DEVICE = "root.live_series.`dev 1`"


def write(tree, table):
    try:
        tree.execute_non_query_statement("DELETE DATABASE root.live_series")
    except Exception:
        pass
    tree.execute_non_query_statement("CREATE DATABASE root.live_series")
    for name, kind in zip(NAMES, ["DOUBLE", "FLOAT", "INT64", "TEXT", "BOOLEAN"]):
        tree.execute_non_query_statement("CREATE TIMESERIES %s.%s %s" % (DEVICE, name, kind))
    table.execute_non_query_statement("DROP DATABASE IF EXISTS live_series")
    table.execute_non_query_statement("CREATE DATABASE live_series")
    table.execute_non_query_statement("USE live_series")
    table.execute_non_query_statement(
        "CREATE TABLE m (site STRING TAG, d DOUBLE FIELD, f FLOAT FIELD, n INT64 FIELD, s TEXT FIELD, b BOOLEAN FIELD)"
    )
    data = sample()
    for begin in range(0, len(data), 100):
        part = data[begin:begin + 100]
        values = ", ".join("(%s)" % ", ".join(map(literal, row)) for row in part)
        tree.execute_non_query_statement("INSERT INTO %s(timestamp, %s) VALUES %s" % (DEVICE, ", ".join(NAMES), values))
        for site in ("a", "b"):
            values = ", ".join(
                "(%d, '%s', %s)" % (row[0] + (site == "b") * UNIT, site, ", ".join(map(literal, row[1:]))) for row in part
            )
            table.execute_non_query_statement("INSERT INTO m(time, site, %s) VALUES %s" % (", ".join(NAMES), values))


def read(answer):
    """All rows that the official client gives, cells as Python values."""
    found = []
    while answer.has_next():
        record = answer.next()
        cells = [None if f.is_null() else plain(f.get_object_value(f.get_data_type())) for f in record.get_fields()]
        found.append((record.get_timestamp(), cells))
    return found


def plain(value):
    """Numbers of numpy as those of Python, times of pandas as the server's numbers."""
    if hasattr(value, "tzinfo"):
        return value.value // (1_000_000_000 // UNIT)
    return value.item() if hasattr(value, "item") else value


# --- Comparisons --------------------------------------------------------------------------------------------------


def compare_series(dialect, title, path, names, label, data, path_of):
    """What can be said of a device or of one combination of tags; label gives the cells before the figures."""
    width = len(label(NAMES[0]))
    mine = lambda answer: [row for row in answer if row[:width] in [label(n) for n in NAMES]]
    by_name = {name: column(data, i) for i, name in enumerate(NAMES)}

    latest = {tuple(row[:width]): row[width:width + 2] for row in mine(rows(dialect, "\\latest " + path))}
    own = {tuple(label(n)): [by_name[n][-1][1], by_name[n][-1][0]] for n in NAMES}
    own[tuple(label("f"))][0] = shortest(own[tuple(label("f"))][0])
    check(title + " \\latest", [latest.get(k) for k in sorted(own)], [own[k] for k in sorted(own)])

    said = {tuple(row[:width]): row[width:] for row in mine(rows(dialect, "\\stats " + path))}
    for name in NAMES:
        expected = figures(by_name[name], len(data))
        if name == "f":
            expected[2:4] = map(shortest, expected[2:4])
        if name in "sb":
            expected[2:6] = [None] * 4
        check("%s \\stats %s" % (title, name), said.get(tuple(label(name))), expected)

    for interval in ("", "10s"):
        answer = mine(rows(dialect, "\\gaps %s %s" % (path, interval)))
        expected = []
        for name in sorted(NAMES) if dialect == "tree" else NAMES:
            expected += [label(name) + gap for gap in gaps(by_name[name], 10 * UNIT if interval else None)]
        check("%s \\gaps %s" % (title, interval or "median"), answer, expected)

    for name, function, compute in (
        ("d", "avg", statistics.fmean), ("n", "sum", sum), ("d", "min", min), ("n", "max", max), ("s", "count", len),
        ("s", "last", lambda v: v[-1]), ("d", "first", lambda v: v[0]),
        ("d", "stddev", lambda v: statistics.stdev(v) if len(v) > 1 else None),
    ):
        answer = rows(dialect, "\\sample 10m %s %s" % (function, path_of(name)))
        if dialect == "table":
            answer = [[row[0]] + row[2:] for row in answer if row[1] == label(name)[0]]
        answer = {row[0]: row[1] for row in answer if row[1] is not None and not (function == "count" and row[1] == 0)}
        expected = {k: v for k, v in bins(by_name[name], 600 * UNIT, compute).items() if v is not None}
        check("%s \\sample 10m %s %s" % (title, function, name), sorted(answer.items()), sorted(expected.items()))


def compare_charts(dialect, title, query, data, index):
    points = column(data, index)
    text = run(dialect, query, "\\hist d bins=12", "\\spark d", "\\plot d", form="none").stdout
    counts = [(float(a), float(b), int(n)) for a, b, n in re.findall(r"^ *(\S+) … +(\S+) │\S* +(\d+) ", text, re.M)]
    top = counts[-1][1] if counts else 0
    own = [sum(a <= v < b or v == b == top for _, v in points) for a, b, _ in counts]
    check(title + " \\hist", [n for _, _, n in counts], own)
    said = re.findall(r"min (\S+) +max (\S+) +last (\S+)", text)
    six = lambda v: float("%.6g" % v)
    low, high = min(v for _, v in points), max(v for _, v in points)
    expected = [[six(low), six(high), six(points[-1][1])]] * 2
    check(title + " \\spark and \\plot", [[float(v) for v in found] for found in said], expected)


def main():
    tree = Session(HOST, int(PORT), "root", "root", zone_id="UTC")
    tree.open(False)
    table = TableSession(TableSessionConfig(node_urls=["%s:%s" % (HOST, PORT)], time_zone="UTC"))
    write(tree, table)

    query = "SELECT %s FROM %s" % (", ".join(NAMES), DEVICE)
    data = [[time] + cells for time, cells in read(tree.execute_query_statement(query))]
    label = lambda name: ["%s.%s" % (DEVICE, name)]
    compare_series("tree", "tree", DEVICE, NAMES, label, data, lambda name: "%s.%s" % (DEVICE, name))
    check("tree \\tail", rows("tree", "\\tail -n 7 " + DEVICE), [[r[0], r[5], r[1], shortest_or_none(r[2]), r[3], r[4]] for r in data[-7:]])
    check("tree \\tree", rows("tree", "\\tree root.live_series")[0][1], len(NAMES))
    compare_charts("tree", "tree", query, data, 0)

    query = "SELECT time, site, %s FROM live_series.m ORDER BY site, time" % ", ".join(NAMES)
    found = [cells for _, cells in read(table.execute_query_statement(query))]
    for site in ("a", "b"):
        data = [[row[0]] + row[2:] for row in found if row[1] == site]
        label = lambda name: [site, name]
        compare_table = lambda name: "live_series.m.%s" % name
        compare_series("table", "table " + site, "live_series.m", NAMES, label, data, compare_table)
    last = sorted(found, key=lambda row: (row[0], row[1]))[-7:]
    check("table \\tail", rows("table", "\\tail -n 7 live_series.m"), [r[:3] + [shortest_or_none(r[3])] + r[4:] for r in last])
    query = "SELECT time, d FROM live_series.m WHERE site = 'b' ORDER BY time"
    compare_charts("table", "table", query, data, 0)

    tree.execute_non_query_statement("DELETE DATABASE root.live_series")
    table.execute_non_query_statement("DROP DATABASE live_series")
    tree.close()
    table.close()
    print("%d compared, %d failed" % (compared, failures))
    sys.exit(1 if failures or compared < 40 else 0)


def shortest_or_none(value):
    return None if value is None else shortest(value)


main()
