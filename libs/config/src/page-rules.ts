import { text } from './rules.js';

export const DisplayName = () =>
  text('displayName', 'must have at most 60 printable characters', (name) =>
    /^[^\p{C}\p{Zl}\p{Zp}]{0,60}$/u.test(name),
  );

/** Bytes of an image in the configuration; every page has it. */
const MAX_LOGO = 32_768;

export const LogoUrl = () =>
  text(
    'logoUrl',
    `must be an https URL, or a data URL of an image with at most ${MAX_LOGO} characters`,
    (url) =>
      url === '' ||
      (url.length <= MAX_LOGO &&
        /^(?:https:\/\/[^\s"'<>;,\\]+|data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,][^\s"'<>\\]+)$/.test(
          url,
        ) &&
        URL.canParse(url)),
  );

/**
 * A colour on which white text is readable: a contrast of at least 4.5 (WCAG 2.2, success criterion
 * 1.4.3).
 */
export const Color = () =>
  text(
    'color',
    'must be # and six hexadecimal digits, of a colour dark enough for white text',
    (color) => /^#[0-9a-f]{6}$/i.test(color) && contrastWithWhite(color) >= 4.5,
  );

/** Returns the contrast ratio of a colour with white (WCAG 2.2, relative luminance). */
function contrastWithWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
