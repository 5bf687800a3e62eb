"use strict";
// The public half of an X25519 key (RFC 7748, 5): browsers derive it of themselves only since Chrome 133 and Firefox 130.
// It runs on what she typed, in her own browser; a wrong result opens nothing.

const Curve = (function () {
  const P = (1n << 255n) - 19n;

  function times(a, b) { return (a * b) % P; }

  function minus(a, b) { return (a - b + P) % P; }

  function inverse(of) {
    let found = 1n, base = of;
    for (let left = P - 2n; left; left >>= 1n) {
      if (left & 1n) found = times(found, base);
      base = times(base, base);
    }
    return found;
  }

  // 32 bytes of a private key: 64 hexadecimal characters of its public one, low byte first.
  function publicOf(bytes) {
    const clamped = Array.from(bytes);
    clamped[0] &= 248;
    clamped[31] = (clamped[31] & 127) | 64;
    const scalar = clamped.reduceRight((sum, one) => (sum << 8n) | BigInt(one), 0n);
    let x2 = 1n, z2 = 0n, x3 = 9n, z3 = 1n, swapped = 0n;
    for (let bit = 254n; bit >= 0n; bit -= 1n) {
      const now = (scalar >> bit) & 1n;
      if (swapped !== now) [x2, x3, z2, z3] = [x3, x2, z3, z2];
      swapped = now;
      const a = x2 + z2, b = minus(x2, z2), aa = times(a, a), bb = times(b, b), e = minus(aa, bb);
      const da = times(minus(x3, z3), a), cb = times(x3 + z3, b), sum = da + cb, apart = minus(da, cb);
      x3 = times(sum, sum);
      z3 = times(9n, times(apart, apart));
      x2 = times(aa, bb);
      z2 = times(e, aa + times(121665n, e));
    }
    if (swapped) [x2, z2] = [x3, z3];
    let left = times(x2, inverse(z2)), hex = "";
    for (let place = 0; place < 32; place += 1, left >>= 8n) hex += Number(left & 255n).toString(16).padStart(2, "0");
    return hex;
  }

  return { publicOf };
}());
