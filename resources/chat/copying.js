// What the clipboard gets when a selection is copied: formulas as LaTeX, no buttons; and the whole
// text of messages that are selected but not in the document.

function plainText(fragment) {
    fragment.querySelectorAll('.katex').forEach(formula => {
        const latex = formula.querySelector('annotation')?.textContent ?? formula.textContent;
        formula.replaceWith(formula.closest('.katex-display') ? `$$${latex}$$` : `$${latex}$`);
    });
    fragment.querySelectorAll('.actions, .quotes, figcaption, textarea').forEach(node => node.remove());
    // Only what is laid out has line breaks.
    const stage = document.createElement('div');
    stage.className = 'stage';
    stage.append(fragment);
    document.body.append(stage);
    const text = stage.innerText;
    stage.remove();
    return text;
}

export class Copying {
    constructor(program, list) {
        this.program = program;
        this.list = list;
        this.isEverything = false;
        document.addEventListener('copy', event => this.onCopy(event));
        document.addEventListener('selectionchange', () => this.onSelectionChange());
    }

    // Of the conversation, also of what is not in the document.
    selectEverything() {
        document.getSelection().selectAllChildren(this.list);
        this.isEverything = true;
    }

    onSelectionChange() {
        const selection = document.getSelection();
        if (selection.anchorNode !== this.list)
            this.isEverything = false;
    }

    onCopy(event) {
        if (event.target instanceof HTMLTextAreaElement)
            return;
        const selection = document.getSelection();
        if (selection.isCollapsed)
            return;
        event.preventDefault();
        if (this.isEverything)
            this.program.copyEverything();
        else
            this.program.copyText(plainText(selection.getRangeAt(0).cloneContents()));
    }
}
