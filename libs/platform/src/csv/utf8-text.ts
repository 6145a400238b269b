/**
 * The text of a file, chunk by chunk. Bytes that are not UTF-8 become U+FFFD and are reported cell by cell; a file that
 * is in another encoding from its first bytes on is refused by the error `refusal` makes.
 */
export async function* utf8Text(bytes: AsyncIterable<Buffer>, refusal: (found: string) => Error): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let first = true;
  for await (const chunk of bytes) {
    const found = first ? otherEncoding(chunk) : undefined;
    if (found !== undefined) throw refusal(found);
    first = false;
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

function otherEncoding(start: Buffer): string | undefined {
  const utf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  if (utf16) return 'text in UTF-16';
  // Without a mark, every other byte of UTF-16 text is zero; a zero further on spoils only its own row.
  return start.subarray(0, 4).includes(0) ? 'bytes that are not text' : undefined;
}
