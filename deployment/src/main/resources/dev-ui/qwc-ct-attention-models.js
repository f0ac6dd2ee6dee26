import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { columnBodyRenderer, gridRowDetailsRenderer } from '@vaadin/grid/lit.js';
import { notesStyle, phantomNote, researchNote, noModels } from './ct-attention-notes.js';
import '@vaadin/button';
import '@vaadin/grid';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import '@qomponent/qui-badge';
import 'qui-themed-code-block';

/** The loaded models, each with its card. */
export class QwcCtAttentionModels extends QwcHotReloadElement {
    jsonRpc = new JsonRpc(this);

    static styles = [notesStyle, css`
        :host {
            display: flex;
            flex-direction: column;
            gap: 10px;
            height: 100%;
            padding: 0 10px;
        }
        vaadin-grid {
            flex: 1;
            min-height: 200px;
        }
        .cell {
            display: flex;
            flex-direction: column;
            gap: 2px;
            white-space: normal;
        }
        .small {
            font-size: var(--lumo-font-size-xs);
            color: var(--lumo-secondary-text-color);
            overflow-wrap: anywhere;
        }
        .metrics {
            display: grid;
            grid-template-columns: auto auto;
            justify-content: start;
            gap: 0 8px;
            font-size: var(--lumo-font-size-xs);
            line-height: 1.35;
        }
        .metrics span {
            color: var(--lumo-secondary-text-color);
        }`];

    static properties = {
        _models: { state: true },
        _error: { state: true },
        _opened: { state: true },
    };

    constructor() {
        super();
        this._opened = [];
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    hotReload() {
        this.jsonRpc.models()
            .then(response => {
                this._models = response.result;
                this._opened = [];
                this._error = null;
            })
            .catch(failure => this._error = failure?.error?.message ?? String(failure));
    }

    render() {
        if (this._error) {
            return html`<div class="note error" role="alert">${this._error}</div>`;
        }
        if (!this._models) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        if (this._models.length === 0) {
            return html`${noModels()}${researchNote()}`;
        }
        return html`
            ${this._models.filter(model => model.phantom).map(model => phantomNote(model.name))}
            <vaadin-grid .items=${this._models} .detailsOpenedItems=${this._opened} theme="no-border wrap-cell-content"
                ${gridRowDetailsRenderer(model => this._card(model), [])}>
                <vaadin-grid-column header="Model" flex-grow="2" resizable
                    ${columnBodyRenderer(model => this._name(model), [])}></vaadin-grid-column>
                <vaadin-grid-column header="Network" flex-grow="1" resizable
                    ${columnBodyRenderer(model => this._network(model), [])}></vaadin-grid-column>
                <vaadin-grid-column header="Classes" flex-grow="1" resizable
                    ${columnBodyRenderer(model => this._classes(model), [])}></vaadin-grid-column>
                <vaadin-grid-column path="device" header="Device" width="80px" flex-grow="0" resizable></vaadin-grid-column>
                <vaadin-grid-column header="Epoch" width="80px" flex-grow="0" resizable
                    ${columnBodyRenderer(model => html`${model.epoch ?? '–'}`, [])}></vaadin-grid-column>
                <vaadin-grid-column header="Validation" flex-grow="1" width="150px" resizable
                    ${columnBodyRenderer(model => this._metrics(model), [])}></vaadin-grid-column>
                <vaadin-grid-column header="Trained on" flex-grow="1" width="120px" resizable
                    ${columnBodyRenderer(model => this._data(model), [])}></vaadin-grid-column>
                <vaadin-grid-column header="" width="110px" flex-grow="0"
                    ${columnBodyRenderer(model => this._button(model), [this._opened])}></vaadin-grid-column>
            </vaadin-grid>
            ${researchNote()}`;
    }

    _name(model) {
        return html`<div class="cell"><b>${model.name}</b><span class="small">${model.location}</span></div>`;
    }

    _network(model) {
        return html`<div class="cell"><span>${model.network}</span>
            <span class="small">${model.parameters.toLocaleString('en')} parameters</span>
            <span class="small">input ${model.size} × ${model.size}</span></div>`;
    }

    _classes(model) {
        return html`<div class="cell">${model.classes.map(name => html`<span>${name}
            ${name === model.positiveClass
                ? html`<qui-badge small title="Precision, recall and F1 are about this class"><span>positive</span></qui-badge>`
                : ''}</span>`)}</div>`;
    }

    _metrics(model) {
        const metrics = Object.entries(model.metrics);
        return metrics.length === 0
            ? html`–`
            : html`<div class="metrics">${metrics.map(([name, value]) =>
                html`<span>${name}</span><b>${value?.toFixed(3)}</b>`)}</div>`;
    }

    _data(model) {
        if (!model.fingerprint) {
            return html`–`;
        }
        return html`<div class="cell">
            ${model.phantom ? html`<qui-badge small level="warning"><span>phantom</span></qui-badge>` : html`<span>slices</span>`}
            <code class="small" title="Fingerprint ${model.fingerprint}">${model.fingerprint.substring(0, 12)}…</code></div>`;
    }

    _button(model) {
        const open = this._opened.includes(model);
        return html`<vaadin-button theme="small tertiary" aria-expanded="${open}"
            @click=${() => this._opened = open ? this._opened.filter(m => m !== model) : [...this._opened, model]}>
            <vaadin-icon icon="font-awesome-solid:${open ? 'chevron-up' : 'chevron-down'}" slot="prefix"></vaadin-icon>
            Card</vaadin-button>`;
    }

    _card(model) {
        return html`<qui-themed-code-block mode="json" .content=${model.card}></qui-themed-code-block>`;
    }
}
customElements.define('qwc-ct-attention-models', QwcCtAttentionModels);
