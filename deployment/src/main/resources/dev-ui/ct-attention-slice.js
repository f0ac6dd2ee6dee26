/** Bytes a message: a multiple of 3 for base64, and below the web socket's frame of 64 KiB. */
const PIECE = 36 * 1024;

/** Messages that are on their way at a time. */
const AHEAD = 16;

/** A slice in the browser: a dropped file, or a phantom that the server drew. */
export class Slice {

    constructor(name, blob) {
        this.name = name;
        this.blob = blob;
    }

    static drawn({ name, content }) {
        const bytes = Uint8Array.from(atob(content), character => character.charCodeAt(0));
        return new Slice(name, new Blob([bytes], { type: 'image/png' }));
    }

    /** Sends the slice and has it explained; throws what the server refuses. */
    async explain(jsonRpc, model, explainedClass, layer, method, progress) {
        const id = `${Date.now()}-${Math.random()}`;
        // Once at least, so that an empty file gets the server's message, too.
        for (let from = 0; from === 0 || from < this.blob.size; from += AHEAD * PIECE) {
            await this._send(jsonRpc, id, from);
            progress(Math.min(1, (from + AHEAD * PIECE) / this.blob.size));
        }
        const { result } = await jsonRpc.explain({ id, name: this.name, model, explainedClass, layer, method });
        if (result.error) {
            throw new Error(result.error);
        }
        return result;
    }

    async _send(jsonRpc, id, start) {
        const bytes = new Uint8Array(await this.blob.slice(start, start + AHEAD * PIECE).arrayBuffer());
        const answers = [];
        for (let at = 0; at === 0 || at < bytes.length; at += PIECE) {
            const piece = btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
            answers.push(jsonRpc.upload({ id, from: start + at, piece }));
        }
        const refused = (await Promise.all(answers)).find(({ result }) => result.error);
        if (refused) {
            throw new Error(`${this.name}: ${refused.result.error}`);
        }
    }
}
