// The service's answers over HTTP: its problems, its wish for a key, its "try again later".

const TRIES = 5;
const LONGEST_WAIT = 30;
const KEY = "ct-attention-api-key";

/** Why there is no answer, in the terms of RFC 9457. */
export class Problem extends Error {
  constructor({ title, detail = "", status = 0 }) {
    super(title);
    this.title = title;
    this.detail = detail;
    this.status = status;
  }

  /** Whether asking again may help: a damaged file stays damaged. */
  get passing() {
    return ![400, 413, 415, 422].includes(this.status);
  }
}

export class Service {
  #key = sessionStorage.getItem(KEY);
  #askKey;
  #asked = null;

  /** @param askKey promises a key; told whether one was refused */
  constructor(askKey) {
    this.#askKey = askKey;
  }

  /** The models, and the methods that explain any of them. */
  models(waits) {
    return this.#request("v1/models", {}, { waits });
  }

  classify(bytes, model, hooks) {
    return this.#post("classifications", bytes, { model }, hooks);
  }

  explain(bytes, model, settings, hooks) {
    return this.#post("explanations", bytes, { model, ...settings }, hooks);
  }

  /** Only the bytes are sent: file names may be patients' names. */
  #post(what, bytes, query, hooks) {
    const given = Object.entries(query).filter(([, value]) => value);
    const headers = { "Content-Type": "application/octet-stream" };
    return this.#request(`v1/${what}?${new URLSearchParams(given)}`, { method: "POST", body: bytes, headers }, hooks);
  }

  /** @param waits is told why and when the service is asked again */
  async #request(path, init, { signal, waits = () => {} }) {
    for (let tries = 1; ; ) {
      const key = this.#key;
      const response = await this.#fetch(path, init, signal, key);
      if (response.status === 401) {
        await this.#newKey(key, signal);
      } else if ((response.status === 429 || response.status === 503) && tries < TRIES) {
        const seconds = Math.min(LONGEST_WAIT, Math.max(1, Number(response.headers.get("Retry-After")) || tries));
        const why = response.status === 429 ? "The service is busy" : await title(response);
        waits(`${why}. Trying again in ${seconds} s (${tries++} of ${TRIES - 1})`);
        await pause(seconds, signal);
      } else {
        return answer(response);
      }
    }
  }

  async #fetch(path, init, signal, key) {
    const headers = { Accept: "application/json", ...init.headers, ...(key && { "X-API-Key": key }) };
    try {
      return await fetch(path, { ...init, headers, signal, cache: "no-store" });
    } catch (failure) {
      signal?.throwIfAborted();
      throw new Problem({
        title: "No answer from the service",
        detail: "The service cannot be reached, or it closed the connection; the file may be too large",
      });
    }
  }

  /** All requests that were refused wait for the same key. */
  async #newKey(refused, signal) {
    if (this.#key === refused) {
      this.#asked ??= this.#askKey(refused !== null);
      this.#key = await this.#asked;
      this.#asked = null;
      sessionStorage.setItem(KEY, this.#key);
    }
    signal?.throwIfAborted();
  }
}

/** A 503 may have several reasons. */
async function title(response) {
  const problem = await response.json().catch(() => ({}));
  return problem.title ?? `The service answered ${response.status}`;
}

async function answer(response) {
  let body;
  try {
    body = await response.json();
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem({
      title: response.ok ? "The answer cannot be read" : `The service answered ${response.status}`,
      status: response.status,
    });
  }
  if (!response.ok) {
    throw new Problem({ title: `The service answered ${response.status}`, ...body, status: response.status });
  }
  return body;
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 1000 * seconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
