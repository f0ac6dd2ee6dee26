/** Bytes a message: a multiple of 3 for base64, and below the web socket's frame of 64 KiB. */
const PIECE = 36 * 1024;

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

    /** Sends the slice, a piece at a time, and has it explained; throws what the server refuses. */
    async explain(jsonRpc, model, explainedClass, layer, progress) {
        const id = `${Date.now()}-${Math.random()}`;
        // One piece at least, so that an empty file gets the server's message, too.
        for (let from = 0; from === 0 || from < this.blob.size; from += PIECE) {
            const bytes = new Uint8Array(await this.blob.slice(from, from + PIECE).arrayBuffer());
            const piece = btoa(String.fromCharCode(...bytes));
            const { result } = await jsonRpc.upload({ id, piece });
            if (result.error) {
                throw new Error(`${this.name}: ${result.error}`);
            }
            progress(result.bytes / Math.max(1, this.blob.size));
        }
        const { result } = await jsonRpc.explain({ id, name: this.name, model, explainedClass, layer });
        if (result.error) {
            throw new Error(result.error);
        }
        return result;
    }
}
