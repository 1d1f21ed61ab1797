// Reports uncaught errors with their stacks. Error events stay in the world of the page's scripts, so
// this runs there, ahead of them, and speaks to the program through the console behind a mark that
// the page does not know. One that found it out could only tell tales about itself.
(() => {
    'use strict';
    const mark = '%MARK%';
    const most = 50;
    const debug = console.debug;
    const {stringify} = JSON;
    const {apply} = Reflect;
    const textOf = String;
    const slice = String.prototype.slice;
    let told = 0;

    const cut = (value, length) => {
        try {
            return apply(slice, textOf(value), [0, length]);
        } catch (problem) {
            return '';
        }
    };
    const tell = error => {
        told += 1;
        if (told <= most)
            apply(debug, console, [mark + stringify(error)]);
    };
    const stackOf = reason => {
        try {
            return reason && reason.stack ? cut(reason.stack, 4000) : '';
        } catch (problem) {
            return '';
        }
    };

    // A style sheet or a font from elsewhere is decoration; the program says that it is missing.
    const tellOfLoading = (element, address) => {
        const own = 'play://' + location.host + '/';
        const isOwn = cut(address, own.length) === own;
        if (element === 'link' && !isOwn)
            return;
        const message = address === '' ? 'Could not load a module that this script imports'
            : isOwn ? 'Could not load ' + apply(slice, address, [own.length])
            : 'Could not load the script ' + address + ': apps have no network';
        tell({message, source: '', line: 0, column: 0, stack: ''});
    };

    addEventListener('error', event => {
        const target = event.target;
        if (target !== window && target && (target.localName === 'script'
                                            || target.localName === 'link'))
            tellOfLoading(target.localName, cut(target.src || target.href || '', 500));
        else if (typeof event.message === 'string')
            tell({message: cut(event.message, 2000), source: cut(event.filename, 500),
                  line: event.lineno | 0, column: event.colno | 0, stack: stackOf(event.error)});
    }, true);

    addEventListener('unhandledrejection', event => {
        const stack = stackOf(event.reason);
        const place = /((?:play|blob):[^\s()]*?):(\d+):(\d+)/.exec(stack);
        tell({message: 'Uncaught (in promise) ' + cut(event.reason, 2000),
              source: place ? place[1] : '', line: place ? place[2] | 0 : 0,
              column: place ? place[3] | 0 : 0, stack});
    });
})();
