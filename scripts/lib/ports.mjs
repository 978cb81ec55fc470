import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { commandLine } from './processes.mjs';

/** Whether a server could listen on this port now. Without `host` every address of the machine is tried at once. */
export function isPortFree(port, host) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The first free port of 127.0.0.1 at or above `preferred`; ports in `refused` are passed over. */
export async function choosePort(preferred, refused = new Set()) {
  for (let port = preferred; port < Math.min(preferred + 200, 65_536); port++) {
    if (!refused.has(port) && (await isPortFree(port, '127.0.0.1'))) return port;
  }
  throw new Error(`no free port between ${preferred} and ${preferred + 199}`);
}

/** Inode numbers of the sockets that listen on a port (Linux). */
function listeningInodes(port) {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const LISTEN = '0A';
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    try {
      const rows = readFileSync(file, 'utf8').split('\n').slice(1);
      return rows
        .map((row) => row.trim().split(/\s+/))
        .filter((columns) => columns[1]?.endsWith(wanted) && columns[3] === LISTEN)
        .map((columns) => columns[9]);
    } catch {
      return [];
    }
  });
}

function pidOfSocket(inodes) {
  const links = new Set(inodes.map((inode) => `socket:[${inode}]`));
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const folder = `/proc/${pid}/fd`;
      if (readdirSync(folder).some((fd) => links.has(readlinkSync(`${folder}/${fd}`)))) return Number(pid);
    } catch {
      // Another user's process, or one that ended while we looked: it cannot be named.
    }
  }
  return null;
}

/** The process that listens on a port: `{pid, command}`, or null when it cannot be found. */
export function whoListens(port) {
  let pid = null;
  if (process.platform === 'linux') pid = pidOfSocket(listeningInodes(port));
  else {
    try {
      const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'];
      pid = Number(
        execFileSync('lsof', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0],
      );
    } catch {
      return null;
    }
  }
  return pid ? { pid, command: (commandLine(pid) ?? '').slice(0, 80) } : null;
}
