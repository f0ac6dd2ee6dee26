import { html, css } from 'lit';
import '@vaadin/icon';

/** What both pages say of the models, and the look of it. */
export const notesStyle = css`
    .note {
        display: flex;
        align-items: center;
        gap: 0.6em;
        padding: 8px 12px;
        border-radius: 4px;
        font-size: var(--lumo-font-size-s);
        color: var(--lumo-body-text-color);
    }
    .phantom {
        background: var(--lumo-warning-color-10pct, rgba(255, 180, 0, 0.16));
        border-left: 4px solid var(--lumo-warning-color, #d98e00);
    }
    .error {
        background: var(--lumo-error-color-10pct);
        border-left: 4px solid var(--lumo-error-color);
    }
    .note vaadin-icon {
        flex: none;
        width: 1.1em;
        height: 1.1em;
    }
    .research {
        font-size: var(--lumo-font-size-s);
        color: var(--lumo-secondary-text-color);
    }`;

export function phantomNote(name) {
    return html`<div class="note phantom" role="note">
        <vaadin-icon icon="font-awesome-solid:triangle-exclamation"></vaadin-icon>
        <span><b>${name}</b> was trained on phantom slices; its answers say nothing about patients.</span>
    </div>`;
}

export function researchNote() {
    return html`<div class="research">For research. Not a medical device.</div>`;
}

export function noModels() {
    return html`<p>No model is loaded. Set <code>quarkus.ct-attention.model</code> to a model folder,
        such as one from <code>ct-attention train</code>.</p>`;
}
