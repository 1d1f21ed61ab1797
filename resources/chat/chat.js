// The page of the transcript. The program says what to show in lists of operations; the page says
// what the user asked for. Nothing else goes in or out.

import {Copying} from './copying.js';
import {Finder} from './find.js';
import {Transcript} from './transcript.js';

const byId = id => document.getElementById(id);
const kAnnouncedCharacters = 2000;

function start(program) {
    const transcript = new Transcript(byId('list'), byId('above'), byId('below'), program);
    const finder = new Finder(byId('list'));
    const copying = new Copying(program, byId('list'));
    let words = {};
    let sought = null; // {row, index}: a match that is looked for, once its message is shown

    transcript.onRendered = entry => {
        if (finder.query)
            finder.mark(entry.view.article);
        if (sought && transcript.entries[sought.row] === entry)
            showMatch();
    };
    transcript.onEndInView = isInView => { byId('to-end').hidden = isInView; };

    function showMatch() {
        if (!sought)
            return;
        const {row, index} = sought;
        const entry = transcript.entries[row];
        if (!entry?.view || !entry.data)
            return;
        sought = null;
        const found = finder.select(entry.view.article, index);
        program.found(row, found.index, found.count);
    }

    const operations = {
        words(operation) {
            words = transcript.words = operation.words;
            document.documentElement.lang = operation.language;
            byId('list').setAttribute('aria-label', words.conversation);
            byId('to-end').textContent = '↓';
            byId('to-end').setAttribute('aria-label', words.toEnd);
        },
        asking: ({isPossible}) => transcript.setCanAsk(isPossible),
        look({variables, isDark}) {
            const {style} = document.documentElement;
            for (const [name, value] of Object.entries(variables))
                style.setProperty(`--${name}`, value);
            style.colorScheme = isDark ? 'dark' : 'light';
            document.documentElement.classList.toggle('dark', isDark);
        },
        reset(operation) {
            sought = null;
            transcript.reset(operation.entries);
        },
        insert(operation) {
            sought = null;
            transcript.insert(operation.row, operation.entries);
        },
        remove(operation) {
            sought = null;
            transcript.remove(operation.row, operation.count);
        },
        set: operation => transcript.set(operation.row, operation.data),
        grow: operation => transcript.grow(operation.row, operation),
        announce({row}) {
            const {view} = transcript.entries[row];
            if (view)
                byId('announcer').textContent = view.body.innerText.slice(0, kAnnouncedCharacters);
        },
        find({query}) {
            sought = null;
            finder.setQuery(query);
            program.seeking(transcript.topRow());
        },
        match({row, index}) {
            if (row >= transcript.entries.length)
                return; // of the messages that were here before
            sought = {row, index};
            transcript.toRow(row);
            showMatch();
        },
        selectAll: () => copying.selectEverything(),
        scroll: operation => transcript.toOffset(operation.row, operation.offset),
        toEnd: () => transcript.toEnd(),
    };

    program.changed.connect(list => {
        try {
            for (const operation of list)
                operations[operation.name](operation);
        } catch (error) {
            program.failed(String(error.stack));
            return;
        }
        program.applied();
    });

    const actions = {
        'retry': id => program.retry(id),
        'previous-branch': id => program.branch(id, -1),
        'next-branch': id => program.branch(id, +1),
        'copy': id => program.copyMessage(id),
        'copy-code': (id, button) =>
            program.copyText(button.closest('figure').querySelector('code').textContent),
        'run': (id, button) => program.run(id, Number(button.dataset.block)),
        'quote': (id, button) => program.quote(id, Number(button.dataset.index)),
        'edit': id => program.textOf(id, text => beginEdit(id, text)),
        'to-end': () => transcript.toEnd(),
    };

    function beginEdit(id, text) {
        const entry = transcript.entries.find(candidate => candidate.id === id);
        const view = entry?.view;
        if (!view)
            return;
        const leave = () => {
            view.article.classList.remove('edited');
            view.show();
            view.article.focus({preventScroll: true});
        };
        const send = edited => program.edit(id, edited, isTaken => isTaken && leave());
        view.edit(text, send, leave);
    }

    function confirm(button) {
        const before = button.textContent;
        button.textContent = words.copied;
        setTimeout(() => { button.textContent = before; }, 1500);
    }

    document.addEventListener('click', event => {
        const link = event.target.closest('a');
        if (link) {
            event.preventDefault();
            program.activate(link.href);
            return;
        }
        const button = event.target.closest('button[data-action]');
        if (!button)
            return;
        const {action} = button.dataset;
        actions[action](Number(button.closest('article')?.dataset.id), button);
        if (action.startsWith('copy') && button.textContent !== words.copied)
            confirm(button);
    });
    document.addEventListener('auxclick', event => event.preventDefault());

    // Where a link leads is shown before it is followed.
    const showTarget = event => {
        const link = event.target.closest?.('a');
        byId('target').hidden = !link;
        byId('target').textContent = link ? link.href : '';
    };
    for (const type of ['mouseover', 'focusin', 'focusout'])
        document.addEventListener(type, showTarget);

    document.addEventListener('keydown', event => {
        if (event.target instanceof HTMLTextAreaElement)
            return;
        if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
            event.preventDefault();
            transcript.step(event.key === 'ArrowUp' ? -1 : 1);
        } else if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
            event.preventDefault();
            copying.selectEverything();
        } else if (event.key === 'End' && !event.shiftKey) {
            event.preventDefault();
            transcript.toEnd();
        }
    });

    program.ready();
}

// A height that changes while heights are noted is noted with the next frame.
window.addEventListener('error', event => {
    if (event.message.startsWith('ResizeObserver'))
        event.preventDefault();
});

new QWebChannel(qt.webChannelTransport, channel => start(channel.objects.program));
