/** What happened on the played day, for the line that is printed. */
export class DayCount {
  filed = 0;
  solvedBySelfHelp = 0;
  resolved = 0;
  heldBack = 0;
  escalated = 0;
  feedback = 0;
  /** A race lost or a rule met, as on any day. */
  refused = 0;

  toString(): string {
    return `${String(this.filed)} filed, ${String(this.solvedBySelfHelp)} solved by self-help, ${String(this.resolved)} resolved, ${String(this.heldBack)} put on hold, ${String(this.escalated)} escalated, ${String(this.feedback)} answered the three taps`;
  }
}
