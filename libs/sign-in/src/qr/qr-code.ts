import { html, type Html } from '../pages/html.js';
import { qrSymbol } from './qr-symbol.js';

/** Modules of white around a symbol (ISO/IEC 18004 §6.3.8). */
const MARGIN = 4;

/** Returns an image of the QR code of a text, black on white also on dark pages. */
export function qrCode(text: string, label: string): Html {
  const symbol = qrSymbol(text);
  const side = symbol.length + 2 * MARGIN;
  const path = symbol
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : [])),
    )
    .join('');
  return html`<svg
    class="qr"
    role="img"
    aria-label="${label}"
    viewBox="0 0 ${side} ${side}"
    shape-rendering="crispEdges"
  >
    <rect width="${side}" height="${side}" fill="#fff" />
    <path d="${path}" fill="#000" />
  </svg>`;
}
