"""The paper's training and its predictions in plain PyTorch (1.13 or later).

Arguments as for the Java programs; prints a JSON object a line. On a GPU the slices of a training lie in its memory.
"""

import argparse
import json
import math
import os
import resource
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

# Debian's build takes one thread where nobody says otherwise; the other programs take one for each core.
torch.set_num_threads(len(os.sched_getaffinity(0)))

BATCH, SIZE, WARM_UP_SLICES = 34, 180, 320
PARAMETERS = {"baseline": 6941890, "cbam": 6943506}


class Cbam(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Linear(channels, channels // 16), nn.ReLU(), nn.Linear(channels // 16, channels)
        )
        self.conv = nn.Conv2d(2, 1, 7, padding=3, bias=False)

    def forward(self, x):
        n, c = x.shape[:2]
        average = self.mlp(F.adaptive_avg_pool2d(x, 1).flatten(1))
        maximum = self.mlp(F.adaptive_max_pool2d(x, 1).flatten(1))
        x = x * torch.sigmoid(average + maximum).view(n, c, 1, 1)
        maps = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], 1)
        return x * torch.sigmoid(self.conv(maps))


def network(kind, size):
    layers, channels = [], 3
    for k, filters in enumerate((32, 64, 64)):
        layers += [nn.Conv2d(channels, filters, 3), nn.ReLU()]
        if kind == "cbam":
            layers.append(Cbam(filters))
        if k < 2:
            layers.append(nn.MaxPool2d(2))
        channels = filters
    side = ((size - 2) // 2 - 2) // 2 - 2
    layers += [nn.Flatten(), nn.Linear(64 * side * side, 64), nn.ReLU(), nn.Linear(64, 2)]
    model = nn.Sequential(*layers)
    for parameter in model.parameters():
        if parameter.dim() > 1:
            nn.init.xavier_uniform_(parameter)
        else:
            nn.init.zeros_(parameter)
    return model


def train(model, pixels, labels, epochs, device, emit):
    pixels, labels = pixels.to(device), labels.to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7)
    for epoch in range(epochs + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        order, total = torch.randperm(len(labels)).to(device), torch.zeros((), device=device)
        for batch in order.split(BATCH):
            images = pixels[batch].expand(-1, 3, -1, -1).contiguous()
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images), labels[batch])
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(batch)
        total = total.item()  # waits for the device, once an epoch
        if epoch > 0:
            emit("epoch", seconds=time.perf_counter() - wall, cpu=time.process_time() - cpu)
    emit("loss", value=total / len(labels))
    emit("peak", value=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def predict(model, pixels, batches, repetitions, device, emit):
    model.eval()
    with torch.inference_mode():
        for slices in batches:
            batch = pixels.repeat(math.ceil(slices / len(pixels)), 1, 1, 1)[:slices].contiguous()
            seconds = []
            warm_up = WARM_UP_SLICES // slices
            for _ in range(warm_up + repetitions):
                start = time.perf_counter()
                images = batch.to(device).expand(-1, 3, -1, -1).contiguous()
                torch.softmax(model(images), 1).tolist()
                seconds.append(time.perf_counter() - start)
            emit("predict-%d" % slices, seconds=statistics.median(seconds[warm_up:]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("network", choices=sorted(PARAMETERS))
    parser.add_argument("what", choices=("train", "predict"))
    parser.add_argument("folder")
    parser.add_argument("count", type=int)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--batches", default="1,32")
    arguments = parser.parse_args()
    name, kind, folder = arguments.name, arguments.network, arguments.folder

    def emit(quantity, **fields):
        print(json.dumps({"name": name, "network": kind, "what": quantity, **fields}), flush=True)

    device = torch.device(arguments.device)
    python = "Python %s, PyTorch %s" % (sys.version.split()[0], torch.__version__)
    if device.type == "cuda":
        python += ", TF32 convolutions %s" % torch.backends.cudnn.allow_tf32
    emit("versions", text=python)
    with open(os.path.join(folder, "slices.f32"), "rb") as file:
        pixels = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    with open(os.path.join(folder, "labels.u8"), "rb") as file:
        labels = torch.tensor(list(file.read()))
    size = math.isqrt(len(pixels) // len(labels))
    pixels = pixels.view(len(labels), 1, size, size)

    torch.manual_seed(1)
    model = network(kind, size)
    parameters = sum(p.numel() for p in model.parameters())
    if size == SIZE and parameters != PARAMETERS[kind]:
        sys.exit("The network %s has %d parameters, not %d" % (kind, parameters, PARAMETERS[kind]))
    emit("parameters", value=parameters)
    model.to(device)
    if arguments.what == "train":
        train(model, pixels, labels, arguments.count, device, emit)
    else:
        batches = [int(slices) for slices in arguments.batches.split(",")]
        predict(model, pixels, batches, arguments.count, device, emit)


if __name__ == "__main__":
    main()
