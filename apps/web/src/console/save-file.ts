/** Hands a file to the browser to save. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the URL after this turn; revoking at once cancels the download in some.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
