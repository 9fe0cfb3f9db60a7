/** A text of one line, without its end; what is longer than any such text is cut. */
export async function standardInput(maxLength: number): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > maxLength) break;
  }
  return text.replace(/\r?\n$/, '');
}
