/**
 * Words after which a description is read by the coach only. Better one too many than one before classmates;
 * the coach can return it to the line.
 */
const privateWords =
  /\b(bull(y|ied|ying)|threat(en)?s?|hurt(s|ing)? me|kill|suicide|abuse[ds]?|harass(ed|ing|ment)?|nudes?|naked|blackmail|hate myself|acos(o|an|ando)|amenaz(a|as|an|ado)|lastim(a|an|ar)|matar(me)?|suicid(io|arme)|abus(o|a|an)|desnud(a|o|as|os)|chantaje|me odio)\b/iu;

/** Does this look like something no classmate should read? */
export const looksPrivate = (description: string | undefined): boolean => description !== undefined && privateWords.test(description);
