// node check_libraries.mjs LOCK TABLE: every package that the lock file names is in the table with its
// version and licence, nothing else is, all licences are open, and the lock names no registry.

import {readFileSync} from 'node:fs';

const kOpen = new Set(['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'EPL-2.0', 'ISC', 'LGPL-2.1',
                       'MIT', 'MPL-2.0', 'PSF-2.0', 'Python-2.0', 'Unlicense', '0BSD', 'BlueOak-1.0.0', 'CC-BY-4.0']);

// What a package says in its licence file only.
const kLicences = {khroma: 'MIT'};

const [lockFile, tableFile] = process.argv.slice(2);
const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
const table = new Set(readFileSync(tableFile, 'utf8').split('\n')
    .filter(line => /^\| [^-]/.test(line) && !line.startsWith('| Library'))
    .map(line => line.split('|').slice(1, 4).map(cell => cell.trim()).join(' ')));

const faults = [];
const named = new Set();
for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '' || entry.os) // the platforms' esbuild is one with esbuild
        continue;
    const name = entry.name ?? path.replace(/^.*node_modules\//, '');
    const licence = entry.license ?? kLicences[name] ?? '';
    const line = [name, entry.version, licence].join(' ');
    named.add(line);
    if (!table.has(line))
        faults.push(`the table lacks: ${line}`);
    const isOpen = licence.split(/ OR /).some(
        choice => kOpen.has(choice.replace(/[()]/g, '')));
    if (!isOpen)
        faults.push(`not known to be an open licence: ${line}`);
    if (entry.resolved)
        faults.push(`names where it came from: ${line}`);
    if (!entry.integrity)
        faults.push(`has no checksum: ${line}`);
}
faults.push(...[...table].filter(line => !named.has(line)).map(line => `the lock lacks: ${line}`));
console.log(faults.length === 0 ? 'the table and the lock agree' : faults.join('\n'));
process.exit(faults.length === 0 ? 0 : 1);
