// The slice with the heat map laid over it.

import { byId, el, png, say, show, showName } from "./dom.js";
import { dependsOnClass, mapTitle, methodTitle } from "./words.js";

export class Viewer {
  #slice = null;
  #stage = byId("stage");
  #picture = el("img", { id: "slice", alt: "" });
  #heat = el("img", { id: "heat", alt: "" });
  #opacity = byId("opacity");
  #shown = byId("shown");

  constructor() {
    this.#opacity.addEventListener("input", () => this.#blend());
    this.#shown.addEventListener("change", () => this.#blend());
    this.#picture.addEventListener("error", () => this.#picture.remove());
    this.#blend();
  }

  /** Shows or hides the heat map. */
  toggle() {
    this.#shown.checked = !this.#shown.checked;
    this.#blend();
  }

  /** Makes the heat map more or less opaque. */
  step(steps) {
    this.#opacity.valueAsNumber += steps * this.#opacity.step;
    this.#blend();
  }

  #blend() {
    const share = this.#opacity.value;
    say(byId("opacity-value"), `${share} %`);
    byId("viewer").style.setProperty("--opacity", this.#shown.checked ? share / 100 : 0);
  }

  /**
   * @param slice what is looked at
   * @param place such as 2 of 5
   * @param result what came of asking for its heat map, if it was asked
   * @param settings what was asked
   */
  render(slice, place, result, settings) {
    showName(byId("slice-title"), slice.name);
    byId("slice-title").ariaLabel = slice.name;
    say(byId("position"), place);
    const answered = result?.state === "answered";
    const failed = result?.state === "failed";
    show(byId("below"), this.#picture, slice.picture ? png(slice.picture) : slice.preview);
    this.#picture.alt = `Slice ${slice.name}`;
    this.#renderHeat(slice, answered ? result.heatMap : null);
    this.#slice = slice;
    this.#stage.setAttribute("aria-busy", !answered && !failed);
    this.#stage.classList.toggle("failed", failed);
    this.#renderProblem(failed ? result.problem : null);
    this.#renderAsking(result, settings);
    byId("layers").hidden = failed;
    byId("figcaption").hidden = failed;
    byId("scale").hidden = answered && result.heatMap.empty;
    say(byId("caption"), answered ? caption(result.heatMap) : "");
    say(byId("time"), answered ? `Answered in ${Math.max(1, Math.round(result.milliseconds))} ms` : "");
  }

  /** Another map of the same slice is faded out until its successor is there. */
  #renderHeat(slice, map) {
    const stale = map === null && slice === this.#slice && this.#heat.isConnected;
    this.#heat.classList.toggle("stale", stale);
    if (!stale) {
      show(byId("above"), this.#heat, map && !map.empty ? png(map.png) : null);
      this.#heat.alt = map ? `Heat map: ${mapTitle(map)}` : "";
    }
  }

  #renderProblem(problem) {
    byId("problem").hidden = !problem;
    say(byId("problem-title"), problem?.title ?? "No answer");
    say(byId("problem-detail"), problem?.detail ? `${problem.detail}.` : "");
    say(byId("problem-status"), problem?.status ? `Status ${problem.status}` : "");
    byId("again").hidden = !problem?.passing;
  }

  #renderAsking(result, settings) {
    const asking = byId("asking");
    asking.hidden = result?.state === "answered" || result?.state === "failed";
    asking.classList.toggle("busy", result?.state === "busy");
    say(asking, result?.state === "busy" ? result.note : `Computing ${methodTitle(settings.method)}`);
  }
}

function caption(map) {
  if (map.empty) {
    const subject = dependsOnClass(map.method) ? map.class : "any class";
    return `The heat map is empty: nothing in the image supports ${subject} (${methodTitle(map.method)}, layer ${map.layer}).`;
  }
  return mapTitle(map);
}
