interface Policies { createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown }

/** An address of this server, or a failure. */
export function ownScript(url: string): string {
  if (new URL(url, window.location.href).origin !== window.location.origin) throw new TypeError('a script from elsewhere');
  return url;
}

/**
 * What the page's policy leaves to be said: text becomes markup by the sanitiser alone, and libraries start their workers from this server.
 * Spec: W3C, "Trusted Types". Browsers that do not know them go without.
 */
export function trustOnlyOwnScripts(): void {
  (window as { trustedTypes?: Policies }).trustedTypes?.createPolicy('default', { createScriptURL: ownScript });
}
