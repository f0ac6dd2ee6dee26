// The slice with the heat map laid over it.

import { byId, png, say, show } from "./dom.js";
import { dependsOnClass, mapTitle, methodTitle } from "./words.js";

export class Viewer {
  #slice = null;
  #stage = byId("stage");
  #picture = byId("slice");
  #heat = byId("heat");
  #opacity = byId("opacity");
  #shown = byId("shown");

  constructor() {
    this.#opacity.addEventListener("input", () => this.#blend());
    this.#shown.addEventListener("change", () => this.#blend());
    this.#picture.addEventListener("error", () => this.#picture.removeAttribute("src"));
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
    this.#heat.style.setProperty("--opacity", this.#shown.checked ? share / 100 : 0);
  }

  /**
   * @param slice what is looked at
   * @param place such as 2 of 5
   * @param result what came of asking for its heat map, if it was asked
   * @param settings what was asked
   */
  render(slice, place, result, settings) {
    say(byId("slice-title"), slice.name);
    say(byId("position"), place);
    const answered = result?.state === "answered";
    const failed = result?.state === "failed";
    show(this.#picture, slice.picture ? png(slice.picture) : slice.preview);
    this.#picture.alt = `Slice ${slice.name}`;
    this.#renderHeat(slice, answered ? result.heatMap : null);
    this.#slice = slice;
    this.#stage.setAttribute("aria-busy", !answered && !failed);
    this.#stage.classList.toggle("failed", failed);
    this.#renderProblem(failed ? result.problem : null);
    this.#renderAsking(result, settings);
    byId("layers").hidden = failed;
    byId("figcaption").hidden = failed;
    say(byId("caption"), answered ? caption(result.heatMap) : "");
    say(byId("time"), answered ? `Answered in ${Math.max(1, Math.round(result.milliseconds))} ms` : "");
  }

  /** Another map of the same slice is faded out until its successor is there. */
  #renderHeat(slice, map) {
    const stale = map === null && slice === this.#slice && !this.#heat.hidden;
    this.#heat.classList.toggle("stale", stale);
    if (!stale) {
      this.#heat.hidden = map === null || map.empty;
      show(this.#heat, map && !map.empty ? png(map.png) : null);
      this.#heat.alt = map ? `Heat map: ${mapTitle(map)}` : "";
    }
  }

  #renderProblem(problem) {
    byId("problem").hidden = !problem;
    say(byId("problem-title"), problem?.title ?? "");
    say(byId("problem-detail"), problem?.detail ? `${problem.detail}.` : "");
    say(byId("problem-status"), problem?.status ? `Status ${problem.status}` : "");
    byId("again").hidden = !problem?.passing;
  }

  #renderAsking(result, settings) {
    const asking = byId("asking");
    asking.hidden = result?.state === "answered" || result?.state === "failed";
    asking.classList.toggle("busy", result?.state === "busy");
    say(asking, result?.state === "busy" ? result.note : `Asking for ${methodTitle(settings.method)}`);
  }
}

function caption(map) {
  if (map.empty) {
    const subject = dependsOnClass(map.method) ? map.class : "any class";
    return `The heat map is empty: no place speaks for ${subject} (${methodTitle(map.method)}, layer ${map.layer}).`;
  }
  return mapTitle(map);
}
