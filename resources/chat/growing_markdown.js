// GrowingMarkdown: a message that grows at its end. What is complete is rendered once and then left
// alone; only the last block is rendered anew with each growth, because more text can still change
// it. A code block, which is often the longest, grows by its new text alone.

import {coloured, languageOf, parse, render} from './markdown.js';

// While it grows, a code block is coloured anew at most so often and up to this length.
const kColouringMs = 150;
const kColouredWhileGrowing = 20_000;

export class GrowingMarkdown {
    constructor(container, words) {
        this.container = container;
        this.words = words;
        this.clear();
    }

    clear() {
        this.container.replaceChildren();
        this.references = {};  // what [name]: url lines define, kept by the parser
        this.frozenText = '';
        this.frozenBlocks = 0; // of code
        this.tail = [];        // nodes
        this.openCode = null;  // {node, text, info, colouredAt}
    }

    update(text, isComplete) {
        // A text that does not continue the one before is rendered anew; so is one that is complete
        // and may define a reference below its use.
        if (!text.startsWith(this.frozenText)
            || (isComplete && /^ {0,3}\[[^\]\n]+\]:/m.test(text)))
            this.clear();
        const source = text.slice(this.frozenText.length);
        const tokens = parse(source, this.references);
        if (!isComplete && this.continuesCode(tokens))
            this.growCode(tokens[0].content);
        else
            this.renderTail(source, tokens, isComplete);
    }

    continuesCode(tokens) {
        return this.openCode && tokens.length === 1 && tokens[0].type === 'fence'
            && tokens[0].info === this.openCode.info
            && tokens[0].content.startsWith(this.openCode.text);
    }

    renderTail(source, tokens, isComplete) {
        this.tail.forEach(node => node.remove());
        // Text that is added can change no block but the last.
        const last = tokens.findLastIndex(token => token.level === 0 && token.map);
        const frozenLines = last > 0 ? tokens[last].map[0] : 0;
        if (frozenLines > 0) {
            this.container.append(this.fragmentOf(tokens.slice(0, last), false, true));
            this.frozenText += source.split('\n').slice(0, frozenLines).join('\n') + '\n';
            tokens = tokens.slice(last);
        }
        const isOpen = !isComplete && tokens[0]?.type === 'fence';
        const fragment = this.fragmentOf(tokens, isOpen, false);
        this.tail = [...fragment.childNodes];
        this.openCode = isOpen ? {node: fragment.querySelector('code'), text: tokens[0].content,
                                  info: tokens[0].info, colouredAt: 0}
                               : null;
        this.container.append(fragment);
    }

    fragmentOf(tokens, isOpen, isFrozen) {
        const environment = {...this.references, block: this.frozenBlocks, isOpen};
        const fragment = render(tokens, environment, this.words);
        if (isFrozen)
            this.frozenBlocks = environment.block;
        return fragment;
    }

    growCode(text) {
        const code = this.openCode;
        const growth = text.slice(code.text.length);
        code.text = text;
        const now = performance.now();
        if (text.length < kColouredWhileGrowing && now - code.colouredAt > kColouringMs) {
            code.node.innerHTML = coloured(text, languageOf(code.info));
            code.colouredAt = now;
        } else if (growth) {
            code.node.append(growth);
        }
    }
}
