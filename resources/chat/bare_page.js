// A web page that stands in a message without a fence, as some models answer when they are asked
// for one: from "<!DOCTYPE html>" or "<html" at the beginning of a line to "</html>" it is a code
// block of the language html.

const kBegin = /^<(!doctype\s+html|html)[\s>]/i;
const kEnd = /<\/html>/i;

function barePageRule(state, startLine, endLine, isSilent) {
    const lineAt = line => state.src.slice(state.bMarks[line], state.eMarks[line]);
    if (!kBegin.test(lineAt(startLine) + '\n'))
        return false;
    if (isSilent)
        return true;
    let last = startLine;
    while (last + 1 < endLine && !kEnd.test(lineAt(last)))
        ++last;
    const token = state.push('fence', 'code', 0);
    token.info = 'html';
    token.markup = '```';
    token.content = state.getLines(startLine, last + 1, 0, true);
    token.map = [startLine, last + 1];
    state.line = last + 1;
    return true;
}

export function barePage(markdown) {
    markdown.block.ruler.before('fence', 'barePage', barePageRule,
                                {alt: ['paragraph', 'list', 'blockquote']});
}
