// The key of this computer and what it keeps: sealed lines that it cannot read itself. Nothing here knows a name.
"use strict";
const device = (() => {
  const opened = new Promise((done, fail) => {
    const asked = indexedDB.open("repatria-field", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("device");
      asked.result.createObjectStore("lines", { keyPath: "line" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  opened.catch(() => {}); // said where it is asked
  async function within(store, mode, work) {
    const base = await opened;
    return new Promise((done, fail) => {
      const all = base.transaction(store, mode, mode === "readwrite" ? { durability: "strict" } : {});
      const asked = work(all.objectStore(store));
      all.oncomplete = () => done(asked && asked.result);
      all.onerror = all.onabort = () => fail(all.error);
    });
  }
  const get = (name) => within("device", "readonly", (all) => all.get(name));
  const put = (name, value) => within("device", "readwrite", (all) => all.put(value, name));
  const lines = () => within("lines", "readonly", (all) => all.getAll());
  const keep = (line) => within("lines", "readwrite", (all) => all.put(line));
  const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const utf8 = (text) => new TextEncoder().encode(text);
  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((size, one) => size + one.byteLength, 0));
    let at = 0;
    for (const one of parts) { all.set(new Uint8Array(one), at); at += one.byteLength; }
    return all;
  };
  // The private half is made unextractable: a copy of the store signs nothing elsewhere, and no script can read it.
  async function key() {
    const found = await get("key");
    if (found) return found;
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    const made = { signing: pair.privateKey, point: base64(await crypto.subtle.exportKey("raw", pair.publicKey)) };
    await put("key", made);
    return made;
  }
  async function seal(point, deviceId, line, content) {
    const ecdh = { name: "ECDH", namedCurve: "P-256" };
    const bureau = await crypto.subtle.importKey("raw", point, ecdh, false, []);
    const once = await crypto.subtle.generateKey(ecdh, true, ["deriveBits"]);
    const ephemeral = await crypto.subtle.exportKey("raw", once.publicKey);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: bureau }, once.privateKey, 256);
    const stem = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const sealing = await crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: joined(ephemeral, point), info: utf8("repatria field line, version 1") },
      stem, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const body = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv: nonce, additionalData: utf8(`${deviceId}|${line}`) }, sealing, content);
    return joined(ephemeral, nonce, body);
  }
  async function signed(deviceId, line, sealed) {
    const digest = await crypto.subtle.digest("SHA-256", sealed);
    const said = joined(utf8(`repatria field line signature, version 1\n${deviceId}|${line}\n`), digest);
    const { signing } = await key();
    return crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, signing, said);
  }
  return { get, put, lines, keep, key, seal, signed, base64, bytes, utf8 };
})();
