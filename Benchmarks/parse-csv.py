#!/usr/bin/env python3
"""Megabytes a second that Python's csv module reads: the same rows as `iotdb-bench parse`."""
import csv
import io
import time


def measure(name, row):
    text = "".join(row(index) for index in range(200_000))
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in csv.reader(io.StringIO(text, newline="")):
            pass
        best = min(best, time.process_time() - start)
    print(f"{name:34}{len(text.encode()) / 1e6 / best:.0f} MB/s")


measure("python csv, 4 columns", lambda i: f"2024-01-01T00:00:00.{100 + i % 900}Z,true,{i / 7},{i}\n")
measure("python csv, quoted texts", lambda i: f'{i},"a text, with a comma","and ""quotes"""\n')
