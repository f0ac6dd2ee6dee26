/** Runs a few pieces of work at a time; urgent ones first. */
export class Queue {
  #limit;
  #running = 0;
  #urgent = [];
  #waiting = [];

  constructor(limit) {
    this.#limit = limit;
  }

  /** Promises what the work promises. */
  run(work, urgent) {
    return new Promise((resolve, reject) => {
      (urgent ? this.#urgent : this.#waiting).push({ work, resolve, reject });
      this.#next();
    });
  }

  #next() {
    while (this.#running < this.#limit && this.#urgent.length + this.#waiting.length > 0) {
      const { work, resolve, reject } = this.#urgent.shift() ?? this.#waiting.shift();
      this.#running++;
      work().then(resolve, reject).finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }
}
