#!/usr/bin/env python3
"""Sends damaged files, bombs, wrong types, slow bodies and wrong multipart to a running service, with good slices among
them, and checks every answer: a good slice has the probability that the command line computed, and anything else has the
problem that fits, never a 500.

    ./ct-attention predict MODEL SLICE... --json > expected.json
    benchmarks/service/hostile.py 5000 expected.json --pid PID

Start the service with CT_ATTENTION_SERVER_DEADLINE=10s or so: every slow body is waited for as long as that. With --pid it
prints how much memory that process has, too.
"""

import argparse
import collections
import http.client
import json
import os
import random
import socket
import struct
import threading
import time
import zlib

CALLERS = 16
GOOD_SHARE = 0.35
PATHS = ["/v1/classifications", "/v1/explanations"]
BUSY = 429


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, data):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def inflating_png():
    """Almost 4 million pixels by its header, 400 MB in 400 kB of compressed data."""
    deflate = zlib.compressobj(9)
    zeros = bytes(1 << 20)
    return png(1999, 2000, b"".join(deflate.compress(zeros) for _ in range(400)) + deflate.flush())


INFLATING = inflating_png()


def part(content, boundary=b"cut"):
    return b"--" + boundary + b'\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\n' + content + b"\r\n"


class Attack:
    """The callers' common state."""

    def __init__(self, arguments):
        self.arguments = arguments
        with open(arguments.expected, encoding="utf-8") as file:
            answers = json.load(file)
        self.expected = {each["file"]: each["probabilities"] for each in answers}
        self.files = {name: open(name, "rb").read() for name in self.expected}
        self.left = arguments.uploads
        self.good = 0
        self.seen = collections.Counter()
        self.wrong = []
        self.lock = threading.Lock()

    def note(self, kind, status, right, detail=""):
        with self.lock:
            self.seen[kind, status] += 1
            if not right:
                self.wrong.append((kind, status, detail))

    def post(self, path, body, content_type):
        connection = http.client.HTTPConnection(self.arguments.host, self.arguments.port, timeout=120)
        try:
            connection.request("POST", path, body, {"Content-Type": content_type})
            response = connection.getresponse()
            return response.status, response.getheader("Content-Type"), response.read()
        finally:
            connection.close()

    def expect(self, kind, statuses, path, body, content_type="image/png"):
        """Posts what has no answer: the problem must be one of those that fit."""
        status, answered_type, answer = self.post(path, body, content_type)
        right = status in statuses or status == BUSY
        if status != 200:
            problem = json.loads(answer)
            right = right and answered_type == "application/problem+json" and problem["status"] == status
            right = right and "Exception" not in problem["detail"]
        self.note(kind, status, right, answer[:200])

    def raw(self, kind, statuses, request, wait=True):
        """Sends bytes as they are; without waiting the connection ends before the answer."""
        with socket.create_connection((self.arguments.host, self.arguments.port), timeout=120) as connection:
            connection.sendall(request)
            if not wait:
                self.note(kind, "-", True)
                return
            answer = b""
            try:
                while piece := connection.recv(65536):
                    answer += piece
            except OSError:
                pass  # reset after the answer, as the rest of the body was not read
            status = int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else "closed"
            self.note(kind, status, status in statuses or status == BUSY, answer[:200])

    def send_good(self, choose):
        name = choose.choice(list(self.files))
        path = choose.choices(PATHS, [4, 1])[0]
        status = BUSY
        while status == BUSY:
            status, _, answer = self.post(path, self.files[name], "image/png")
            if status == BUSY:
                time.sleep(0.3)
        right = status == 200
        if right:
            answered = json.loads(answer)["slices"][0]["probabilities"]
            right = all(abs(answered[each] - value) <= 1e-5 for each, value in self.expected[name].items())
        self.note("good", status, right, (name, answer[:200]))
        with self.lock:
            self.good += 1

    def send_hostile(self, choose):
        body = bytearray(self.files[choose.choice(list(self.files))])
        path = choose.choice(PATHS)
        head = b"POST " + path.encode() + b" HTTP/1.1\r\nHost: x\r\n"
        whole = b"Content-Length: %d\r\n\r\n" % len(body)
        multipart = "multipart/form-data; boundary=cut"
        kinds = [
            lambda: self.expect("cut off", {415, 422}, path, bytes(body[: choose.randrange(1, len(body) - 15)])),
            lambda: self.expect("flipped bits", {200, 415, 422}, path, flipped(body, choose)),
            lambda: self.expect("too many pixels", {422}, path, png(choose.choice([50_000, 2**31 - 1]), 50_000, b"")),
            lambda: self.expect("inflating", {422}, path, INFLATING),
            lambda: self.expect("wrong type", {415}, path, b"GIF89a" + os.urandom(99), "image/gif"),
            lambda: self.expect("wrong type", {415}, path, b"%PDF-1.7 " + os.urandom(99)),
            lambda: self.expect("wrong type", {415}, path, b'{"slice": 1}', "application/json"),
            lambda: self.expect("random bytes", {415}, path, b"\0" + os.urandom(5000)),
            lambda: self.expect("empty", {400}, path, b""),
            lambda: self.expect("no boundary", {400}, path, bytes(body), "multipart/form-data"),
            lambda: self.expect("other boundary", {400}, path, part(bytes(body), b"a") + b"--a--", multipart),
            lambda: self.expect("multipart cut off", {400}, path, part(bytes(body))[:5000], multipart),
            lambda: self.expect("200 parts", {400}, path, part(b"x") * 200 + b"--cut--", multipart),
            lambda: self.expect("wrong query", {400, 404}, path + "?model=../../etc&layer=x", bytes(body)),
            lambda: self.raw("11 MB promised", {413}, head + b"Content-Length: 11000000\r\n\r\n"),
            lambda: self.raw("slow body", {408}, head + b"Content-Length: 5000\r\n\r\nabc"),
            lambda: self.raw("two lengths", {400}, head + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nabcde"),
            lambda: self.raw("no HTTP", {400, 405, "closed"}, os.urandom(200).replace(b"\n", b"x") + b"\r\n\r\n"),
            lambda: self.raw("gone within the body", set(), head + whole + bytes(body[:3000]), wait=False),
            lambda: self.raw("gone before the answer", set(), head + whole + bytes(body), wait=False),
        ]
        choose.choice(kinds)()

    def call(self, seed):
        choose = random.Random(seed)
        while True:
            with self.lock:
                if self.left == 0:
                    return
                self.left -= 1
            try:
                self.send_hostile(choose)
                if choose.random() < GOOD_SHARE:
                    self.send_good(choose)
            except Exception as e:  # pylint: disable=broad-except
                self.note("failed", type(e).__name__, False, str(e))


def flipped(body, choose):
    for _ in range(3):
        body[choose.randrange(len(body))] ^= 1 << choose.randrange(8)
    return bytes(body)


def resident_megabytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("uploads", type=int, help="how many hostile uploads")
    parser.add_argument("expected", help="what ct-attention predict --json printed for the good slices")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--pid", type=int, help="the service's process")
    attack = Attack(parser.parse_args())
    callers = [threading.Thread(target=attack.call, args=(seed,)) for seed in range(CALLERS)]
    for caller in callers:
        caller.start()
    start = time.monotonic()
    while any(caller.is_alive() for caller in callers):
        time.sleep(5)
        memory = f", {resident_megabytes(attack.arguments.pid)} MB" if attack.arguments.pid else ""
        print(f"{time.monotonic() - start:.0f} s: {attack.left} left, {attack.good} good, {len(attack.wrong)} wrong{memory}", flush=True)
    for (kind, status), count in sorted(attack.seen.items(), key=str):
        print(f"{count:6} {kind}: {status}")
    for wrong in attack.wrong[:20]:
        print("WRONG", wrong)
    raise SystemExit(1 if attack.wrong else 0)


if __name__ == "__main__":
    main()
