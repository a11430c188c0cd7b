// Checks Block Kit payloads against Slack's own types (@slack/types) with the TypeScript compiler:
//   in   {"type": "KnownBlock[]" | "ModalView" | "HomeView", "value": …}, one a line, then the end of input
//   out  the compiler's complaints, each on a line; "checked N" at the end
'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const lines = fs.readFileSync(0, 'utf8').split('\n').filter((line) => line !== '');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'block-types-'));
try {
    const types = path.join(__dirname, 'node_modules', '@slack', 'types', 'dist', 'index.d.ts');
    const values = lines.map(JSON.parse).map(({ type, value }, n) => `export const v${n}: ${type} = ${JSON.stringify(value)};`);
    fs.writeFileSync(
        path.join(folder, 'payloads.ts'),
        ["import type { HomeView, KnownBlock, ModalView } from '@slack/types';", ...values].join('\n'),
    );
    fs.writeFileSync(
        path.join(folder, 'tsconfig.json'),
        JSON.stringify({
            compilerOptions: {
                strict: true, noEmit: true, module: 'esnext', moduleResolution: 'bundler', target: 'es2022',
                skipLibCheck: true, types: [], paths: { '@slack/types': [types] },
            },
            files: ['payloads.ts'],
        }),
    );
    const tsc = path.join(__dirname, 'node_modules', '.bin', 'tsc');
    const checked = spawnSync(tsc, ['--project', folder, '--pretty', 'false'], { encoding: 'utf8' });
    if (checked.error) {
        throw checked.error;
    }

    process.stdout.write(checked.stdout + checked.stderr);
    process.stdout.write(`checked ${values.length}\n`);
} finally {
    fs.rmSync(folder, { recursive: true });
}
