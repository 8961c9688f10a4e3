// The one place where a text becomes a program: the address of a worker, from our own server alone. The pages'
// policy (Trusted Types) refuses every other one, whatever a text that somebody entered may hold.

function ours(address) {
  if (new URL(address, location.href).origin === location.origin) return address;
  throw new TypeError("the address of a program is not ours");
}

const policy = globalThis.trustedTypes?.createPolicy("caseline", { createScriptURL: ours });

/** The address of a program as the browser takes it. */
export const program = (address) => policy?.createScriptURL(address) ?? ours(address);
