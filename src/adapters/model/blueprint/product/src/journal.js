import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * An append-only file of JSON lines. An entry counts once it is synced to the disk, so that it
 * survives a crash of the process or the machine. Entries that arrive while a sync is under way
 * share the next one. When most of the file is history, it is replaced by a fresh one, atomically.
 */
export class Journal {
  #file;
  #handle;
  #lines;
  #snapshot;
  #minimumLines;
  #onFailure;
  #waiting = [];
  #working = Promise.resolve();
  #failure;

  /**
   * @param {string} file
   * @param {object} options
   * @param {(entry: object) => void} options.replay is given every entry of the file
   * @param {() => object[]} options.snapshot gives the entries that a fresh file needs
   * @param {(error: Error) => void} [options.onFailure] is told when an entry could not be written
   * @param {number} [options.minimumLines] a shorter file is never replaced
   * @throws {Error} when a line in the middle of the file can't be read
   */
  static async open(file, { replay, ...options }) {
    await mkdir(dirname(file), { recursive: true });
    const { entries, length } = parse(await readOrEmpty(file), file);
    entries.forEach(replay);
    const handle = await open(file, 'a');
    await handle.truncate(length);
    await syncDirectory(file);
    return new Journal(file, handle, entries.length, options);
  }

  /** Use Journal.open. */
  constructor(file, handle, lines, { snapshot, onFailure = () => {}, minimumLines = 1000 }) {
    this.#file = file;
    this.#handle = handle;
    this.#lines = lines;
    this.#snapshot = snapshot;
    this.#minimumLines = minimumLines;
    this.#onFailure = onFailure;
  }

  /** Resolves when the entry is on the disk; after a failure every append rejects. */
  append(entry) {
    const written = new Promise((resolve, reject) => {
      this.#waiting.push({ line: `${JSON.stringify(entry)}\n`, resolve, reject });
    });
    this.#working = this.#working.then(() => this.#flush());
    return written;
  }

  /** Waits for what was appended, then closes the file. */
  async close() {
    await this.#working;
    await this.#handle.close();
  }

  async #flush() {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    try {
      if (this.#failure) throw this.#failure;
      await this.#handle.appendFile(batch.map((item) => item.line).join(''));
      await this.#handle.datasync();
      this.#lines += batch.length;
      await this.#compact();
      batch.forEach((item) => item.resolve());
    } catch (error) {
      this.#failure = error;
      this.#onFailure(error);
      batch.forEach((item) => item.reject(error));
    }
  }

  async #compact() {
    if (this.#lines < this.#minimumLines) return;
    // Entries still waiting are in the snapshot already; writing them again changes nothing.
    const entries = this.#snapshot();
    if (this.#lines < 2 * entries.length) return;
    const fresh = `${this.#file}.new`;
    const handle = await open(fresh, 'w');
    await handle.writeFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    await handle.sync();
    await rename(fresh, this.#file);
    await syncDirectory(this.#file);
    await this.#handle.close();
    this.#handle = handle;
    this.#lines = entries.length;
  }
}

async function readOrEmpty(file) {
  try {
    return await readFile(file);
  } catch (error) {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** A crash can leave a last line without its end; it was never confirmed, and is cut off. */
function parse(bytes, file) {
  const length = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.toString('utf8', 0, length).split('\n').slice(0, -1);
  const entries = lines.map((line, index) => {
    try {
      return JSON.parse(line);
    } catch {
      throw new Error(`${file}, line ${index + 1}: not JSON; restore the file from a backup`);
    }
  });
  return { entries, length };
}

/** Makes a new or renamed file's name as durable as its contents. */
async function syncDirectory(file) {
  const directory = await open(dirname(file), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
