// fetch() of this web engine knows only http. Addresses of the app's own files are asked for at a
// host that does not exist; the program answers them from the app's files.
(() => {
    'use strict';
    const origin = location.protocol + '//' + location.host;
    if (location.protocol !== 'play:' || typeof window.fetch !== 'function')
        return;
    const stand = 'https://' + location.host + '.play.invalid';
    const real = window.fetch;
    const aim = address => {
        const url = new URL(address, document.baseURI);
        return url.protocol === 'play:' && url.host === location.host
            ? stand + url.href.slice(origin.length) : address;
    };
    window.fetch = function fetch(input, init) {
        if (input instanceof Request) {
            const to = aim(input.url);
            return real.call(window, to === input.url ? input : new Request(to, input), init);
        }
        let to = input;
        try {
            to = aim(String(input));
        } catch (error) {
            // An address that cannot be read is the real fetch's to refuse.
        }
        return real.call(window, to, init);
    };
})();
