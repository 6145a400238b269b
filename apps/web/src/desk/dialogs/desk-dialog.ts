/** The one dialog that is open, and what it is about. */
export type DeskDialog =
  | { readonly kind: 'why' | 'hold' | 'escalate' | 'resolve' | 'handOver' | 'cancel' | 'reopen'; readonly ticketId: string }
  | { readonly kind: 'quickLog'; readonly scan?: string }
  | { readonly kind: 'help' | 'rejected' | 'freeze' };
