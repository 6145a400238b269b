import { SmtpFailed } from './smtp-failure.js';
import type { OutgoingMail, SmtpLink } from './smtp-link.js';

/** One connection kept from mail to mail, opened when a mail needs it. */
export class KeptLink<Sender> {
  private link: SmtpLink | undefined;

  constructor(private readonly open: (sender: Sender) => Promise<SmtpLink>) {}

  /** Answers what the server said. @throws SmtpFailed */
  async send(sender: Sender, mail: OutgoingMail): Promise<string> {
    const kept = this.link;
    if (kept !== undefined) {
      try {
        return await kept.send(mail);
      } catch (error) {
        if (!wasLostBefore(error)) throw error;
        this.close();
      }
    }
    this.link = await this.open(sender);
    return this.link.send(mail);
  }

  /** After a failure it is used again only if that allows it and the server gives it a clean start. */
  async afterFailure(goOn: boolean): Promise<void> {
    try {
      if (goOn) return await this.link?.reset();
    } catch {
      // Closed below: the next mail opens another.
    }
    this.close();
  }

  close(): void {
    this.link?.close();
    this.link = undefined;
  }
}

/** Servers end a connection that stood for a while or had its share of mails. Of this one they have nothing yet. */
const wasLostBefore = (error: unknown): boolean =>
  error instanceof SmtpFailed && error.failure.reply === null && ['from', 'recipient'].includes(error.failure.phase);
