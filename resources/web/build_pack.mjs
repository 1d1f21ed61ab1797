// node build_pack.mjs WEB OUT: the library pack from WEB/node_modules: for each package the files that
// pages ask a CDN for, at NAME@VERSION/PATH as npm has them, and what npm lacks: an ES module in a
// single file (made by esbuild) and "proxies". A proxy re-exports a module, so that it exists once in a
// page by whatever address it is asked for: two instances of React or three.js would not work together.
// pack.json lists everything.

import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, relative, resolve} from 'node:path';

const [web, out] = process.argv.slice(2).map(path => resolve(path));
const requireFromWeb = createRequire(join(web, 'package.json'));
const {buildSync, build} = requireFromWeb('esbuild');
const kTarget = 'chrome102'; // of Qt WebEngine 6.4

// alias: the folder in node_modules. files: what is copied. main: the answer to a request without a
// path. modules: by subpath, either an ES module that npm has ("file") or what to bundle ("bundle").
const kPackages = [
    {alias: 'three-r128', files: ['build/three.js', 'build/three.min.js', 'build/three.module.js',
                                  'examples/js', 'examples/jsm'],
     main: 'build/three.min.js', modules: {'': {file: 'build/three.module.js'}}},
    {alias: 'three', files: ['build/three.js', 'build/three.min.js', 'build/three.module.js',
                             'build/three.module.min.js', 'examples/jsm'],
     main: 'build/three.min.js', modules: {'': {file: 'build/three.module.js'}}},
    {alias: 'd3', files: ['dist/d3.js', 'dist/d3.min.js'], main: 'dist/d3.min.js',
     modules: {'': {bundle: 'd3'}}},
    {alias: 'chart.js', files: ['dist/chart.umd.js'], main: 'dist/chart.umd.js',
     modules: {'': {bundle: 'chart.js'}, auto: {bundle: 'chart.js/auto'},
               helpers: {bundle: 'chart.js/helpers'}}},
    {alias: 'p5', files: ['lib/p5.js', 'lib/p5.min.js', 'lib/addons'], main: 'lib/p5.min.js',
     modules: {'': {bundle: 'p5/lib/p5.min.js'}}},
    {alias: 'react', files: ['umd'], main: 'umd/react.development.js',
     modules: {'': {bundle: 'react'}, 'jsx-runtime': {bundle: 'react/jsx-runtime'},
               'jsx-dev-runtime': {bundle: 'react/jsx-dev-runtime'}}},
    {alias: 'react-dom', files: ['umd'], main: 'umd/react-dom.development.js',
     modules: {'': {bundle: 'react-dom'}, client: {bundle: 'react-dom/client'}}},
    {alias: 'vue', files: ['dist/vue.global.js', 'dist/vue.global.prod.js', 'dist/vue.esm-browser.js',
                           'dist/vue.esm-browser.prod.js', 'dist/vue.runtime.global.js',
                           'dist/vue.runtime.global.prod.js'],
     main: 'dist/vue.global.js', modules: {'': {file: 'dist/vue.esm-browser.prod.js'}}},
    {alias: 'tailwindcss-cdn', name: 'tailwindcss',
     files: ['tailwindcss.js', 'tailwindcss-with-all-plugins.js'],
     main: 'tailwindcss-with-all-plugins.js', modules: {}},
    {alias: 'matter-js', files: ['build/matter.js', 'build/matter.min.js'],
     main: 'build/matter.min.js', modules: {'': {bundle: 'matter-js'}}},
    {alias: 'tone', files: ['build/Tone.js'], main: 'build/Tone.js', modules: {'': {bundle: 'tone'}}},
    {alias: 'animejs', files: ['lib'], main: 'lib/anime.min.js',
     modules: {'': {file: 'lib/anime.es.js'}}},
    {alias: 'animejs-4', files: ['lib/anime.umd.js', 'lib/anime.umd.min.js', 'lib/anime.iife.js',
                                 'lib/anime.iife.min.js', 'lib/anime.esm.js', 'lib/anime.esm.min.js'],
     main: 'lib/anime.umd.min.js', modules: {'': {file: 'lib/anime.esm.js'}}},
    {alias: 'pixi.js', files: ['dist/pixi.js', 'dist/pixi.min.js', 'dist/pixi.mjs', 'dist/pixi.min.mjs'],
     main: 'dist/pixi.min.js', modules: {'': {file: 'dist/pixi.mjs'}}},
    {alias: 'pixi.js-8', files: ['dist/pixi.js', 'dist/pixi.min.js', 'dist/pixi.mjs', 'dist/pixi.min.mjs'],
     main: 'dist/pixi.min.js', modules: {'': {file: 'dist/pixi.mjs'}}},
    {alias: '@babel/standalone', files: ['babel.js', 'babel.min.js'], main: 'babel.min.js', modules: {}},
    {alias: 'katex', files: ['dist'], main: 'dist/katex.min.js',
     modules: {'': {file: 'dist/katex.mjs'}}},
    {alias: 'mermaid', files: ['dist/mermaid.js', 'dist/mermaid.min.js'], main: 'dist/mermaid.min.js',
     modules: {'': {bundle: 'mermaid/dist/mermaid.esm.min.mjs'}}},
    {alias: 'jquery', files: ['dist/jquery.js', 'dist/jquery.min.js', 'dist/jquery.slim.js',
                              'dist/jquery.slim.min.js'],
     main: 'dist/jquery.min.js', modules: {'': {bundle: 'jquery'}}},
    {alias: 'lodash', files: ['lodash.js', 'lodash.min.js'], main: 'lodash.min.js',
     modules: {'': {bundle: 'lodash'}}},
];
// Decoders and fonts that need more than one file, or a worker, and make half the size.
const kLeftOut = /\/examples\/jsm?\/(libs\/(ammo|basis|draco|rapier|rhino3dm|mikktspace|utif|chevrotain|ecsy|motion|opentype|potpack|surfaceNet)|offscreen|nodes\/tests)|\.(map|ttf|woff)$|\.d\.ts$/;

function filesUnder(folder) {
    return readdirSync(folder).flatMap(name => {
        const path = join(folder, name);
        return statSync(path).isDirectory() ? filesUnder(path) : [path];
    });
}

function versionOf(alias) {
    return JSON.parse(readFileSync(join(web, 'node_modules', alias, 'package.json'), 'utf8')).version;
}

function folderOf(spec) {
    return `${spec.name ?? spec.alias.replace(/-(r128|4|8)$/, '')}@${versionOf(spec.alias)}`;
}

function exportsOf(file) {
    const {metafile} = buildSync({entryPoints: [file], bundle: true, write: false, format: 'esm',
                                  metafile: true, logLevel: 'error', outdir: out, external: ['*']});
    return Object.values(metafile.outputs)[0].exports;
}

function writeProxy(target, proxy) {
    // The preview serves the pack under this name beside the addresses of the networks.
    const from = JSON.stringify(`/pack.levin/${target}`);
    const lines = [`export * from ${from};`];
    if (exportsOf(join(out, target)).includes('default'))
        lines.push(`export {default} from ${from};`);
    writeFileSync(join(out, proxy), lines.join('\n') + '\n');
}

// A CommonJS package has one export for esbuild; the names that pages import are read off the object.
function entryFor(specifier) {
    const isModule = /\.mjs$|^(d3|chart\.js|tone|mermaid)/.test(specifier);
    if (isModule) {
        const hasDefault = /^chart\.js\/auto|^mermaid/.test(specifier);
        return `export * from '${specifier}';`
            + (hasDefault ? `export {default} from '${specifier}';` : '');
    }
    let names = [];
    if (/^(react|lodash|matter-js)/.test(specifier))
        names = Object.keys(requireFromWeb(specifier)).filter(
            name => /^[A-Za-z$][\w$]*$/.test(name) && name !== 'default');
    const list = names.map(name => `${name} as ${name}_`).join(', ');
    return `import whole from '${specifier}';\nexport default whole;\n`
        + names.map(name => `const ${name}_ = whole.${name};\n`).join('')
        + (list ? `export {${names.map(name => `${name}_ as ${name}`).join(', ')}};\n` : '');
}

// React must be one, so react-dom takes it from beside itself and not into its bundle.
const siblings = {
    name: 'siblings',
    setup(build) {
        build.onResolve({filter: /^react$/}, ({importer}) =>
            importer.includes('node_modules') && !/node_modules\/react\//.test(importer)
                ? {path: `../../${folderOf({alias: 'react'})}/esm/index.mjs`, external: true}
                : undefined);
    },
};

async function bundle(specifier, outfile) {
    await build({
        stdin: {contents: entryFor(specifier), resolveDir: web},
        outfile, bundle: true, minify: true, format: 'esm', target: kTarget, platform: 'browser',
        define: {'process.env.NODE_ENV': '"production"', global: 'globalThis'},
        legalComments: 'eof', logLevel: 'error', plugins: [siblings],
    });
    // What is required at run time, as CommonJS does, must be imported in a module.
    const text = readFileSync(outfile, 'utf8');
    const required = /\b(\w+)\("(\.\.\/\.\.\/react@[^"]*)"\)/;
    const match = required.exec(text);
    if (match)
        writeFileSync(outfile, `import reactWhole from "${match[2]}";\n`
            + text.replaceAll(match[0], 'reactWhole'));
}

// examples/jsm names three.js by a bare word, which only a page with an import map understands, or by a
// path that is another one where the examples are called addons.
function nameThreeByPath(folder) {
    for (const file of filesUnder(join(out, folder, 'examples/jsm')).filter(f => f.endsWith('.js'))) {
        const text = readFileSync(file, 'utf8');
        const renamed = text.replaceAll(
            /from\s+(['"])(three|(\.\.\/)+build\/three\.module\.js)\1/g,
            `from '/pack.levin/${folder}/build/three.module.js'`);
        if (renamed !== text)
            writeFileSync(file, renamed);
    }
}

rmSync(out, {recursive: true, force: true});
const list = [];
for (const spec of kPackages) {
    const folder = folderOf(spec);
    const source = join(web, 'node_modules', spec.alias);
    for (const path of spec.files)
        cpSync(join(source, path), join(out, folder, path),
               {recursive: true, filter: from => !kLeftOut.test(from)});
    for (const name of readdirSync(source).filter(name => /^(licen[cs]e|copying)/i.test(name)))
        cpSync(join(source, name), join(out, folder, name));
    if (existsSync(join(out, folder, 'examples/jsm')))
        nameThreeByPath(folder);

    const modules = {};
    for (const [subpath, {file, bundle: specifier}] of Object.entries(spec.modules)) {
        const name = subpath.replaceAll('/', '-') || 'index';
        const real = file ?? `esm/${name}.mjs`;
        if (specifier) {
            mkdirSync(join(out, folder, 'esm'), {recursive: true});
            await bundle(specifier, join(out, folder, real));
        }
        modules[subpath] = `${real}.proxy.mjs`;
        writeProxy(`${folder}/${real}`, `${folder}/${modules[subpath]}`);
    }
    const files = filesUnder(join(out, folder)).map(path => relative(join(out, folder), path)).sort();
    const at = folder.lastIndexOf('@');
    list.push({name: folder.slice(0, at), version: folder.slice(at + 1), folder, main: spec.main,
               modules, files});
}
writeFileSync(join(out, 'pack.json'), JSON.stringify({packages: list}, null, 1));
