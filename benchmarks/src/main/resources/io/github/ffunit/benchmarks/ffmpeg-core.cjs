// The other end of RunServer, on Node: node ffmpeg-core.cjs CORE CLIPS OUTPUT PROGRAM ARGUMENTS...
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const { createHash } = require('crypto');

const [core, clips, output, program, ...words] = process.argv.slice(2);

// It was built for browsers' workers only, and looks for what they have.
globalThis.self = globalThis;
globalThis.location = { href: `file://${core}/` };
const load = require(path.join(core, 'ffmpeg-core.js'));

async function start() {
    const ffmpeg = await load({ wasmBinary: fs.readFileSync(path.join(core, 'ffmpeg-core.wasm')) });
    ffmpeg.setTimeout(-1);
    for (const word of words) {
        const file = path.join(clips, word);
        if (fs.existsSync(file)) {
            ffmpeg.FS.writeFile(word, fs.readFileSync(file));
        }
    }
    return ffmpeg;
}

function run(ffmpeg) {
    let printed = '';
    let log = '';
    ffmpeg.setLogger(({ type, message }) => {
        if (type === 'stdout') {
            printed += message + '\n';
        } else {
            log += message + ' ';
        }
    });
    const began = process.hrtime.bigint();
    ffmpeg.reset();
    const exitCode = program === 'ffprobe' ? ffmpeg.ffprobe(...words) : ffmpeg.exec(...words);
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    const written = output === '' ? Buffer.from(printed) : Buffer.from(ffmpeg.FS.readFile(output));
    // Its ffprobe says -1 at the end of every run, so what it printed must tell
    const failed = program === 'ffprobe' ? written.length === 0 : exitCode !== 0;
    if (failed || (output !== '' && written.length === 0)) {
        throw new Error(`exit code ${exitCode}, ${written.length} bytes written: ${log}`);
    }
    if (output !== '') {
        ffmpeg.FS.unlink(output);
    }
    const sum = createHash('sha256').update(written).digest('hex').slice(0, 16);
    const resident = process.resourceUsage().maxRSS * 1024;
    const guest = ffmpeg.HEAPU8.length;
    return ['ok', seconds.toFixed(6), resident, guest, 0, sum, 'ffmpeg-core', `Node ${process.versions.node}`];
}

async function main() {
    let ffmpeg;
    for await (const line of readline.createInterface({ input: process.stdin })) {
        let answer;
        try {
            if (line !== '1') {
                throw new Error(`one at a time, not ${line}`);
            }
            ffmpeg = ffmpeg || (await start());
            answer = run(ffmpeg);
        } catch (e) {
            answer = ['error', String(e.message || e).replace(/\s+/g, ' ')];
        }
        process.stdout.write(['bench', ...answer].join('\t') + '\n');
    }
}

main();
