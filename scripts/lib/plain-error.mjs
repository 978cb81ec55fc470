/**
 * A fault whose reason and remedy are known. Whatever reports it prints `message`, then `mend`, and no stack.
 * `code` is one of the keys of the table in explain.mjs.
 */
export class PlainError extends Error {
  /**
   * @param {string} code
   * @param {string} message what is wrong, in plain words
   * @param {string} mend what the reader can do about it
   * @param {string} [detail] output of the program that failed
   */
  constructor(code, message, mend, detail) {
    super(message);
    this.name = 'PlainError';
    this.code = code;
    this.mend = mend;
    this.detail = detail;
  }
}
