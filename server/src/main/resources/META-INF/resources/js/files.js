// The ways in: drop, choose, paste.

import { byId } from "./dom.js";

/** @param add is given the files, at least one */
export function acceptFiles(add) {
  const input = byId("files");
  const give = (files) => files.length > 0 && add([...files]);
  for (const button of ["add", "choose"]) {
    byId(button).addEventListener("click", () => input.click());
  }
  input.addEventListener("change", () => {
    give(input.files);
    input.value = ""; // the same file may be chosen again
  });
  document.addEventListener("paste", (event) => give(event.clipboardData.files));
  document.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
      document.body.classList.add("dragging");
    }
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) {
      document.body.classList.remove("dragging");
    }
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dragging");
    give(event.dataTransfer.files);
  });
}
