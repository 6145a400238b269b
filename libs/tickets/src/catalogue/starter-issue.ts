import type { Audience, Priority } from '@firstbell/contracts/issues';
import type { PictureKey } from '@firstbell/contracts/pictures';
import type { Translated, TranslatedLines } from '@firstbell/contracts/values';

/** The certificates the starter catalogue asks for. A school may invent others. */
export const starterSkills = ['hardware', 'network', 'accounts', 'software'] as const;
export type StarterSkill = (typeof starterSkills)[number];

/** An issue as a new school gets it, before the coach makes the catalogue their own. */
export interface StarterIssue {
  /** Stable name within the starter catalogue, e.g. `wifi-will-not-connect`. */
  key: string;
  picture: PictureKey;
  /** As a student would say it; at most 28 characters, so that it fits its tile. */
  name: Translated;
  /** Two or three steps to try before filing, or what to do meanwhile where nothing can be tried. At most 120 characters each. */
  selfHelp: TranslatedLines;
  /** Lines an assistant can say without making anyone feel small. */
  kindly: TranslatedLines;
  /** The assistant's steps, most likely cause first. */
  checklist: TranslatedLines;
  /** What fixed it, to choose from at Resolve; at most 40 characters each. */
  fixes: TranslatedLines;
  /** null: anyone on duty may take it. In the first week nobody has a certificate yet, so most issues are null. */
  skill: StarterSkill | null;
  priority: Priority;
  /** `coach`: private, never shown on the desk's line. */
  audience: Audience;
  /** The ticket is about one laptop, so the kiosk asks which. */
  needsDevice: boolean;
}
