// What the program wants to know of the page's frames. Runs in a world of its own: the page can
// neither see nor change it, and it gives the page nothing. The program asks for its report.
(() => {
    'use strict';
    if (window !== window.top)
        return;
    let frames = 0;
    let framesPerSecond = 0;
    let askedAt = 0;  // for a frame that has not come yet

    // A few frames a second are enough to measure; a loop without end would keep the page drawing.
    const samples = 8;
    let left = 0;
    let firstAt = 0;
    const frame = now => {
        askedAt = 0;
        frames += 1;
        if (left === samples)
            firstAt = now;
        left -= 1;
        if (left > 0)
            ask();
        else if (now > firstAt)
            framesPerSecond = (samples - 1) * 1000 / (now - firstAt);
    };
    const ask = () => {
        askedAt = performance.now();
        requestAnimationFrame(frame);
    };

    const isShown = element => {
        const box = element.getBoundingClientRect();
        if (box.width < 2 || box.height < 2)
            return false;
        const style = getComputedStyle(element);
        return style.visibility !== 'hidden' && Number(style.opacity) > 0.01;
    };
    const paints = 'canvas,img,svg,video,iframe,input,button,select,textarea,object,embed,audio';
    const isBlank = () => {
        if (!document.body)
            return true;
        if (document.body.innerText.trim() !== '')
            return false;
        return !Array.prototype.some.call(document.querySelectorAll(paints), isShown);
    };

    window.levinProbe = {
        report() {
            const visible = document.visibilityState === 'visible';
            const silent = visible && askedAt ? performance.now() - askedAt : 0;
            if (visible && left <= 0 && !askedAt) {
                left = samples;
                ask();
            }
            return JSON.stringify({framesPerSecond, framesSilentMs: silent, frames});
        },
        isBlank,
    };
})();
