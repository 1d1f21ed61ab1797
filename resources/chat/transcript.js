// Transcript: the list of messages, of which only those near the view are in the document. The
// heights of all others are remembered, or guessed from the length of the text, and stand as two
// spacers above and below. Texts are asked for when they come near.

import {MessageView} from './message_view.js';

const kCharactersPerLine = 90;
const kLineHeight = 24;
const kFrameHeight = 84; // of a message, without its text
const kGuessLimit = 4000;
const kEndTolerance = 32;
const kScrollNoteMs = 200;

const guessedHeight = size => Math.min(
    kFrameHeight + kLineHeight * Math.ceil((size + 1) / kCharactersPerLine), kGuessLimit);

export class Transcript {
    constructor(list, above, below, program) {
        Object.assign(this, {list, above, below, program});
        this.words = {};
        this.canAsk = false; // whether the model would answer now
        this.entries = [];
        this.first = 0; // the rows that are in the document: first <= row < last
        this.last = 0;
        this.isAtEnd = true;
        this.held = null; // {row, offset}: what stays at the top until the user scrolls
        this.lastTop = 0;
        this.onRendered = () => {};
        this.sizes = new ResizeObserver(changes => this.noteHeights(changes));
        this.scroller = document.scrollingElement;
        window.addEventListener('scroll', () => this.onScroll(), {passive: true});
        window.addEventListener('resize', () => this.settle());
        for (const type of ['wheel', 'keydown', 'pointerdown'])
            window.addEventListener(type, () => { this.held = null; }, {passive: true});
    }

    // --- what the program says -----------------------------------------------------------------

    reset(entries) {
        this.drop(this.first, this.last);
        this.first = this.last = 0;
        this.entries = entries.map(entry => this.made(entry));
        this.held = null;
        this.isAtEnd = true;
        this.settle();
    }

    insert(row, entries) {
        this.cutWindow(row);
        this.entries.splice(row, 0, ...entries.map(entry => this.made(entry)));
        this.settle();
    }

    remove(row, count) {
        this.cutWindow(row);
        this.entries.splice(row, count);
        this.settle();
    }

    set(row, data) {
        const entry = this.entries[row];
        entry.data = data;
        entry.id = data.id;
        entry.isAsked = false;
        // What is being edited stays; it is shown anew when that ends.
        if (entry.view && !entry.view.isEdited) {
            entry.view.article.dataset.id = data.id;
            entry.view.show();
        }
        this.settle();
    }

    grow(row, growth) {
        const entry = this.entries[row];
        if (!entry.data)
            return;
        entry.data.text += growth.text;
        entry.data.thinking += growth.thinking;
        entry.data.thinkingCost = growth.thinkingCost;
        entry.view?.grow();
    }

    setCanAsk(canAsk) {
        this.canAsk = canAsk;
        for (const button of this.list.querySelectorAll('button[data-asks]'))
            button.disabled = !canAsk;
    }

    // --- the window of rows ----------------------------------------------------------------------

    made({id, size}) { return {id, height: guessedHeight(size), data: null, view: null}; }

    // Rows from `row` on leave the document, because their numbers change.
    cutWindow(row) {
        if (row >= this.last)
            return;
        const kept = Math.max(this.first, row);
        this.drop(kept, this.last);
        this.last = kept;
        this.first = Math.min(this.first, kept);
    }

    drop(from, to) {
        for (const entry of this.entries.slice(from, to)) {
            this.sizes.unobserve(entry.view.article);
            entry.view.dispose();
            entry.view.article.remove();
            entry.view = null;
        }
    }

    add(row, before) {
        const entry = this.entries[row];
        entry.view = new MessageView(entry, this);
        entry.view.onRendered = () => this.onRendered(entry);
        const {article} = entry.view;
        article.setAttribute('aria-posinset', row + 1);
        article.setAttribute('aria-setsize', this.entries.length);
        this.list.insertBefore(article, before);
        this.sizes.observe(article);
        if (entry.data)
            entry.view.show();
    }

    sum(from, to) {
        let height = 0;
        for (let row = from; row < to; ++row)
            height += this.entries[row].height;
        return height;
    }

    topRow() { return this.rowAt(this.scroller.scrollTop); }

    rowAt(offset) {
        let row = 0;
        for (; row < this.entries.length && offset > this.entries[row].height; ++row)
            offset -= this.entries[row].height;
        return Math.min(row, Math.max(0, this.entries.length - 1));
    }

    // Messages that hold the selection, the focus or an editor must not leave the document.
    pinnedRows() {
        const rows = [];
        const pin = node => {
            const article = node instanceof Element ? node.closest('article')
                                                    : node?.parentElement?.closest('article');
            const row = article ? this.rowOf(article) : -1;
            if (row >= 0)
                rows.push(row);
        };
        const selection = document.getSelection();
        if (!selection.isCollapsed) {
            pin(selection.anchorNode);
            pin(selection.focusNode);
        }
        this.list.querySelectorAll('article.edited').forEach(pin);
        return rows;
    }

    rowOf(article) {
        for (let row = this.first; row < this.last; ++row)
            if (this.entries[row].view.article === article)
                return row;
        return -1;
    }

    settle() {
        if (this.held)
            this.toOffset(this.held.row, this.held.offset);
        else if (this.isAtEnd)
            this.placeWindow(this.entries.length - 1);
        else
            this.placeWindow(this.topRow());
        if (this.isAtEnd)
            this.scrollToEnd();
    }

    // Puts the rows around `row` into the document: a screen above, and a screen below.
    placeWindow(row) {
        const margin = Math.max(window.innerHeight, 600);
        let first = Math.max(0, row);
        let last = Math.min(row + 1, this.entries.length);
        for (let room = margin; first > 0 && room > 0; --first)
            room -= this.entries[first - 1].height;
        for (let room = margin + window.innerHeight; last < this.entries.length && room > 0; ++last)
            room -= this.entries[last].height;
        if (this.isAtEnd)
            for (let room = window.innerHeight; first > 0 && room > 0; --first)
                room -= this.entries[first - 1].height;
        for (const pinned of this.pinnedRows()) {
            first = Math.min(first, pinned);
            last = Math.max(last, pinned + 1);
        }
        this.moveWindow(first, last);
    }

    moveWindow(first, last) {
        if (last <= this.first || first >= this.last) {
            this.drop(this.first, this.last);
            this.first = this.last = first;
        }
        this.drop(this.first, Math.max(this.first, first));
        this.first = Math.max(this.first, first);
        this.drop(Math.min(this.last, last), this.last);
        this.last = Math.min(this.last, last);
        while (this.first > first)
            this.add(--this.first, this.list.firstChild);
        while (this.last < last)
            this.add(this.last++, null);
        this.above.style.height = `${this.sum(0, this.first)}px`;
        this.below.style.height = `${this.sum(this.last, this.entries.length)}px`;
        this.ask();
    }

    ask() {
        const rows = [];
        for (let row = this.first; row < this.last; ++row) {
            const entry = this.entries[row];
            if (!entry.data && !entry.isAsked) {
                entry.isAsked = true;
                rows.push(row);
            }
        }
        if (rows.length > 0)
            this.program.want(rows);
    }

    noteHeights(changes) {
        for (const {target} of changes) {
            const row = this.rowOf(target);
            if (row >= 0)
                this.entries[row].height = target.getBoundingClientRect().height;
        }
        this.settle();
    }

    // --- scrolling -------------------------------------------------------------------------------

    onScroll() {
        const top = this.scroller.scrollTop;
        const isEndInView = top + window.innerHeight >= this.scroller.scrollHeight - kEndTolerance;
        if (isEndInView || top < this.lastTop - 1)
            this.isAtEnd = isEndInView;
        this.lastTop = top;
        if (!this.held)
            this.settle();
        this.noteScroll();
    }

    noteScroll() {
        this.onEndInView?.(this.isAtEnd);
        clearTimeout(this.scrollTimer);
        this.scrollTimer = setTimeout(() => {
            const row = this.topRow();
            const offset = Math.round(this.scroller.scrollTop - this.sum(0, row));
            this.program.scrolled(this.isAtEnd ? '' : `${row}:${offset}`);
        }, kScrollNoteMs);
    }

    toEnd() {
        this.held = null;
        this.isAtEnd = true;
        this.settle();
    }

    scrollToEnd() {
        this.scroller.scrollTop = this.scroller.scrollHeight;
        this.lastTop = this.scroller.scrollTop;
        this.noteScroll();
    }

    // As noteScroll() told it.
    toOffset(row, offset) {
        this.held = row < this.entries.length ? {row, offset} : null;
        if (!this.held)
            return;
        this.isAtEnd = false;
        this.placeWindow(row);
        this.scroller.scrollTop = this.sum(0, row) + offset;
        this.lastTop = this.scroller.scrollTop;
        this.noteScroll();
    }

    toRow(row) {
        this.held = null;
        this.isAtEnd = false;
        this.placeWindow(row);
        this.entries[row].view.article.scrollIntoView({block: 'nearest'});
        this.lastTop = this.scroller.scrollTop;
    }

    // Moves the focus to the message before or after the one that has it.
    step(by) {
        const focused = document.activeElement?.closest('article');
        const from = focused ? this.rowOf(focused) : by < 0 ? this.entries.length : -1;
        const row = Math.min(Math.max(from + by, 0), this.entries.length - 1);
        if (row < 0)
            return;
        this.toRow(row);
        this.entries[row].view.article.focus({preventScroll: true});
    }
}
