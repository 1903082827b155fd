#!/usr/bin/env python3
"""Reads results that the shell wrote and compares them with what they were written from.

Usage: read-formats.py DIRECTORY. It holds expected.json (columns, and rows of cells: null, or text by which the type is
told below) and one file for each format, result.NAME. Only Python's own readers are used: csv, json, html.parser.
"""
import csv
import html.parser
import io
import json
import math
import pathlib
import re
import struct
import sys

directory = pathlib.Path(sys.argv[1])
expected = json.loads((directory / "expected.json").read_text("utf-8"))
types = [column["type"] for column in expected["columns"]]
names = [column["name"] for column in expected["columns"]]
failures = []


def text_of(name):
    return (directory / ("result." + name)).read_bytes().decode("utf-8")


def value(kind, text):
    """The value that a format's text of a cell stands for."""
    if kind == "BOOLEAN":
        return {"true": True, "false": False}[text]
    if kind in ("INT32", "INT64", "TIMESTAMP"):
        return int(text)
    if kind == "DOUBLE":
        return bits(float(text.replace("Infinity", "inf")))
    if kind == "FLOAT":
        return single(float(text.replace("Infinity", "inf")))
    if kind == "DATE":
        year, month, day = text.split("-")
        return int(year) * 10000 + int(month) * 100 + int(day)
    if kind == "BLOB":
        assert text.startswith("0x"), text
        return bytes.fromhex(text[2:])
    return text


def bits(number):
    return "nan" if math.isnan(number) else struct.pack(">d", number)


def single(number):
    return "nan" if math.isnan(number) else struct.pack(">f", number)


def wanted(kind, cell):
    """The value that a cell was written from: doubles and floats by their bits, text and blobs by their bytes, in hexadecimal."""
    if cell is None:
        return None
    if kind == "DOUBLE":
        return bits(struct.unpack(">d", bytes.fromhex(cell))[0])
    if kind == "FLOAT":
        return single(struct.unpack(">f", bytes.fromhex(cell))[0])
    if kind == "BLOB":
        return bytes.fromhex(cell)
    if kind in ("TEXT", "STRING"):
        return bytes.fromhex(cell).decode("utf-8")
    if kind == "BOOLEAN":
        return cell == "true"
    return int(cell)


rows = [[wanted(kind, cell) for kind, cell in zip(types, row)] for row in expected["rows"]]


def check(name, header, found, change=lambda kind, cell: cell):
    if header != [change("TEXT", column) for column in names]:
        failures.append(f"{name}: header {header}")
    if len(found) != len(rows):
        failures.append(f"{name}: {len(found)} rows instead of {len(rows)}")
    for index, (got, row) in enumerate(zip(found, rows)):
        for column, kind, cell, want in zip(names, types, got, row):
            want = change(kind, want)
            if cell != want or type(cell) is not type(want):
                failures.append(f"{name}: row {index}, {column}: {cell!r} instead of {want!r}")


# csv. Python's reader does not tell a quoted field from a bare one, which is how null differs from the empty text: marks do.
def mark_quotes(text):
    """Puts a mark in front of what stands in quotes."""
    return re.sub(r'(?<=[,\n])"((?:[^"]|"")*)"(?=[,\n])', '"\x01\\1"', "\n" + text)[1:]


def read_csv(name, null):
    reader = csv.reader(io.StringIO(mark_quotes(text_of(name)), newline=""))
    table = list(reader)
    cells = [
        [
            None if cell == null else value(kind, cell.removeprefix("\x01"))
            for kind, cell in zip(types, row)
        ]
        for row in table[1:]
    ]
    check(name, [cell.removeprefix("\x01") for cell in table[0]], cells)


read_csv("csv", "")
read_csv("null.csv", "NULL")

# tsv, as PostgreSQL's COPY reads it.
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def unescaped(cell):
    return re.sub(r"\\(.)", lambda match: ESCAPES.get(match[1], match[1]), cell, flags=re.S)


lines = text_of("tsv").split("\n")
assert lines.pop() == "", "tsv does not end with a line feed"
table = [line.split("\t") for line in lines]
check(
    "tsv",
    [unescaped(cell) for cell in table[0]],
    [[None if c == "\\N" else value(k, unescaped(c)) for k, c in zip(types, row)] for row in table[1:]],
)


# json and ndjson. NaN and the infinities are strings here, and so are integers that a double cannot hold.
def from_json(kind, cell):
    if cell is None:
        return None
    if kind in ("INT32", "INT64", "TIMESTAMP") and isinstance(cell, str):
        assert abs(int(cell)) > 2**53, cell
    if kind in ("DOUBLE", "FLOAT") and not isinstance(cell, str):
        cell = repr(float(cell))
    if kind == "BOOLEAN":
        return cell
    return value(kind, str(cell))


def refuse(constant):
    raise ValueError(f"{constant} is no JSON")


def read_objects(name, objects):
    header = list(objects[0])
    check(name, header, [[from_json(k, o[n]) for k, n in zip(types, names)] for o in objects])


read_objects("json", json.loads(text_of("json"), parse_constant=refuse))
read_objects("ndjson", [json.loads(line, parse_constant=refuse) for line in text_of("ndjson").split("\n")[:-1]])


# html. What HTML cannot write is shown by its code.
def shown(text, also=""):
    """The text as people's formats show it."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", lambda match: f"\\x{ord(match[0]):02x}", text)
    return re.sub(r"[\x80-\x9f" + also + "]", lambda match: f"\\u{{{ord(match[0]):02x}}}", text)


class Table(html.parser.HTMLParser):
    """Collects the cells of a table; None for a cell in italics, which is null."""

    def __init__(self):
        super().__init__()
        self.table, self.is_open = [], False

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.table.append([])
        elif tag in ("td", "th"):
            self.table[-1].append("")
            self.is_open = True
        elif tag == "i":
            self.table[-1][-1] = None

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.is_open = False

    def handle_data(self, data):
        if self.is_open and self.table[-1][-1] is not None:
            self.table[-1][-1] += data


def as_shown(kind, cell):
    return shown(cell) if kind in ("TEXT", "STRING") and cell is not None else cell


parser = Table()
parser.feed(text_of("html"))
parser.close()
check(
    "html",
    parser.table[0],
    [[None if c is None else value(k, c) for k, c in zip(types, row)] for row in parser.table[1:]],
    as_shown,
)


# markdown, by the rules of GitHub's tables.
def cells_of(line):
    cells = re.findall(r" ((?:[^\\|]|\\.)*?) (?=\|)", line[1:])
    return [None if cell == "*null*" else re.sub(r"\\([!-/:-@[-`{-~])", r"\1", cell) for cell in cells]


def as_marked(kind, cell):
    if kind not in ("TEXT", "STRING") or cell is None:
        return cell
    cell = shown(cell, also="\u200b\u202e\u2028\u2066")
    return cell.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


lines = text_of("markdown").replace("| |", "|  |").split("\n")[:-1]
check(
    "markdown",
    cells_of(lines[0]),
    [[None if c is None else value(k, c) for k, c in zip(types, cells_of(line))] for line in lines[2:]],
    as_marked,
)

# insert, a statement a row of one table: literals of SQL.
LITERAL = re.compile(r"(X?)'((?:[^']|'')*)'|([^,()']+)", re.S)


def literal(kind, match):
    if match[3] is not None:
        return None if match[3] == "NULL" else value(kind, match[3])
    text = match[2].replace("''", "'")
    return bytes.fromhex(text) if match[1] else value(kind, text)


statements = re.findall(r"INSERT INTO t\((.*?)\) VALUES \(((?:[^']|'(?:[^']|'')*')*?)\);\n", text_of("insert"), re.S)
check(
    "insert",
    [name.replace('""', '"') for name in re.findall(r'"((?:[^"]|"")*)"', statements[0][0])],
    [[literal(k, m) for k, m in zip(types, LITERAL.finditer(cells))] for _, cells in statements],
)

for failure in failures[:20]:
    print(failure)
sys.exit(1 if failures else 0)
