// Bare keys do what Alt and the key do, while no field has the focus. By the place of the key where its letter is Cyrillic.
"use strict";
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  const place = event.code === "Slash" ? (event.shiftKey ? "?" : "/") : event.code.replace(/^(Key|Digit)/, "").toLowerCase();
  const key = event.key.toLowerCase();
  for (const one of document.querySelectorAll("[accesskey]")) {
    if (one.disabled || (one.accessKey !== key && one.accessKey !== place)) continue;
    event.preventDefault();
    one.focus();
    if (one.id !== "find") one.click();
    return;
  }
});
