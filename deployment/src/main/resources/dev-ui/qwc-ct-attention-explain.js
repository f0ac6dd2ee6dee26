import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { Slice } from './ct-attention-slice.js';
import { notesStyle, phantomNote, researchNote, noModels } from './ct-attention-notes.js';
import '@vaadin/button';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import '@vaadin/select';

const PREDICTED = '';

/** Drop a slice to see its class and the parts of the slice that support it. */
export class QwcCtAttentionExplain extends QwcHotReloadElement {
    jsonRpc = new JsonRpc(this, false);

    static styles = [notesStyle, css`
        :host {
            display: flex;
            flex-direction: column;
            gap: 10px;
            padding: 0 10px 10px;
        }
        .choices {
            display: flex;
            flex-wrap: wrap;
            gap: 12px;
            align-items: end;
        }
        .drop {
            display: flex;
            align-items: center;
            justify-content: center;
            gap: 0.7em;
            padding: 22px;
            border: 2px dashed var(--lumo-contrast-30pct);
            border-radius: 6px;
            color: var(--lumo-secondary-text-color);
            cursor: pointer;
        }
        .drop:hover, .drop:has(input:focus-visible), .drop.over {
            border-color: var(--lumo-primary-color);
            background: var(--lumo-primary-color-10pct);
        }
        input {
            position: absolute;
            opacity: 0;
            width: 1px;
        }
        .bars {
            display: grid;
            grid-template-columns: max-content 1fr max-content;
            gap: 6px 12px;
            align-items: center;
            max-width: 640px;
        }
        .track {
            height: 14px;
            border-radius: 3px;
            background: var(--lumo-contrast-10pct);
        }
        .fill {
            height: 100%;
            border-radius: 3px;
            background: var(--lumo-contrast-40pct);
        }
        .predicted {
            font-weight: bold;
        }
        .fill.predicted {
            background: var(--lumo-primary-color);
        }
        .share {
            text-align: right;
            font-variant-numeric: tabular-nums;
        }
        h3 {
            margin: 6px 0;
        }
        .small {
            font-weight: normal;
            font-size: var(--lumo-font-size-s);
            color: var(--lumo-secondary-text-color);
        }
        img {
            max-width: 100%;
            align-self: start;
            border-radius: 6px;
        }`];

    static properties = {
        _models: { state: true },
        _model: { state: true },
        _class: { state: true },
        _layer: { state: true },
        _method: { state: true },
        _slice: { state: true },
        _answer: { state: true },
        _error: { state: true },
        _progress: { state: true },
        _over: { state: true },
    };

    constructor() {
        super();
        this._class = PREDICTED;
        this._layer = 'conv';
        this._method = 'gradcam';
        this._phantoms = 0;
        this._question = 0;
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    hotReload() {
        this.jsonRpc.models()
            .then(({ result }) => {
                this._models = result;
                this._choose(result.find(model => model.name === this._model?.name) ?? result[0]);
            })
            .catch(failure => this._failed(failure));
    }

    _failed(failure) {
        this._error = failure?.error?.message ?? failure?.message ?? String(failure);
    }

    render() {
        if (!this._models) {
            return this._error ? this._problem() : html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        if (this._models.length === 0) {
            return html`${noModels()}${researchNote()}`;
        }
        return html`
            ${this._model.phantom ? phantomNote(this._model.name) : ''}
            ${this._choices()}
            ${this._drop()}
            ${researchNote()}
            ${this._progress == null ? '' : html`<vaadin-progress-bar value=${this._progress}></vaadin-progress-bar>`}
            <div aria-live="polite">${this._error ? this._problem() : ''}</div>
            ${this._answer ? this._result(this._answer) : ''}`;
    }

    _problem() {
        return html`<div class="note error" role="alert">
            <vaadin-icon icon="font-awesome-solid:circle-exclamation"></vaadin-icon><span>${this._error}</span></div>`;
    }

    _choices() {
        const names = this._models.map(model => ({ label: model.name, value: model.name }));
        const predicted = 'the predicted one';
        const classes = [{ label: predicted, value: PREDICTED },
            ...this._model.classes.map(name => ({ label: name, value: name }))];
        const layers = this._model.layers.map(layer => ({ label: layer, value: layer }));
        const methods = this._model.methods.map(method => ({ label: method, value: method }));
        return html`<div class="choices">
            <vaadin-select label="Model" .items=${names} .value=${this._model.name}
                @change=${e => this._choose(this._models.find(model => model.name === e.target.value))}></vaadin-select>
            <vaadin-select label="Class to explain" placeholder=${predicted} .items=${classes} .value=${this._class}
                @change=${e => { this._class = e.target.value; this._ask(); }}></vaadin-select>
            <vaadin-select label="Layer" .items=${layers} .value=${this._layer}
                @change=${e => { this._layer = e.target.value; this._ask(); }}></vaadin-select>
            <vaadin-select label="Method" .items=${methods} .value=${this._method}
                @change=${e => { this._method = e.target.value; this._ask(); }}></vaadin-select>
            <vaadin-button @click=${() => this._phantom(true)} title="A synthetic slice with ground glass">
                Draw a phantom with lesions</vaadin-button>
            <vaadin-button @click=${() => this._phantom(false)} title="A synthetic slice without ground glass">
                Draw one without</vaadin-button>
        </div>`;
    }

    _drop() {
        return html`<label class="drop ${this._over ? 'over' : ''}"
            @dragover=${e => { e.preventDefault(); this._over = true; }}
            @dragleave=${() => this._over = false}
            @drop=${e => { e.preventDefault(); this._over = false; this._take(e.dataTransfer.files[0]); }}>
            <vaadin-icon icon="font-awesome-solid:file-image"></vaadin-icon>
            Drop a slice here, or choose one: PNG or JPEG
            <input type="file" accept="image/png,image/jpeg"
                @change=${e => { this._take(e.target.files[0]); e.target.value = ''; }}>
        </label>`;
    }

    _result(answer) {
        return html`
            <h3>${answer.prediction} <span class="small">${answer.name}, ${answer.milliseconds} ms</span></h3>
            <div class="bars">${answer.classes.map((name, k) => this._bar(name, answer.probabilities[k], name === answer.prediction))}</div>
            <div class="small">${answer.empty
                ? `Nothing in the slice supports ${answer.explainedClass}.`
                : `Where the slice supports ${answer.explainedClass}: ${answer.method} at the layer ${answer.layer}.`}</div>
            <img src=${answer.overlay} alt="The slice, and its heat map for ${answer.explainedClass}">`;
    }

    _bar(name, probability, predicted) {
        const word = predicted ? 'predicted' : '';
        return html`<span class=${word}>${name}</span>
            <div class="track"><div class="fill ${word}" style="width: ${100 * probability}%"></div></div>
            <span class="share ${word}">${(100 * probability).toFixed(1)} %</span>`;
    }

    _choose(model) {
        this._model = model;
        if (model) {
            this._class = model.classes.includes(this._class) ? this._class : PREDICTED;
            this._layer = model.layers.includes(this._layer) ? this._layer : model.layers[0];
            this._ask();
        }
    }

    _take(file) {
        if (file) {
            this._show(new Slice(file.name, file));
        }
    }

    _phantom(positive) {
        this.jsonRpc.phantom({ index: this._phantoms++, positive })
            .then(({ result }) => this._show(Slice.drawn(result)))
            .catch(failure => this._failed(failure));
    }

    _show(slice) {
        this._slice = slice;
        this._answer = null;
        this._ask();
    }

    /** Asks about the slice; only the latest question may show its answer. */
    async _ask() {
        if (!this._slice) {
            return;
        }
        const question = ++this._question;
        const latest = () => question === this._question;
        const { name } = this._slice;
        this._error = null;
        try {
            const answer = await this._slice.explain(this.jsonRpc, this._model.name, this._class, this._layer, this._method,
                share => { if (latest()) { this._progress = share; } });
            if (latest()) {
                this._answer = { ...answer, name };
            }
        } catch (failure) {
            if (latest()) {
                this._answer = null;
                this._failed(failure);
            }
        } finally {
            if (latest()) {
                this._progress = null;
            }
        }
    }
}
customElements.define('qwc-ct-attention-explain', QwcCtAttentionExplain);
