#!/usr/bin/env bash
# Lays out all Swift sources by .swift-format; with --check it changes nothing and fails where something is off.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly sources=(Sources Tests Benchmarks Package.swift)

case ${1:-} in
    --check) exec swift format lint --strict --parallel --recursive "${sources[@]}" ;;
    '') exec swift format --in-place --parallel --recursive "${sources[@]}" ;;
    *) echo "usage: $0 [--check]" >&2 && exit 64 ;;
esac
