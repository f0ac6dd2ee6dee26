// The slices as a listbox: one tab stop, arrows inside.

import { el, png, say, show, showName } from "./dom.js";
import { percent } from "./words.js";

const WAITING = { waiting: "waiting", asking: "asking", busy: "asking again" };

export class SliceList {
  #root;
  #rows = new Map();

  /** @param actions select(slice), remove(slice), press(key) which tells whether the key means something */
  constructor(root, actions) {
    this.#root = root;
    root.addEventListener("click", (event) => {
      const row = event.target.closest("li");
      if (row) {
        actions.select(row.slice);
        row.focus();
      }
    });
    root.addEventListener("keydown", (event) => {
      const row = event.target.closest("li");
      if (row && !event.ctrlKey && !event.metaKey && !event.altKey && this.#press(event.key, row, actions)) {
        event.preventDefault();
      }
    });
  }

  #press(key, row, actions) {
    const next = {
      ArrowDown: row.nextElementSibling, ArrowRight: row.nextElementSibling,
      ArrowUp: row.previousElementSibling, ArrowLeft: row.previousElementSibling,
      Home: this.#root.firstElementChild, End: this.#root.lastElementChild,
    };
    if (key in next) {
      if (next[key]) {
        actions.select(next[key].slice);
        this.focus(next[key].slice);
      }
      return true;
    }
    if (key === "Delete" || key === "Backspace") {
      actions.remove(row.slice);
      return true;
    }
    return actions.press(key);
  }

  focus(slice) {
    this.#rows.get(slice)?.focus();
  }

  /** @param verdict tells what is known of a slice */
  render(slices, selected, verdict, model) {
    for (const [slice, row] of this.#rows) {
      if (!slices.includes(slice)) {
        row.remove();
        this.#rows.delete(slice);
      }
    }
    for (const slice of slices) {
      if (!this.#rows.has(slice)) {
        this.#rows.set(slice, this.#root.appendChild(this.#row(slice)));
      }
      this.#fill(this.#rows.get(slice), slice, slice === selected, verdict(slice), model);
    }
  }

  #row(slice) {
    const image = el("img", { alt: "", decoding: "async" });
    image.addEventListener("error", () => image.remove());
    const name = el("span", { className: "name" });
    showName(name, slice.name);
    return el("li", { role: "option", slice, image, title: slice.name },
      el("span", { className: "thumb" }),
      el("span", { className: "what" }, name, el("span", { className: "verdict" })));
  }

  #fill(row, slice, selected, result, model) {
    row.setAttribute("aria-selected", selected);
    row.tabIndex = selected ? 0 : -1;
    show(row.querySelector(".thumb"), row.image, slice.picture ? png(slice.picture) : slice.preview);
    const state = result?.state ?? "waiting";
    row.className = state;
    row.classList.toggle("positive", state === "answered" && result.decision === model.positiveClass);
    const verdict = {
      answered: () => `${result.decision} ${percent(result.probabilities[result.decision])}`,
      failed: () => result.problem.title,
    }[state]?.() ?? WAITING[state];
    say(row.querySelector(".verdict"), verdict);
    row.ariaLabel = `${slice.name}: ${verdict}`;
    if (selected && !this.#seen(row)) {
      row.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  #seen(row) {
    const seen = this.#root.getBoundingClientRect();
    const place = row.getBoundingClientRect();
    return place.top >= seen.top && place.bottom <= seen.bottom && place.left >= seen.left && place.right <= seen.right;
  }
}
