// Markdown to a document fragment that is safe to show: raw HTML is text, images are not loaded,
// links lead to the web or to mail only, and what comes out passes DOMPurify.

import DOMPurify from 'dompurify';
import hljs from 'highlight.js/lib/common';
import MarkdownIt from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';

import {barePage} from './bare_page.js';
import {math} from './math.js';

// Colouring takes about a millisecond for 4,000 characters.
const kColouredCharacters = 200_000;
const kRunnable = new Set(['html', 'svg']);

const markdown = new MarkdownIt({html: false, linkify: true, typographer: false});
markdown.use(cjkFriendly).use(math).use(barePage);
markdown.linkify.set({fuzzyLink: false, fuzzyEmail: false});
markdown.validateLink = url => /^(https?:\/\/|mailto:)/i.test(url.trim());

const escape = text => markdown.utils.escapeHtml(text);

export function languageOf(info) {
    return info.trim().split(/[\s:{]/, 1)[0].toLowerCase();
}

export function coloured(code, language) {
    if (code.length > kColouredCharacters || !hljs.getLanguage(language))
        return escape(code);
    return hljs.highlight(code, {language, ignoreIllegals: true}).value;
}

function renderCode(tokens, index, options, environment) {
    const {content, info} = tokens[index];
    const language = languageOf(info);
    const code = environment.isOpen ? escape(content) : coloured(content, language);
    return `<pre data-block="${environment.block++}" data-info="${escape(info.trim())}">`
        + `<code>${code}</code></pre>`;
}

markdown.renderer.rules.fence = renderCode;
// Indented code has no language and is not counted: nobody can run it.
markdown.renderer.rules.code_block = (tokens, index) =>
    `<pre data-info=""><code>${escape(tokens[index].content)}</code></pre>`;

// A picture from elsewhere would tell a stranger that, when and what is read here.
markdown.renderer.rules.image = (tokens, index, options, environment, renderer) => {
    const token = tokens[index];
    const url = token.attrGet('src');
    const name = renderer.renderInlineAsText(token.children ?? [], options, environment);
    return `<span class="picture">${escape(name)} <a href="${escape(url)}">${escape(url)}</a></span>`;
};
// A table scrolls by itself, so that the text beside it does not.
markdown.renderer.rules.table_open = () => '<div class="table"><table>';
markdown.renderer.rules.table_close = () => '</table></div>';

// GitHub's task lists.
markdown.core.ruler.after('inline', 'task', state => {
    state.tokens.forEach((token, i) => {
        const first = token.children?.[0];
        if (token.type !== 'inline' || state.tokens[i - 2]?.type !== 'list_item_open'
            || first?.type !== 'text' || !/^\[[ xX]\] /.test(first.content))
            return;
        first.content = (first.content[1] === ' ' ? '☐ ' : '☑ ') + first.content.slice(4);
        state.tokens[i - 2].attrJoin('class', 'task');
    });
});

export const parse = (text, environment) => markdown.parse(text, environment);

export function element(name, className, text, attributes = {}) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes))
        made.setAttribute(key, value);
    return made;
}

// Around each code block: its language, and what can be done with it.
function frameCode(pre, words) {
    const figure = element('figure', 'code', '');
    const caption = element('figcaption', '', '');
    const language = languageOf(pre.dataset.info);
    caption.append(element('span', 'language', pre.dataset.info || words.code));
    if (pre.dataset.block !== undefined && kRunnable.has(language))
        caption.append(element('button', '', words.run,
                               {'data-action': 'run', 'data-block': pre.dataset.block}));
    caption.append(element('button', '', words.copy, {'data-action': 'copy-code',
                                                      'aria-label': words.copyCode}));
    pre.replaceWith(figure);
    pre.tabIndex = 0; // so that the keyboard can scroll it
    figure.append(caption, pre);
}

export function render(tokens, environment, words) {
    const html = markdown.renderer.render(tokens, markdown.options, environment);
    const fragment = DOMPurify.sanitize(html, {
        RETURN_DOM_FRAGMENT: true,
        FORBID_TAGS: ['img', 'style', 'form', 'input', 'button', 'textarea', 'select'],
        ADD_ATTR: ['encoding'],
        ADD_TAGS: ['semantics', 'annotation'],
        // Every attribute is asked, so this also passes what is no address with a scheme.
        ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/i,
    });
    fragment.querySelectorAll('pre').forEach(pre => frameCode(pre, words));
    fragment.querySelectorAll('.picture').forEach(
        picture => picture.prepend(words.picture + ' '));
    return fragment;
}
