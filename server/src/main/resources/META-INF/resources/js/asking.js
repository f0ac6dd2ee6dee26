// What is asked about which slice, and what came of it.

import { Queue } from "./queue.js";
import { Problem } from "./service.js";
import { dependsOnClass } from "./words.js";

const PARALLEL = 3;
const KEPT_MAPS = 200;

/** A model under a name may be replaced: its answers are those of its hash. */
const verdictKey = (model) => `${model.name} ${model.sha256}`;

const mapKey = (model, { class: spokenFor, layer, method }) =>
  JSON.stringify([verdictKey(model), dependsOnClass(method) ? spokenFor : "", layer, method]);

export class Asking {
  #service;
  #changed;
  #queue = new Queue(PARALLEL);
  #wanted = null;
  #maps = [];

  /** @param changed is called with a result whenever something about it is new */
  constructor(service, changed) {
    this.#service = service;
    this.#changed = changed;
  }

  /** What a model says of a slice: its class, or why there is none. */
  verdict(slice, model) {
    return slice.results.get(verdictKey(model));
  }

  /** The same with a heat map of some settings; a slice without a class has no heat map either. */
  map(slice, model, settings) {
    const verdict = this.verdict(slice, model);
    return slice.results.get(mapKey(model, settings)) ?? (verdict?.state === "failed" ? verdict : undefined);
  }

  /** What the spatial gates let through of a slice, whatever map it was asked for with. */
  gates(slice, model) {
    return [...slice.results.values()].find((result) => result.gates && result.model.sha256 === model.sha256)?.gates;
  }

  /** Asks what is not known yet: a heat map for the slice that is looked at, classes for the others. */
  want(slices, looked, model, settings) {
    const key = looked && mapKey(model, settings);
    if (this.#wanted && (this.#wanted.slice !== looked || this.#wanted.key !== key)) {
      this.#forget(this.#wanted);
    }
    if (looked && !this.map(looked, model, settings)) {
      this.#wanted = this.#ask(looked, model, key, settings);
    }
    for (const slice of slices) {
      if (!slice.results.has(verdictKey(model))) {
        this.#ask(slice, model, verdictKey(model));
      }
    }
  }

  /** Asks again what failed. */
  again(slice) {
    for (const [key, result] of slice.results) {
      if (result.state === "failed") {
        slice.results.delete(key);
      }
    }
  }

  /** Gives up what is asked about a slice. */
  drop(slice) {
    slice.results.forEach((result) => result.controller.abort());
    slice.results.clear();
  }

  #forget(asked) {
    if (asked.result.state !== "answered" && asked.result.state !== "failed") {
      asked.result.controller.abort();
      for (const [key, result] of asked.slice.results) {
        if (result === asked.result) {
          asked.slice.results.delete(key);
        }
      }
    }
    this.#wanted = null;
  }

  /** A heat map comes with the class: where both are missing, one request asks for both. */
  #ask(slice, model, key, settings) {
    const result = { state: "waiting", controller: new AbortController() };
    slice.results.set(key, result);
    if (!slice.results.has(verdictKey(model))) {
      slice.results.set(verdictKey(model), result);
    }
    if (settings) {
      this.#keep(slice, key);
    }
    this.#queue.run(() => this.#post(slice, model, settings, result), Boolean(settings)).then(
      (answer) => {
        Object.assign(result, { state: "answered", ...answer });
        slice.picture = result.slice ?? slice.picture;
      },
      (failure) => {
        result.state = "failed";
        result.problem = failure instanceof Problem
          ? failure
          : new Problem({ title: "The page failed", detail: failure.message });
      },
    ).finally(() => result.controller.signal.aborted || this.#changed(result));
    return { slice, key, result };
  }

  async #post(slice, model, settings, result) {
    const { signal } = result.controller;
    signal.throwIfAborted();
    const become = (state, note) => {
      Object.assign(result, { state, note });
      this.#changed(result);
    };
    const waits = (note) => become("busy", note);
    become("asking");
    const bytes = await read(slice.file);
    const asked = { signal, waits };
    const answer = await (settings
      ? this.#service.explain(bytes, model.name, settings, asked)
      : this.#service.classify(bytes, model.name, asked));
    const [first] = answer.slices;
    if (first.heatMap) { // the picture is enough, and there may be many
      delete first.heatMap.raw;
      delete first.heatMap.scaled;
    }
    return { ...first, model: answer.model, milliseconds: answer.milliseconds };
  }

  /** Pictures of slices that were looked at long ago are asked for again. */
  #keep(slice, key) {
    this.#maps.push({ slice, key });
    if (this.#maps.length > KEPT_MAPS) {
      const oldest = this.#maps.shift();
      oldest.slice.results.delete(oldest.key);
    }
  }
}

async function read(file) {
  try {
    return await file.arrayBuffer();
  } catch (failure) {
    throw new Problem({ title: "The browser cannot read the file", detail: failure.message });
  }
}
