#!/usr/bin/env python3
"""How long the prompt takes for a key, with 10 000 history entries and colours on, and for Tab over 100 000 series.

usage: Benchmarks/keyboard.py [PROGRAM [HOST:PORT]]   (default: .build/release/iotdb-shell, no real server)

Types into the shell on a pseudo terminal and waits for what appears: for the character of each key, for the names that
Tab lists. The names come from a demo server with 100 000 series. With the address of a real server (user and password
root), which gets as many series below root.keyboard, the first Tab of fresh shells is measured there.
"""
import fcntl, os, pty, select, signal, socket, struct, subprocess, sys, tempfile, termios, time

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else ".build/release/iotdb-shell"
SERVER = sys.argv[2] if len(sys.argv) > 2 else None
STATEMENT = "select temperature, humidity, 'text' from root.factory.line1.machine1 where time > 2024-01-01 and s1 < 1.5 "
ROUNDS = 10
SERIES = int(os.environ.get("KEYBOARD_SERIES", "100000"))
DEVICES = 100
ENVIRONMENT = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": os.environ.get("PATH", ""), "IOTDB_PASSWORD": "root"}


class Shell:
    """The program on a terminal of 80 columns and 24 rows."""

    def __init__(self, home, arguments):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.execve(PROGRAM, [PROGRAM] + arguments, dict(ENVIRONMENT, HOME=home, XDG_STATE_HOME=home))
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.wait_for(b"tree> ")

    def wait_for(self, wanted, limit=30.0):
        """Reads until one of some texts has come; returns the moment."""
        wanted = wanted if isinstance(wanted, tuple) else (wanted,)
        got = b""
        end = time.monotonic() + limit
        while not any(text in got for text in wanted):
            ready, _, _ = select.select([self.terminal], [], [], max(0, end - time.monotonic()))
            if not ready:
                sys.exit("expected %r, got %r" % (wanted, got[-500:]))
            got += os.read(self.terminal, 65536)
        return time.monotonic()

    def type(self, text, wanted):
        """Types and waits; returns the milliseconds between."""
        begin = time.monotonic()
        os.write(self.terminal, text.encode())
        return (self.wait_for(wanted) - begin) * 1000

    def press_tab_until(self, wanted):
        """Presses Tab while names are fetched, until something is listed."""
        got = b""
        for _ in range(600):
            os.write(self.terminal, b"\t")
            while wanted not in got and select.select([self.terminal], [], [], 0.1)[0]:
                got += os.read(self.terminal, 65536)
            if wanted in got:
                return
        sys.exit("expected %r, got %r" % (wanted, got[-500:]))

    def clear(self):
        """Drops the line; the bell says that all is shown."""
        self.type("\x15\x07", b"\x07")

    def end(self):
        os.close(self.terminal)
        os.waitpid(self.child, 0)


def report(what, times):
    times.sort()
    print("%s: %d times, median %.2f ms, 99th percentile %.2f ms, slowest %.2f ms"
          % (what, len(times), times[len(times) // 2], times[len(times) * 99 // 100], times[-1]))


def keys(home):
    os.makedirs(home + "/iotdb-shell", 0o700)
    with open(home + "/iotdb-shell/history", "w") as history:
        for number in range(10_000):
            history.write("select s%d from root.factory.line%d.machine1 limit %d;\n" % (number, number % 50, number))
    shell = Shell(home, ["--demo"])
    times = []
    for _ in range(ROUNDS):
        times += [shell.type(letter, letter.encode()) for letter in STATEMENT]
        shell.clear()
    shell.end()
    report("key", times)


def load(arguments, statements):
    script = "".join(statement + ";\n" for statement in statements)
    result = subprocess.run([PROGRAM, "-q"] + arguments, input=script.encode(), env=dict(ENVIRONMENT, HOME="/nonexistent"))
    if result.returncode != 0:
        sys.exit("the series could not be written")


def inserts(device, count):
    """Statements that make series of a device, a thousand at a time."""
    for start in range(0, count, 1000):
        names = ["s%05d" % number for number in range(start, min(start + 1000, count))]
        yield "INSERT INTO %s(time, %s) VALUES (1%s)" % (device, ", ".join(names), ", 1" * len(names))


def cached(home):
    """Tab again and again over the devices of one level, each with a series, which are known already."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    server = subprocess.Popen([PROGRAM, "--serve", "--demo-port", port], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        arguments = ["-p", port]
        for _ in range(200):
            if subprocess.run([PROGRAM, "--ping"] + arguments, env=ENVIRONMENT, capture_output=True).returncode == 0:
                break
            time.sleep(0.05)
        load(arguments, ("INSERT INTO root.keyboard.d%05d(time, s) VALUES (1, 1)" % number for number in range(SERIES)))
        shell = Shell(home, arguments)
        shell.type("select * from root.keyboard.", b"keyboard.")
        shell.press_tab_until(b"more")
        times = []
        for number in range(30):
            shell.clear()
            # One name, cut out of all; then the names that begin alike, listed.
            shell.type("select * from root.keyboard.d%04d" % (number + 1000), b"d%04d" % (number + 1000))
            shell.type("\t", b"\x07")
            times.append(shell.type("\t", b"d%04d9" % (number + 1000)))
        shell.end()
        report("Tab over %d cached series" % SERIES, times)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def cold(home):
    """The first Tab of a shell that knows no name of a server with many series."""
    host, port = SERVER.rsplit(":", 1)
    arguments = ["-h", host, "-p", port]
    for number in range(DEVICES):
        load(arguments, inserts("root.keyboard.line%d.d%d" % (number % 10, number), SERIES // DEVICES))
    for path, name in [("root.keyboard.", b"line9"), ("root.keyboard.line1.", b"d91")]:
        first, whole = [], []
        for _ in range(ROUNDS):
            shell = Shell(home, arguments)
            os.write(shell.terminal, ("select * from " + path + "\x07").encode())
            shell.wait_for(b"\x07")
            begin = time.monotonic()
            # A second Tab lists what is ambiguous.
            os.write(shell.terminal, b"\t\t")
            first.append((shell.wait_for((name, b"fetching")) - begin) * 1000)
            os.write(shell.terminal, b"\x07")
            shell.wait_for(b"\x07")
            shell.end()
        report("first Tab behind %s on %s" % (path, SERVER), first)


with tempfile.TemporaryDirectory() as home:
    keys(home)
    cached(home)
    if SERVER:
        cold(home)
