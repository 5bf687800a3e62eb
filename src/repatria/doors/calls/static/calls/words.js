"use strict";
// What is typed becomes a secret here; number and words never leave this page. The same is done by
// core/vocabulary/receipts.py and core/vocabulary/call_tickets.py, and a test compares the two.

const Words = (function () {
  const DAMM = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];
  const APOSTROPHES = "'’ʼ`´‘ʹ′\"";
  const ALIKE = { a: "а", c: "с", e: "е", i: "і", o: "о", p: "р", x: "х", y: "у", k: "к" };
  const ON_PAPER = { O: "0", I: "1", L: "1", U: "V", "А": "A", "В": "B", "Е": "E", "Н": "H", "К": "K", "М": "M",
    "Р": "P", "С": "C", "Т": "T", "Х": "X", "У": "Y", "О": "0", "І": "1", "З": "3" };

  function digitsOf(typed) {
    return Array.from(typed.normalize("NFKC")).filter((one) => one >= "0" && one <= "9").join("");
  }

  function numberOf(typed) {
    const digits = digitsOf(typed);
    let sum = 0;
    for (const one of digits) sum = Number(DAMM[sum][Number(one)]);
    return digits.length === 13 && sum === 0 && !/\p{L}/u.test(typed) ? digits : "";
  }

  function wordOf(typed) {
    const folded = Array.from(typed.normalize("NFKC").toLowerCase())
      .filter((one) => !APOSTROPHES.includes(one)).join("").replace(/ё/g, "е");
    const letters = folded.replace(/[^\p{L}\p{M}]/gu, "");
    return /[\u0400-\u04ff]/.test(letters) ? Array.from(letters).map((one) => ALIKE[one] || one).join("") : letters;
  }

  function wordsOf(typed) {
    const apart = Array.from(typed).map((one) => (
      !APOSTROPHES.includes(one) && /[\p{Z}\p{C}\p{P}\p{N}]/u.test(one) ? " " : one)).join("");
    return apart.split(" ").map(wordOf).filter((one) => one);
  }

  function paperOf(typed) {
    const code = Array.from(typed.normalize("NFKC").toUpperCase()).map((one) => ON_PAPER[one] || one).join("")
      .replace(/[^0-9A-Z]/g, "");
    return code.length === 21 ? code : "";
  }

  function hex(bytes) {
    return Array.from(new Uint8Array(bytes)).map((one) => one.toString(16).padStart(2, "0")).join("");
  }

  // The public half of the key of her letters: the bureau has it, and no store of the portal.
  async function identityOf(number, words) {
    const write = new TextEncoder();
    const key = await crypto.subtle.importKey("raw", write.encode(`${number} ${words.join(" ")}`), "HKDF", false, ["deriveBits"]);
    return Curve.publicOf(new Uint8Array(await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256",
      salt: write.encode("repatria receipt, version 1"), info: write.encode("letter identity") }, key, 256)));
  }

  async function secretOf(end, code, identity) {
    const said = ["repatria call secret, version 2", end, identity, code].join("|");
    return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(said)));
  }

  function random() {
    return hex(crypto.getRandomValues(new Uint8Array(32)));
  }

  // What opens her end. Gives {faults} where something cannot be as it stands on the papers.
  async function hers(number, words, code) {
    const folded = wordsOf(words), digits = numberOf(number), short = digitsOf(code);
    const faults = [];
    if (!digits) faults.push("number");
    if (folded.length !== 7) faults.push("words");
    if (short.length !== 8) faults.push("code");
    if (faults.length) return { faults, secrets: [] };
    return { faults, secrets: [await secretOf("hers", short, await identityOf(digits, folded))] };
  }

  // A paper code is of the camp's end or of whoever watches: both are tried.
  async function room(code) {
    const folded = paperOf(code);
    if (!folded) return { faults: ["code"], secrets: [] };
    return { faults: [], secrets: [await secretOf("his", folded, ""), await secretOf("watch", folded, "")] };
  }

  return { hers, room, random };
}());
