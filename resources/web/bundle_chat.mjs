// node bundle_chat.mjs WEB SOURCES OUT: the page of the transcript from SOURCES with its libraries
// from WEB/node_modules, as few files in OUT and a list of them for rcc.

import {readdirSync, copyFileSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';

const [web, sources, out] = process.argv.slice(2).map(path => resolve(path));
const {buildSync} = createRequire(join(web, 'package.json'))('esbuild');

rmSync(out, {recursive: true, force: true});
mkdirSync(out, {recursive: true});
buildSync({
    entryPoints: [join(sources, 'chat.js'), join(sources, 'chat.css')],
    outdir: out,
    nodePaths: [join(web, 'node_modules')],
    bundle: true,
    minify: true,
    target: 'chrome102', // of Qt WebEngine 6.4
    loader: {'.woff2': 'file', '.woff': 'empty', '.ttf': 'empty'},
    legalComments: 'eof',
    logLevel: 'warning',
});
copyFileSync(join(sources, 'chat.html'), join(out, 'chat.html'));

const files = readdirSync(out).map(name => `<file>${name}</file>`);
writeFileSync(join(out, 'chat.qrc'),
              `<RCC><qresource prefix="/chat">${files.join('')}</qresource></RCC>\n`);
