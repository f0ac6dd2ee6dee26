"""The paper's training and its predictions in plain PyTorch (1.13 or later).

Arguments: NAME NETWORK WHAT FOLDER COUNT, as for the Java programs; prints a JSON object a line.
"""

import json
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

BATCH, SIZE, PREDICTED, WARM_UP_SLICES = 34, 180, 32, 320
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


def network(kind):
    layers, channels = [], 3
    for k, filters in enumerate((32, 64, 64)):
        layers += [nn.Conv2d(channels, filters, 3), nn.ReLU()]
        if kind == "cbam":
            layers.append(Cbam(filters))
        if k < 2:
            layers.append(nn.MaxPool2d(2))
        channels = filters
    layers += [nn.Flatten(), nn.Linear(64 * 41 * 41, 64), nn.ReLU(), nn.Linear(64, 2)]
    model = nn.Sequential(*layers)
    for parameter in model.parameters():
        if parameter.dim() > 1:
            nn.init.xavier_uniform_(parameter)
        else:
            nn.init.zeros_(parameter)
    return model


def train(model, pixels, labels, epochs, emit):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7)
    for epoch in range(epochs + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        order, total = torch.randperm(len(labels)), 0.0
        for batch in order.split(BATCH):
            images = pixels[batch].expand(-1, 3, -1, -1).contiguous()
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images), labels[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        if epoch > 0:
            emit("epoch", seconds=time.perf_counter() - wall, cpu=time.process_time() - cpu)
    emit("loss", value=total / len(labels))
    emit("peak", value=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def predict(model, pixels, repetitions, emit):
    model.eval()
    with torch.inference_mode():
        for slices in (1, PREDICTED):
            seconds = []
            warm_up = WARM_UP_SLICES // slices
            for _ in range(warm_up + repetitions):
                start = time.perf_counter()
                images = pixels[:slices].expand(-1, 3, -1, -1).contiguous()
                torch.softmax(model(images), 1).tolist()
                seconds.append(time.perf_counter() - start)
            emit("predict-%d" % slices, seconds=statistics.median(seconds[warm_up:]))


def main():
    name, kind, what, folder, count = sys.argv[1:]

    def emit(quantity, **fields):
        print(json.dumps({"name": name, "network": kind, "what": quantity, **fields}), flush=True)

    python = "Python %s, PyTorch %s" % (sys.version.split()[0], torch.__version__)
    emit("versions", text=python)
    with open(os.path.join(folder, "slices.f32"), "rb") as file:
        pixels = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    with open(os.path.join(folder, "labels.u8"), "rb") as file:
        labels = torch.tensor(list(file.read()))
    pixels = pixels.view(len(labels), 1, SIZE, SIZE)

    torch.manual_seed(1)
    model = network(kind)
    parameters = sum(p.numel() for p in model.parameters())
    if parameters != PARAMETERS[kind]:
        sys.exit("The network %s has %d parameters, not %d" % (kind, parameters, PARAMETERS[kind]))
    emit("parameters", value=parameters)
    if what == "train":
        train(model, pixels, labels, int(count), emit)
    else:
        predict(model, pixels, int(count), emit)


if __name__ == "__main__":
    main()
