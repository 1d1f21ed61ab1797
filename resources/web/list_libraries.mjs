// node list_libraries.mjs LOCK: the rows of LIBRARIES.md, as the lock file has them.

import {readFileSync} from 'node:fs';

// What a package says in its licence file only.
const kLicences = {khroma: 'MIT'};

const lock = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const rows = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.os)
    .map(([path, entry]) => [entry.name ?? path.replace(/^.*node_modules\//, ''), entry.version,
                             entry.license ?? kLicences[path.replace(/^.*node_modules\//, '')]])
    .map(cells => `| ${cells.join(' | ')} |`);
console.log([...new Set(rows)].sort().join('\n'));
