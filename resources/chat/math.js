// LaTeX in Markdown: $…$, $$…$$, \(…\) and \[…\], rendered by KaTeX. A lone dollar is a dollar:
// "$5 and $10" is no formula, because a formula neither begins nor ends with a space, and no digit
// follows its closing mark.

import katex from 'katex';

const kOptions = {throwOnError: false, strict: false, trust: false, maxExpand: 1000, maxSize: 50};

function isEscaped(text, position) {
    let backslashes = 0;
    while (text[position - 1 - backslashes] === '\\')
        ++backslashes;
    return backslashes % 2 === 1;
}

// The position of `mark`, not escaped, or -1.
function findMark(text, mark, from) {
    let at = text.indexOf(mark, from);
    while (at >= 0 && isEscaped(text, at))
        at = text.indexOf(mark, at + 1);
    return at;
}

function isDollarFormula(text, start, end) {
    return !/\s/.test(text[start]) && !/\s/.test(text[end - 1]) && !/\d/.test(text[end + 1] ?? '');
}

// The formula that begins at `start`: its LaTeX, where it ends, and whether it is displayed.
function formulaAt(text, start) {
    const pair = text.slice(start, start + 2);
    const [open, close, isDisplayed] = {'$$': ['$$', '$$', true], '\\(': ['\\(', '\\)', false],
                                        '\\[': ['\\[', '\\]', true]}[pair]
        ?? (pair[0] === '$' ? ['$', '$', false] : []);
    if (!open)
        return null;
    const from = start + open.length;
    // "\\)" inside a formula is a line break and a bracket only in theory; the first mark closes.
    const end = close[0] === '\\' ? text.indexOf(close, from) : findMark(text, close, from);
    if (end <= from || (open === '$' && !isDollarFormula(text, from, end)))
        return null;
    return {latex: text.slice(from, end).trim(), end: end + close.length, isDisplayed};
}

function inlineRule(state, isSilent) {
    const formula = formulaAt(state.src, state.pos);
    if (!formula || formula.end > state.posMax)
        return false;
    if (!isSilent) {
        const token = state.push('math', 'math', 0);
        token.content = formula.latex;
        token.meta = {isDisplayed: formula.isDisplayed};
    }
    state.pos = formula.end;
    return true;
}

// A displayed formula that begins a line may hold empty lines, and what looks like a list.
function blockRule(state, startLine, endLine, isSilent) {
    const start = state.bMarks[startLine] + state.tShift[startLine];
    const open = state.src.slice(start, start + 2);
    if (open !== '$$' && open !== '\\[')
        return false;
    const close = open === '$$' ? '$$' : '\\]';
    for (let line = startLine; line < endLine; ++line) {
        const from = line === startLine ? start + 2 : state.bMarks[line];
        const at = state.src.slice(0, state.eMarks[line]).indexOf(close, from);
        if (at < 0)
            continue;
        if (state.src.slice(at + 2, state.eMarks[line]).trim() !== '')
            return false; // text follows: a paragraph that holds a formula
        if (!isSilent) {
            const token = state.push('math', 'math', 0);
            token.block = true;
            token.content = state.src.slice(start + 2, at).trim();
            token.meta = {isDisplayed: true};
            token.map = [startLine, line + 1];
        }
        state.line = line + 1;
        return true;
    }
    return false;
}

// A formula that is nested too deep throws in spite of throwOnError.
function rendered(latex, isDisplayed, escape) {
    try {
        return katex.renderToString(latex, {...kOptions, displayMode: isDisplayed});
    } catch (error) {
        return `<code class="katex-error" title="${escape(String(error))}">${escape(latex)}</code>`;
    }
}

export function math(markdown) {
    markdown.inline.ruler.before('escape', 'math', inlineRule);
    markdown.block.ruler.before('fence', 'math', blockRule, {alt: ['paragraph', 'list', 'blockquote']});
    markdown.renderer.rules.math = (tokens, index) => {
        const {content, meta} = tokens[index];
        return rendered(content, meta.isDisplayed, markdown.utils.escapeHtml);
    };
}
