/**
 * How the built page is handed to a browser engine, the same by the shell's own scheme and by the core's loopback
 * server: which paths name a file, as what type, under which security headers. Pure; reading the file is the ends' own.
 */

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  onnx: 'application/octet-stream',
  bin: 'application/octet-stream',
  woff2: 'font/woff2',
  woff: 'font/woff',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
};

/** A file below the page directory: its path there, in parts, and its media type. */
export interface PageFile {
  readonly parts: readonly string[];
  readonly contentType: string;
}

/** No empty, hidden or parent part, no separator of any platform, no control character. */
const safePart = /^[A-Za-z0-9_@+~-][A-Za-z0-9_@+~.-]*$/;
const longestPath = 1024;

/** The page file that an URL path (percent-encoded, without query) names; null where it can name none. `/` is the document. */
export function pageFileOf(urlPath: string): PageFile | null {
  if (urlPath.length > longestPath || !urlPath.startsWith('/')) return null;
  const path = decodePath(urlPath);
  if (path === null) return null;
  const parts = (path === '/' ? '/index.html' : path).slice(1).split('/');
  if (!parts.every((part) => safePart.test(part))) return null;
  const extension = parts.at(-1)?.split('.').at(-1)?.toLowerCase() ?? '';
  const contentType = Object.hasOwn(contentTypes, extension) ? contentTypes[extension] : undefined;
  return contentType === undefined ? null : { parts, contentType };
}

function decodePath(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}

/**
 * Headers of every answer that carries a page file. The page may reach its own origin and the link sources named, and
 * nothing else; `sandbox` without `allow-modals`, `-popups`, `-downloads` also denies print, alert, windows and downloads.
 */
export function pageHeaders(linkSources: readonly string[]): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    ["connect-src 'self'", ...linkSources].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    'sandbox allow-scripts allow-same-origin',
  ];
  return {
    'content-security-policy': policy.join('; '),
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), payment=()',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
