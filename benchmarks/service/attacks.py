#!/usr/bin/env python3
"""Starts the packaged service and lets one caller attack it in three ways, in turn, for some minutes, while others ask for
single classifications:

  images  files of a few kilobytes whose headers promise much: one pixel wide, 16 bits RGBA, a hundred scans, long headers
  words   invented methods and paths by the thousand, and a scrape of the metrics every second
  work    requests of 32 slices by Score-CAM, and costly JPEGs, as many as the service takes

    ./ct-attention predict MODEL SLICE... --json > expected.json
    benchmarks/service/attacks.py 10 MODEL expected.json

The attacker comes from 127.0.0.1 and the good callers from 127.0.0.2; with --keys each has an API key instead. Every good
answer is compared with the command line's. A service that ends is started again, and counted. Nothing leaves this machine.
"""

import argparse
import collections
import hashlib
import http.client
import json
import os
import pathlib
import random
import socket
import struct
import subprocess
import threading
import time
import zlib

HERE = pathlib.Path(__file__).resolve().parent
JAR = HERE.parent.parent / "server" / "target" / "quarkus-app" / "quarkus-run.jar"
ATTACKER, GOOD = "127.0.0.1", "127.0.0.2"
ATTACKERS = 8
TURN_SECONDS = 20
CUT = "multipart/form-data; boundary=cut"
TOLERANCE = 1e-5


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth, colour, row_bytes):
    """Black, compressed row by row, so that making it takes no memory either."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    deflate = zlib.compressobj(9)
    rows = bytes((1 + row_bytes) * max(1, min(height, (1 << 20) // (1 + row_bytes))))
    left = (1 + row_bytes) * height
    data = b""
    while left > 0:
        data += deflate.compress(rows[:left])
        left -= len(rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data + deflate.flush()) + chunk(b"IEND", b"")


def with_text(image, megabytes):
    """Puts a text of so many megabytes before the pixels."""
    at = 8 + 25  # signature and IHDR
    return image[:at] + chunk(b"tEXt", b"Comment\0" + bytes(megabytes << 20)) + image[at:]


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def bits(text):
    text += "1" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\x00")


def progressive_jpeg(side, scans):
    """Grey and progressive: a scan for all averages, and then those given, by their first and last coefficient and which bits of
    them. All are 0."""
    blocks = ((side + 7) // 8) ** 2
    runs = ""
    while blocks > 0:
        # The only code stands for a run of 16384 to 32767 blocks that end here.
        run = min(blocks, 32767)
        runs += "0" + format(max(run, 16384) - 16384, "014b")
        blocks -= run
    jpeg = b"\xff\xd8" + segment(0xDB, bytes(1) + bytes([1] * 64))
    jpeg += segment(0xC2, struct.pack(">BHHB", 8, side, side, 1) + bytes([1, 0x11, 0]))
    jpeg += segment(0xC4, bytes([0x00, 1] + [0] * 15 + [0])) + segment(0xC4, bytes([0x10, 1] + [0] * 15 + [0xE0]))
    jpeg += segment(0xDA, bytes([1, 1, 0, 0, 0, 0])) + bits("0" * ((side + 7) // 8) ** 2)
    for first, last, bits_left in scans:
        jpeg += segment(0xDA, bytes([1, 1, 0, first, last, bits_left])) + bits(runs)
    return jpeg + b"\xff\xd9"


def hundred_scans():
    """More than are read."""
    return [(k, k, 0x01) for k in range(1, 64)] + [(k, k, 0x10) for k in range(1, 37)]


def sixteen_scans():
    """As many as are read, one of them that of the averages."""
    first = [1 + 63 * i // 15 for i in range(16)]
    return [(first[i], first[i + 1] - 1, 0) for i in range(15)]


def parts(contents, header=b""):
    body = b""
    for number, content in enumerate(contents):
        head = b'--cut\r\nContent-Disposition: form-data; name="f%d"; filename="%d"\r\n' % (number, number)
        body += head + header + b"\r\n" + content + b"\r\n"
    return body + b"--cut--"


class Service:
    """The service in a process of its own, which is started again when it ends."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.restarts = 0
        self.process = None

    def start(self):
        environment = dict(os.environ)
        environment.update(
            QUARKUS_CT_ATTENTION_MODEL=str(pathlib.Path(self.arguments.model).resolve()),
            QUARKUS_HTTP_PORT=str(self.arguments.port),
            QUARKUS_MANAGEMENT_PORT=str(self.arguments.port + 1),
            QUARKUS_LOG_CATEGORY__IO_CTATTENTION_SERVER_ACCESS__LEVEL="WARN",
            MALLOC_ARENA_MAX="1",
            GOMP_SPINCOUNT="10000",
        )
        if self.arguments.keys:
            entries = [f"{name}:{hashlib.sha256(name.encode()).hexdigest()}" for name in ("attacker", "good")]
            environment["CT_ATTENTION_SERVER_API_KEYS"] = ",".join(entries)
        options = ["-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xms32m", f"-Xmx{self.arguments.heap}"]
        self.process = subprocess.Popen(["java", *options, "-jar", str(JAR)], env=environment)
        for _ in range(1200):
            if self.process.poll() is not None:
                raise SystemExit(f"The service ended at its start with {self.process.returncode}")
            if self.ready():
                return
            time.sleep(0.1)
        raise SystemExit("The service is not ready after two minutes")

    def ready(self):
        try:
            return self.management("/q/health/ready")[0] == 200
        except OSError:
            return False

    def management(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.arguments.port + 1, timeout=60)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def watch(self):
        """Returns the resident memory in MB, and starts the service again if it has ended."""
        if self.process.poll() is not None:
            self.restarts += 1
            print(f"The service ended with {self.process.returncode}", flush=True)
            self.start()
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next((int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS")), 0)

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


class Run:
    """What attacker and good callers have in common."""

    def __init__(self, arguments):
        self.arguments = arguments
        with open(arguments.expected, encoding="utf-8") as file:
            self.expected = {each["file"]: each["probabilities"] for each in json.load(file)}
        self.files = {name: pathlib.Path(name).read_bytes() for name in self.expected}
        self.attack = None
        self.over = False
        self.good = collections.defaultdict(collections.Counter)
        self.latencies = collections.defaultdict(list)
        self.attacks = collections.defaultdict(collections.Counter)
        self.scrapes = []
        self.lock = threading.Lock()
        costly = progressive_jpeg(2000, sixteen_scans())
        any_slice = next(iter(self.files.values()))
        small = any_slice if len(any_slice) < 300_000 else png(180, 180, 8, 0, 180)
        self.hostile = [
            png(1, 4_000_000, 8, 0, 1),
            png(4_000_000, 1, 8, 0, 4_000_000),
            png(2000, 2000, 16, 6, 16_000),
            progressive_jpeg(2000, hundred_scans()),
            costly,
            with_text(png(180, 180, 8, 0, 180), 9),
        ]
        self.long_header = parts([small], b"X: " + b"x" * 9_000_000 + b"\r\n")
        self.slices = parts([small] * 32)
        self.jpegs = parts([costly] * 32)
        self.costly = costly

    def post(self, name, path, body, content_type="image/png"):
        source = None if self.arguments.keys else (GOOD if name == "good" else ATTACKER, 0)
        headers = {"Content-Type": content_type} | ({"X-API-Key": name} if self.arguments.keys else {})
        connection = http.client.HTTPConnection("127.0.0.1", self.arguments.port, timeout=90, source_address=source)
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def classify(self, seed):
        """Asks for one classification after the other, a few each second."""
        choose = random.Random(seed)
        while not self.over:
            name = choose.choice(list(self.files))
            attack = self.attack
            start = time.monotonic()
            try:
                status, answer = self.post("good", "/v1/classifications", self.files[name])
            except OSError as e:
                outcome = type(e).__name__
            else:
                outcome = self.judge(name, status, answer)
            took = time.monotonic() - start
            with self.lock:
                self.good[attack][outcome] += 1
                if outcome == "right":
                    self.latencies[attack].append(took)
            time.sleep(choose.uniform(0.1, 0.4))

    def judge(self, name, status, answer):
        if status != 200:
            return f"refused {status}"
        probabilities = json.loads(answer)["slices"][0]["probabilities"]
        expected = self.expected[name].items()
        return "right" if all(abs(probabilities[each] - value) <= TOLERANCE for each, value in expected) else "WRONG"

    def assault(self, seed):
        choose = random.Random(seed)
        while not self.over:
            attack = self.attack
            if attack == "none":
                time.sleep(0.1)
                continue
            try:
                outcome = getattr(self, attack)(choose)
            except OSError as e:
                outcome = type(e).__name__
                time.sleep(0.2)
            with self.lock:
                self.attacks[attack][outcome] += 1

    def images(self, choose):
        if choose.random() < 0.1:
            return self.post("attacker", "/v1/classifications", self.long_header, CUT)[0]
        path = choose.choice(["/v1/classifications", "/v1/explanations"])
        return self.post("attacker", path, choose.choice(self.hostile))[0]

    def words(self, choose):
        """Sends 50 requests over one connection."""
        requests = b""
        for _ in range(50):
            word = f"{choose.getrandbits(64):x}"
            method = choose.choice(["X" + word.upper(), "GET", "POST", "OPTIONS"])
            path = choose.choice(["/", "/v1/", "/v1/models/", "/v1/classifications/"]) + word
            requests += f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.arguments.port}\r\nContent-Length: 0\r\n\r\n".encode()
        address = ("127.0.0.1", self.arguments.port)
        with socket.create_connection(address, timeout=30, source_address=(ATTACKER, 0)) as connection:
            connection.sendall(requests)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass
        time.sleep(0.05)
        return "50 sent"

    def work(self, choose):
        kinds = [
            lambda: self.post("attacker", "/v1/explanations?method=scorecam", self.slices, CUT),
            lambda: self.post("attacker", "/v1/explanations?method=scorecam", next(iter(self.files.values()))),
            lambda: self.post("attacker", "/v1/classifications", self.jpegs, CUT),
            lambda: self.post("attacker", "/v1/classifications", self.costly),
        ]
        status = choose.choice(kinds)()[0]
        if status == 429:
            time.sleep(0.2)
        return status

    def scrape(self, service):
        while not self.over:
            start = time.monotonic()
            try:
                size = len(service.management("/q/metrics")[1])
                with self.lock:
                    self.scrapes.append((size, time.monotonic() - start))
            except OSError:
                pass
            time.sleep(1)


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


def report(run, memory, service):
    print(f"\n{'during':8} {'right':>6} {'wrong':>6} {'refused':>8} {'failed':>7} {'p50/ms':>8} {'p99/ms':>8} {'max/ms':>8}")
    for attack in [*sorted(set(run.good) - {None}), "all"]:
        counters = run.good.values() if attack == "all" else [run.good[attack]]
        count = sum(counters, collections.Counter())
        latencies = [x for each in run.latencies.values() for x in each] if attack == "all" else run.latencies[attack]
        refused = sum(n for outcome, n in count.items() if outcome.startswith("refused"))
        failed = sum(count.values()) - count["right"] - count["WRONG"] - refused
        times = [1000 * quantile(latencies, share) for share in (0.5, 0.99, 1)]
        print(f"{attack:8} {count['right']:6} {count['WRONG']:6} {refused:8} {failed:7}", *(f"{each:8.0f}" for each in times))
        if refused + failed:
            print("        ", dict(count))
    for attack, outcomes in sorted(run.attacks.items()):
        print(f"attack {attack}:", ", ".join(f"{outcome}: {n}" for outcome, n in sorted(outcomes.items(), key=str)))
    sizes = [size for size, _ in run.scrapes]
    print(f"scrapes: {len(sizes)}, {min(sizes, default=0)} to {max(sizes, default=0)} bytes, slowest {max((t for _, t in run.scrapes), default=0):.2f} s")
    print(f"RSS: {memory[0]} MB at the start, {max(memory)} MB at most, {memory[-1]} MB at the end")
    print(f"restarts: {service.restarts}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", type=float, help="how long, at most 60")
    parser.add_argument("model", help="the model folder")
    parser.add_argument("expected", help="what ct-attention predict --json printed for the good slices")
    parser.add_argument("--port", type=int, default=18600, help="of the service; the next one is its management port")
    parser.add_argument("--heap", default="512m", help="Java's heap")
    parser.add_argument("--keys", action="store_true", help="tell the callers apart by API keys, not by addresses")
    parser.add_argument("--callers", type=int, default=4, help="good callers")
    parser.add_argument("--only", choices=["images", "words", "work"], help="this attack alone")
    arguments = parser.parse_args()
    run = Run(arguments)
    service = Service(arguments)
    service.start()
    turns = ["none"] + ([arguments.only] if arguments.only else ["images", "words", "work"])
    run.attack = "none"
    threads = [threading.Thread(target=run.classify, args=(seed,)) for seed in range(arguments.callers)]
    threads += [threading.Thread(target=run.assault, args=(seed,)) for seed in range(ATTACKERS)]
    threads.append(threading.Thread(target=run.scrape, args=(service,)))
    for thread in threads:
        thread.start()
    memory = []
    start = time.monotonic()
    try:
        while time.monotonic() - start < 60 * min(arguments.minutes, 60):
            passed = time.monotonic() - start
            # At first nobody attacks, to see what is usual.
            run.attack = turns[0] if passed < TURN_SECONDS / 2 else turns[1:][int(passed / TURN_SECONDS) % len(turns[1:])]
            memory.append(service.watch())
            with run.lock:
                right = sum(count["right"] for count in run.good.values())
                others = sum(sum(count.values()) for count in run.good.values()) - right
            print(f"{passed:4.0f} s {run.attack:7} good: {right} right, {others} others; {memory[-1]} MB", flush=True)
            time.sleep(5)
    finally:
        run.over = True
        for thread in threads:
            thread.join()
        service.stop()
    report(run, memory, service)
    wrong = sum(count["WRONG"] for count in run.good.values())
    raise SystemExit(1 if wrong or service.restarts else 0)


if __name__ == "__main__":
    main()
