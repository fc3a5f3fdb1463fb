/** The headers of every page of ours: nothing from elsewhere, nothing inline, in nobody's frame. */
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Strict content security for pages whose scripts and styles are files of our own. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        // The page builds its elements one by one; a string never becomes markup.
        requireTrustedTypesFor: ["'script'"],
      },
    },
    crossOriginEmbedderPolicy: true,
    // Not no-referrer: a browser would then send our own login form with "Origin: null".
    referrerPolicy: { policy: 'same-origin' },
    // Bureaus run it over plain http in their own network; https is the proxy's to enforce.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  })
}
