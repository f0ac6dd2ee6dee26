// Asks the person for an API key.

import { byId, say } from "./dom.js";

/**
 * Promises a key.
 *
 * @param refused whether the service has just refused one
 */
export function askKey(refused) {
  const field = byId("key-field");
  byId("key").hidden = false;
  say(byId("key-text"), refused
    ? "The service did not accept that key. Enter another one."
    : "It is sent with each request and kept until this tab is closed.");
  field.value = "";
  field.setAttribute("aria-invalid", refused);
  field.focus();
  return new Promise((resolve) => {
    byId("key-form").addEventListener("submit", (event) => {
      event.preventDefault();
      byId("key").hidden = true;
      (document.querySelector("#list [tabindex='0']") ?? byId("choose")).focus();
      resolve(field.value.trim());
      field.value = "";
    }, { once: true });
  });
}
