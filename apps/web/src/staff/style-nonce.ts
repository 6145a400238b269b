/** The nonce the server wrote into this page for style elements made at run time; undefined without a policy. */
export function styleNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;
}
