// MessageView: one message as an <article>: who wrote it, what they thought, the text, its cost or
// error, and what can be done with it.

import {GrowingMarkdown} from './growing_markdown.js';
import {element} from './markdown.js';

const kNever = -Infinity;

function button(action, text, label) {
    return element('button', '', text, {'data-action': action, 'aria-label': label, title: label});
}

export class MessageView {
    constructor(entry, transcript) {
        this.transcript = transcript;
        this.words = transcript.words;
        this.entry = entry;
        this.timer = 0;
        this.renderedAt = kNever;
        this.cost = 0; // milliseconds of the last rendering
        this.article = element('article', 'message waiting', '', {tabindex: '0'});
        this.article.style.minHeight = `${entry.height}px`;
        this.article.dataset.id = entry.id;
    }

    // A reset message is built from nothing; a grown one only shows what has been added.
    show() {
        const {data} = this.entry;
        clearTimeout(this.timer);
        this.timer = 0;
        this.article.className = `message ${data.isUser ? 'user' : 'assistant'} ${data.state}`;
        this.article.classList.toggle('branched', data.branches > 1);
        this.article.style.minHeight = '';
        this.article.setAttribute('aria-label', data.isUser ? this.words.you : this.words.model);
        this.author = element('h2', 'author', data.isUser ? this.words.you : this.words.model);
        this.body = element('div', data.isUser ? 'body plain' : 'body markdown', '', {dir: 'auto'});
        this.thinking = null;
        this.article.replaceChildren(this.author, this.body);
        if (data.isUser)
            this.showUserText();
        else
            this.markdown = new GrowingMarkdown(this.body, this.words);
        this.renderNow();
        if (data.quotes?.length)
            this.article.append(this.quotesRow());
        if (data.note)
            this.article.append(this.noteLine());
        this.article.append(this.actions());
    }

    grow() {
        // Rendering may take a quarter of the time, not more: a slow message is shown less often.
        const due = this.renderedAt + 4 * this.cost - performance.now();
        if (this.timer === 0)
            this.timer = setTimeout(() => this.renderNow(), Math.max(0, due));
    }

    renderNow() {
        const {data} = this.entry;
        const begin = performance.now();
        clearTimeout(this.timer);
        this.timer = 0;
        this.showThinking();
        if (!data.isUser)
            this.renderText();
        this.renderedAt = performance.now();
        this.cost = this.renderedAt - begin;
        this.onRendered?.();
    }

    // A message that cannot be rendered is shown as it was written; the others must stay readable.
    renderText() {
        const {data} = this.entry;
        try {
            this.markdown?.update(data.text, data.state !== 'running');
        } catch (error) {
            console.warn(`message ${this.entry.id} is shown as plain text: ${error}`);
            this.markdown = null;
            this.body.className = 'body plain';
        }
        if (!this.markdown)
            this.body.textContent = data.text;
    }

    dispose() { clearTimeout(this.timer); }

    showUserText() {
        const {data} = this.entry;
        this.body.textContent = data.text;
        if (data.omitted)
            this.body.append(element('p', 'omitted', data.omitted));
    }

    showThinking() {
        const {data} = this.entry;
        if (!data.thinking || data.isThinkingHidden)
            return;
        if (!this.thinking) {
            this.thinking = element('details', 'thinking', '');
            this.thinking.append(element('summary', '', ''), element('div', 'plain', ''));
            this.author.after(this.thinking);
            this.shownThinking = '';
        }
        const [summary, text] = this.thinking.children;
        const isOver = data.state !== 'running' || data.text !== '';
        const heading = isOver ? this.words.thinking : this.words.isThinking;
        summary.textContent = data.thinkingCost ? `${heading} · ${data.thinkingCost}` : heading;
        if (data.thinking.startsWith(this.shownThinking))
            text.append(data.thinking.slice(this.shownThinking.length));
        else
            text.textContent = data.thinking;
        this.shownThinking = data.thinking;
    }

    // What the program found of the quotations of an answer; each leads to its place.
    quotesRow() {
        const row = element('div', 'quotes', '', {role: 'group', 'aria-label': this.words.quotes});
        this.entry.data.quotes.forEach(({status, title, text, tip}, index) => {
            const chip = element('button', `quote ${status}`, '', {
                'data-action': 'quote', 'data-index': index, title: tip,
                'aria-label': `${title}. ${text}. ${tip}`,
            });
            chip.append(element('span', 'status', title), element('span', 'words', text));
            row.append(chip);
        });
        return row;
    }

    noteLine() {
        const {data} = this.entry;
        const note = element('p', data.hasFailed ? 'note error' : 'note', data.note + ' ');
        if (data.hasFailed) {
            note.setAttribute('role', 'alert');
            note.append(this.asking(
                element('button', 'link', this.words.tryAgain, {'data-action': 'retry'})));
        }
        return note;
    }

    // A button that asks the model can be pressed when that is possible.
    asking(asker) {
        asker.dataset.asks = '';
        asker.disabled = !this.transcript.canAsk;
        return asker;
    }

    actions() {
        const {data} = this.entry;
        const row = element('div', 'actions', '', {role: 'toolbar', 'aria-label': this.words.actions});
        if (data.branches > 1) {
            const back = button('previous-branch', '‹', this.words.previousBranch);
            const forth = button('next-branch', '›', this.words.nextBranch);
            back.disabled = data.branch <= 1;
            forth.disabled = data.branch >= data.branches;
            row.append(back, element('span', 'branch', `${data.branch}/${data.branches}`), forth);
        }
        row.append(button('copy', this.words.copy, this.words.copyMessage),
            button('edit', this.words.edit, this.words.editMessage));
        if (!data.isUser)
            row.append(this.asking(button('retry', this.words.again, this.words.answerAgain)));
        return row;
    }

    // In place of the text, until it is sent, or kept when it is an answer, or left.
    edit(text, send, leave) {
        const area = element('textarea', 'editor', '', {'aria-label': this.words.editMessage});
        const row = element('div', 'editing', '');
        const sendButton = this.asking(element('button', 'primary',
            this.entry.data.isUser ? this.words.send : this.words.save));
        const leaveButton = element('button', '', this.words.cancel);
        const fit = () => {
            area.style.height = 'auto';
            area.style.height = `${Math.min(area.scrollHeight + 2, window.innerHeight * 0.6)}px`;
        };
        area.value = text;
        sendButton.onclick = () => area.value.trim() && send(area.value);
        leaveButton.onclick = leave;
        area.oninput = fit;
        area.onkeydown = event => {
            // While an input method composes, Enter and Escape belong to it.
            if (event.isComposing)
                return;
            if (event.key === 'Escape') {
                event.stopPropagation();
                leave();
            } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                sendButton.click();
            }
        };
        row.append(sendButton, leaveButton);
        this.article.classList.add('edited');
        this.article.replaceChildren(this.author, area, row);
        fit();
        area.focus();
    }

    get isEdited() { return this.article.classList.contains('edited'); }
}
