// The colour that a website may choose: white text on it must stay readable (WCAG 2.2, contrast 4.5 : 1).
const READABLE = 4.5;

/** @param {string | null} colour "#rrggbb"  @returns {string | null} the colour, or null where it cannot be used */
export function usable(colour) {
  if (!colour) return null;
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour.trim());
  if (parts && contrastToWhite(parts.slice(1).map((part) => parseInt(part, 16) / 255)) >= READABLE) return colour.trim();
  console.warn(`lotse-chat: the colour ${colour} is not used; expected is #rrggbb, dark enough for white text.`);
  return null;
}

function contrastToWhite(channels) {
  const [red, green, blue] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
