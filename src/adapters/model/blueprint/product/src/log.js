/** @typedef {(level: 'info' | 'error', message: string, fields?: object) => void} Log */

/**
 * A log of one JSON object a line. Never pass it a request body: records may be personal.
 * @param {{ write(line: string): unknown }} stream
 * @returns {Log}
 */
export function createLog(stream) {
  return (level, message, fields = {}) => {
    stream.write(
      `${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`,
    );
  };
}
