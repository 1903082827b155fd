#!/usr/bin/env python3
"""Milliseconds from a key to its character on the terminal, with 10 000 history entries and colours on.

usage: Benchmarks/keyboard.py [PROGRAM]   (default: .build/release/iotdb-shell)

Types a statement letter by letter into the demo shell on a pseudo terminal and waits for the output of each letter.
"""
import fcntl, os, pty, select, struct, sys, tempfile, termios, time

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else ".build/release/iotdb-shell"
STATEMENT = "select temperature, humidity, 'text' from root.factory.line1.machine1 where time > 2024-01-01 and s1 < 1.5 "
ROUNDS = 10


def wait_for(terminal, wanted, limit=20.0):
    """Reads until a text has come; returns the moment."""
    got = b""
    end = time.monotonic() + limit
    while wanted not in got:
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
        if not ready:
            sys.exit("expected %r, got %r" % (wanted, got))
        got += os.read(terminal, 65536)
    return time.monotonic()


def main():
    with tempfile.TemporaryDirectory() as home:
        os.makedirs(home + "/iotdb-shell", 0o700)
        with open(home + "/iotdb-shell/history", "w") as history:
            for number in range(10_000):
                history.write("select s%d from root.factory.line%d.machine1 limit %d;\n" % (number, number % 50, number))
        child, terminal = pty.fork()
        if child == 0:
            environment = {"HOME": home, "XDG_STATE_HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
            os.execve(PROGRAM, [PROGRAM, "--demo"], environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        wait_for(terminal, b"> ")
        times = []
        for _ in range(ROUNDS):
            for letter in STATEMENT:
                begin = time.monotonic()
                os.write(terminal, letter.encode())
                times.append((wait_for(terminal, letter.encode()) - begin) * 1000)
            os.write(terminal, b"\x15\x07")
            wait_for(terminal, b"\x07")
        os.close(terminal)
        os.waitpid(child, 0)
    times.sort()
    print("keys %d, median %.2f ms, 99th percentile %.2f ms, slowest %.2f ms"
          % (len(times), times[len(times) // 2], times[len(times) * 99 // 100], times[-1]))


main()
