// Keeps the page of a night, its scripts and its sheets, so that it opens without a line. Nothing else is ever kept.
"use strict";
const KEPT = "night-1";
const PAGES = ["/field/uk", "/field/ru", "/field/en"];
const PARTS = ["/static/field/night.js", "/static/furniture/device.js", "/static/field/night.css", "/static/furniture/style.css"];
addEventListener("install", (event) => event.waitUntil(keepAll().then(() => self.skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
async function keepAll() {
  const kept = await caches.open(KEPT);
  await Promise.all([...PAGES, ...PARTS].map(async (one) => kept.put(one, await got(one))));
}
async function got(address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(address);
  return answer;
}
addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (PAGES.includes(pathname) || PARTS.includes(pathname)) event.respondWith(fresh(pathname));
});
// What the bureau has now, if it answers soon; else what was kept.
async function fresh(pathname) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await Promise.race([got(pathname), new Promise((_, fail) => setTimeout(fail, 3000))]);
    await kept.put(pathname, answer.clone());
    return answer;
  } catch {
    return (await kept.match(pathname)) || Response.error();
  }
}
