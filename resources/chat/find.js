// Marks every place where a text stands in the messages in the document; case does not matter.

export class Finder {
    constructor(list) {
        this.list = list;
        this.query = '';
    }

    setQuery(query) {
        this.query = query.toLowerCase();
        this.list.querySelectorAll('article').forEach(article => this.mark(article));
    }

    mark(article) {
        for (const mark of article.querySelectorAll('mark.found'))
            mark.replaceWith(...mark.childNodes);
        article.normalize();
        if (!this.query)
            return;
        const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, node =>
            node.parentElement.closest('.author, .actions, .quotes, figcaption, .katex-mathml, textarea')
                ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
        const found = [];
        while (walker.nextNode()) {
            const text = walker.currentNode.data.toLowerCase();
            for (let at = text.indexOf(this.query); at >= 0; at = text.indexOf(this.query, at + 1))
                found.push([walker.currentNode, at]);
        }
        // From the end, so that the offsets before stay what they are.
        for (const [node, at] of found.reverse()) {
            if (at + this.query.length > node.length)
                continue; // overlaps the match behind it
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + this.query.length);
            const mark = document.createElement('mark');
            mark.className = 'found';
            range.surroundContents(mark);
        }
    }

    // Brings match `index` of a message into view (from the end if negative); says how many it has.
    select(article, index) {
        const marks = [...article.querySelectorAll('mark.found')];
        this.list.querySelectorAll('mark.current').forEach(
            mark => mark.classList.remove('current'));
        const at = index < 0 ? marks.length + index : index;
        const mark = marks[at];
        if (mark) {
            for (let fold = mark.closest('details'); fold;
                 fold = fold.parentElement.closest('details'))
                fold.open = true;
            mark.classList.add('current');
            mark.scrollIntoView({block: 'center'});
        }
        return {index: at, count: marks.length};
    }
}
